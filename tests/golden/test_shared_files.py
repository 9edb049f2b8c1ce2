"""Every shared file of real open data is read or refused for the right reason, and no row is lost."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from directory.domain.errors import FileRefused
from directory.formats.read import ReadOptions, read_file

pytestmark = pytest.mark.shared

OPTIONS = ReadOptions(municipality="13229")
"""Any municipality will do: where rows lie is measured elsewhere."""

ACCEPTED_SHARE = 0.99

FORMATS = {
    "tokyo-kodomoshokudo": {"g3_child_cafe", "g3_additional"},
    "kosodatehiroba-nationwide": {"kosodatehiroba"},
    "takamatsu-city-opendata": {"takamatsu"},
    "yaizu-city-opendata": {"g1_facility"},
    "papamama-sapporo": {"papamama"},
    "papamama-kawasaki": {"papamama"},
    "papamama-kobe": {"papamama"},
    "papamama-shizuoka": {"papamama"},
    "papamama-chiba": {"papamama"},
    "papamama-nagareyama": {"papamama"},
    "papamama-hamamatsu-caremap": {"papamama"},
    "papamama-kumamoto": {"plain"},
    "soja-kosodate-map": {"plain"},
    "yokohama-support-commons": {"plain"},
}
"""Source -> formats of its files; kumamoto uses Japanese headers of its own."""

NOT_RESOURCES = (
    "/branch/", "/general_center/", "/library/", "/middle_school/", "/open_data_list/", "/park/", "/primary_school/",
    "_aed", "AED", "_junior_high_school", "_elementary_school", "_tourism", "_metadata", "展示催事", "checklist.json",
    "clinics.json", "gov_support.json", "meta.json", "shops.json", "care_service", "cultural_property", "evacuation",
    "fire_hydrant", "food_business", "hospital", "open_data_list", "population", "public_toilet", "wireless_lan",
)  # fmt: skip
EMPTY_TEMPLATES = ("xxxxxx_event.csv", "xxxxxx_preschool.csv", "xxxxxx_public_facility.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One line of the manifest."""

    source: str
    path: Path
    encoding: str
    rows: int
    has_double_bom: bool

    @property
    def refusal(self) -> str:
        """The code with which the file must be refused; empty when it must be read."""
        name = self.path.as_posix()
        if name.endswith(EMPTY_TEMPLATES):
            return "header_only"
        if name.endswith("wards.geojson"):
            return "districts_not_resources"
        return "file_not_resources" if any(mark in name for mark in NOT_RESOURCES) else ""

    @property
    def expected_encoding(self) -> str:
        """The encoding as `read_file` names it."""
        if self.path.suffix in {".xlsx", ".geojson", ".json"}:
            return self.path.suffix[1:]
        return self.encoding.split("/")[0] + (" x2" if self.has_double_bom else "")


@pytest.fixture(scope="module")
def shared_files(shared_folder: Path) -> list[Shared]:
    with (shared_folder / "data" / "manifest.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [
            Shared(
                source=line["source"],
                path=shared_folder / "data" / line["source"] / line["path"],
                encoding=line["encoding"],
                rows=int(line["rows"]),
                has_double_bom="double BOM" in line["notes"],
            )
            for line in csv.DictReader(stream)
        ]


def test_every_file_of_resources_is_recognised_and_the_others_are_refused(shared_files: list[Shared]) -> None:
    wrong: list[tuple[str, str, str]] = []
    for shared in shared_files:
        try:
            file = read_file(shared.path, OPTIONS)
        except FileRefused as refused:
            found, expected = refused.code, shared.refusal
        else:
            is_right = file.format in FORMATS.get(shared.source, set()) and not shared.refusal
            found, expected = ("", "") if is_right else (file.format, shared.refusal or "another format")
            if file.encoding != shared.expected_encoding:
                found, expected = file.encoding, shared.expected_encoding
        if found != expected:
            wrong.append((shared.path.name, found, expected))
    assert wrong == []


def test_rows_are_accepted_rejected_by_name_or_blank(shared_files: list[Shared]) -> None:
    accepted = resources = 0
    reasons: Counter[str] = Counter()
    for shared in shared_files:
        if shared.refusal:
            continue
        file = read_file(shared.path, OPTIONS)
        readings = list(file.rows())
        assert len(readings) + file.blank_count == file.row_count, shared.path.name
        # Template lines that hold a number only are blank for us and rows for the manifest.
        assert len(readings) <= shared.rows <= file.row_count, shared.path.name
        for reading in readings:
            errors = [issue.code for issue in reading.issues if issue.severity == "error"]
            assert bool(errors) is (reading.draft is None and reading.venue is None)
            reasons.update(errors)
            is_other_thing = bool({"row_not_resource", "not_a_facility"}.intersection(errors))
            resources += not is_other_thing
            accepted += not errors
    assert accepted / resources >= ACCEPTED_SHARE, reasons
    assert reasons.keys() <= {"row_not_resource", "not_a_facility", "name_missing"}, reasons


def test_keys_are_stable_and_never_shared(shared_files: list[Shared]) -> None:
    for shared in shared_files:
        if shared.refusal:
            continue
        first, again = (
            [row.draft.stable_key for row in read_file(shared.path, OPTIONS).rows() if row.draft] for _ in "12"
        )
        assert first == again, shared.path.name
        assert len(set(first)) == len(first), shared.path.name


def test_private_mail_addresses_are_never_public(shared_files: list[Shared]) -> None:
    public = [
        contact.value
        for shared in shared_files
        if shared.source == "tokyo-kodomoshokudo"
        for row in read_file(shared.path, OPTIONS).rows()
        if row.draft
        for contact in row.draft.contacts
        if contact.kind == "email"
        and contact.publicity == "public"
        and not contact.value.endswith((".lg.jp", ".go.jp"))
    ]
    assert len(public) == 0
