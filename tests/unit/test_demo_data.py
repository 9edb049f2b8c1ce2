from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from directory.domain.category import CHILDREN, root_of
from directory.domain.draft import ResourceDraft
from directory.domain.facts import fact
from directory.formats.district_files import read_district_file
from directory.formats.read import SourceFile, read_file
from directory.formats.source_file import AdditionalVenue
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder

PILOTS = ("27106", "13229", "39201", "11208", "27144")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    return make_demo(checkout, tmp_path_factory.mktemp("demo"))


def make_demo(checkout: Path, folder: Path) -> Path:
    subprocess.run([sys.executable, str(checkout / "scripts" / "make_demo.py"), str(folder)], check=True)
    return folder


@pytest.fixture(scope="module")
def files(folder: Path) -> tuple[SourceFile, ...]:
    return tuple(read_file(path) for path in sorted(folder.glob("*.csv")))


@pytest.fixture(scope="module")
def drafts(files: tuple[SourceFile, ...]) -> tuple[ResourceDraft, ...]:
    return tuple(reading.draft for file in files for reading in file.read_rows() if reading.draft)


@pytest.fixture(scope="module")
def additional(files: tuple[SourceFile, ...]) -> tuple[tuple[str, AdditionalVenue], ...]:
    return tuple((file.source, reading.venue) for file in files for reading in file.read_rows() if reading.venue)


def test_every_run_writes_the_same_bytes(folder: Path, checkout: Path, tmp_path: Path) -> None:
    again = make_demo(checkout, tmp_path)
    paths = sorted(path.relative_to(folder) for path in folder.rglob("*.csv"))
    assert paths == sorted(path.relative_to(again) for path in again.rglob("*.csv"))
    assert all((folder / path).read_bytes() == (again / path).read_bytes() for path in paths)


def test_every_row_is_accepted_and_every_header_known(files: tuple[SourceFile, ...]) -> None:
    rejected = [
        issue for file in files for row in file.read_rows() for issue in row.issues if issue.severity == "error"
    ]
    assert rejected == []
    unknown = {column.header for file in files for column in file.columns if column.field is None}
    assert unknown <= {"画像", "画像_ライセンス"}  # part of the published format, kept as they are
    assert {"plain", "g3_child_cafe", "g3_additional"} == {file.format for file in files}
    assert {"cp932", "utf-8", "utf-8-sig"} == {file.encoding for file in files}


@pytest.mark.parametrize("jis", PILOTS)
def test_every_pilot_has_sixty_resources_of_all_kinds(drafts: tuple[ResourceDraft, ...], jis: str) -> None:
    own = [draft for draft in drafts if draft.municipality == jis]
    assert len(own) >= 60
    kinds = {draft.categories[0] for draft in own}
    assert kinds >= {category.code for category in CHILDREN} | {"child_cafe"}
    assert len({root_of(kind) for kind in kinds}) == 5


@pytest.mark.parametrize("jis", PILOTS)
def test_every_pilot_shows_the_difficult_cases(drafts: tuple[ResourceDraft, ...], jis: str) -> None:
    own = [draft for draft in drafts if draft.municipality == jis]
    assert {draft.visibility for draft in own} == {"public", "area_only", "hidden"}
    assert {"active", "ended", "paused"} <= {draft.status for draft in own}
    assert sum(not draft.venues or not draft.venues[0].address for draft in own) >= 5
    assert any("contradiction" in draft.schedule.flags for draft in own)
    assert any(draft.assured_on is None for draft in own)
    years = {draft.assured_on.year for draft in own if draft.assured_on}
    assert {2024, 2026} <= years
    assert {fact(draft.facts, "wheelchair") for draft in own} == {"yes", "no", "unknown"}
    assert any(not draft.schedule.raw for draft in own)


def test_resources_are_plainly_fictional(drafts: tuple[ResourceDraft, ...]) -> None:
    assert all("架空" in draft.name for draft in drafts)
    runners = [draft.organization.name for draft in drafts if draft.organization]
    assert all("架空" in name or name == "個人" for name in runners)
    contacts = [contact for draft in drafts for contact in draft.contacts]
    phones = [contact.value for contact in contacts if contact.kind == "phone"]
    assert len(phones) > 200
    assert all(re.fullmatch(r"0[57]0-0000-\d{4}", phone) for phone in phones)
    others = [contact.value for contact in contacts if contact.kind in {"email", "url"}]
    assert all(re.search(r"[@.]example\.jp(?:/|$)", value) for value in others)


def test_descriptions_and_names_vary(drafts: tuple[ResourceDraft, ...]) -> None:
    for jis in PILOTS:
        own = [draft for draft in drafts if draft.municipality == jis]
        texts = Counter(draft.description for draft in own if draft.description)
        assert len(texts) >= len(own) * 0.9
        assert max(Counter(draft.name for draft in own).values()) == 1


def test_promised_groups_exist(
    drafts: tuple[ResourceDraft, ...], additional: tuple[tuple[str, AdditionalVenue], ...]
) -> None:
    members = [draft for draft in drafts if draft.organization and draft.organization.networks]
    networks = {network for draft in members if draft.organization for network in draft.organization.networks}
    assert len(members) == 17
    assert {draft.municipality for draft in members} == {"27144"}
    assert networks <= {draft.organization.name for draft in drafts if draft.organization}
    centers = [draft for draft in drafts if draft.municipality == "39201" and draft.categories[0] == "support_base"]
    assert len(centers) == 14
    spaces = [draft for draft in drafts if draft.municipality == "13229" and draft.categories[0] == "lendable_space"]
    assert len(spaces) == 8
    assert all(fact(draft.facts, "lendable") == "yes" and draft.capacity and draft.fees.raw for draft in spaces)
    assert any(len(draft.venues) == 3 for draft in drafts)
    parents = {(draft.source.source, draft.source.record_id) for draft in drafts}
    joined = Counter((source, venue.parent_id) for source, venue in additional)
    assert set(joined) <= parents
    assert set(joined.values()) == {2}


def test_addresses_are_at_real_towns(drafts: tuple[ResourceDraft, ...], geodata_folder: Path) -> None:
    geocoder = Geocoder(Gazetteer.open(geodata_folder))
    asked = []
    for draft in drafts:
        for venue in draft.venues:
            if not re.search(r"\d", venue.address):
                continue
            located = geocoder.locate(venue.address, near=draft.municipality)
            place = located.place
            found = (place.jis, place.is_pinnable, located.needs_question) if place else None
            if found != (draft.municipality, True, False):
                asked.append(venue.address)
    assert asked == []


@pytest.mark.parametrize("jis", PILOTS)
def test_invented_districts_share_out_all_towns(folder: Path, geodata_folder: Path, jis: str) -> None:
    towns = {town.name for town in Gazetteer.open(geodata_folder).towns(jis)}
    paths = sorted((folder / "districts").glob(f"{jis}*.csv"))
    assert paths
    for path in paths:
        found = read_district_file(path)
        assert found.issues == ()
        (scheme,) = found.schemes
        assert {rule.town for rule in scheme.rules} == towns
        assert all(district.name.startswith("架空") for district in scheme.districts)
        assert sum(rule.banchi_to is not None for rule in scheme.rules) == 1
