"""What an import notices about places: each finding by its code, in words that help, and what becomes of the pin."""

from __future__ import annotations

import json

import msgspec
import pytest

from directory.cli.app import run
from directory.store.engine import open_store

HEADER = "ID,名称,分類,市区町村コード,都道府県名,市区町村名,郵便番号,住所,緯度,経度"
ADDRESS = "東京都西東京市田無町4-1-1"
KIND = "子ども食堂"

ROWS = {
    "near": f",,,,{ADDRESS},35.72871,139.54012",
    "odd": f",,,,{ADDRESS},35.74871,139.54012",
    "far": f",,,,{ADDRESS},33.55880,133.53110",
    "sea": f",,,,{ADDRESS},34.00001,139.00001",
    "abroad": f",,,,{ADDRESS},48.85660,2.35220",
    "swapped": f",,,,{ADDRESS},139.54012,35.72871",
    "zero": f",,,,{ADDRESS},0,0",
    "coarse": f",,,,{ADDRESS},35.728,139.540",
    "very_coarse": f",,,,{ADDRESS},35.7,139.5",
    "shared1": ",,,,東京都西東京市泉町1-1-1,35.73791,139.54851",
    "shared2": ",,,,東京都西東京市泉町2-1-1,35.73791,139.54851",
    "shared3": ",,,,東京都西東京市泉町3-1-1,35.73791,139.54851",
    "city_only": ",,,,東京都西東京市,,",
    "city_point": ",,,,東京都西東京市,35.72871,139.54012",
    "elsewhere": ",,,,東京都西東京市,35.69951,139.50301",
    "no_address": "13229,,,,,35.69951,139.50301",
    "postal": f",,,5500013,{ADDRESS},,",
    "code": f"39201,東京都,西東京市,,{ADDRESS},,",
    "code_alone": "39201,東京都,,,高知県高知市本町5-1-45,,",
    "good_code": f"13229,東京都,西東京市,1880011,{ADDRESS},35.72871,139.54012",
    "ward": "27100,大阪府,大阪市,,大阪府大阪市西区新町4-5-14,,",
}


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """Findings and listings by id after one real import of all rows."""
    folder = tmp_path_factory.mktemp("checks")
    path = folder / "ichiran.csv"
    rows = [f"{key},ひだまり{key}（架空）,{KIND},{rest}" for key, rest in ROWS.items()]
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{folder}/machi.db")
        patch.chdir(folder)
        assert run(["init"]) == 0
        lines: list[str] = []
        patch.setattr("directory.cli.import_command.print_json", lambda value: lines.append(json.dumps(value)))
        assert run(["import", str(path), "--json"]) == 0
    report = json.loads(lines[0])["files"][0]
    keys = dict(enumerate(ROWS, start=2))
    issues: dict[str, dict[str, dict]] = {key: {} for key in ROWS}
    for issue in report["issues"]:
        if issue["row"] in keys:
            issues[keys[issue["row"]]][issue["code"]] = issue
    store = open_store(f"sqlite:///{folder}/machi.db")
    try:
        with store.public.view() as view:
            listings = {each["source_id"]: each for each in map(msgspec.json.decode, view.read_listings())}
    finally:
        store.close()
    return issues, listings


PLACE_CODES = ("coordinate_", "code_", "postal_", "municipality_", "address_", "town_")


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("near", set()),
        ("odd", {"coordinate_odd"}),
        ("far", {"coordinate_far"}),
        ("sea", {"coordinate_at_sea"}),
        ("abroad", {"coordinate_outside"}),
        ("swapped", {"coordinate_swapped"}),
        ("zero", {"coordinate_zero"}),
        ("coarse", {"coordinate_coarse"}),
        ("very_coarse", {"coordinate_coarse"}),
        ("shared1", {"coordinate_shared"}),
        ("city_only", {"municipality_only"}),
        ("city_point", {"municipality_only"}),
        ("elsewhere", {"municipality_only", "coordinate_elsewhere"}),
        ("no_address", {"address_blank", "coordinate_elsewhere"}),
        ("postal", {"postal_code_contradicts"}),
        ("code", {"code_contradicts"}),
        ("code_alone", {"code_contradicts"}),
        ("good_code", set()),
        ("ward", set()),
    ],
)
def test_each_contradiction_has_its_code_and_nothing_else_is_said(imported, row, codes):
    issues, _ = imported
    found = {code for code in issues[row] if code.startswith(PLACE_CODES)}
    assert found == codes


@pytest.mark.parametrize("row", ["odd", "far", "sea", "abroad", "swapped", "zero", "shared1", "elsewhere", "postal"])
def test_every_finding_says_what_is_wrong_and_what_to_do(imported, row):
    issues, _ = imported
    for issue in issues[row].values():
        assert issue["message"].endswith("。")
        assert "{" not in issue["message"] + issue["remedy"]
        if issue["severity"] != "info":
            assert issue["remedy"].endswith("。")


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        ("odd", "coordinate_odd", (" km", "⇔", "西東京市")),
        ("far", "coordinate_far", (" km", "高知市", "西東京市田無町四丁目")),
        ("elsewhere", "coordinate_elsewhere", ("西東京市", "⇔")),
        ("swapped", "coordinate_swapped", ("35.72871,139.54012",)),
        ("postal", "postal_code_contradicts", ("大阪市西区新町",)),
        ("code", "code_contradicts", ("13229",)),
        ("shared2", "coordinate_shared", ("35.73791,139.54851",)),
    ],
)
def test_findings_carry_kilometres_towns_and_better_values(imported, row, code, words):
    issues, _ = imported
    issue = issues[row][code]
    said = " ".join(issue[key] for key in ("message", "remedy", "original", "suggestion"))
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ("near", "pin"),
        ("odd", "pin"),
        ("sea", "chome"),
        ("abroad", "chome"),
        ("swapped", "pin"),
        ("zero", "chome"),
        ("coarse", "pin"),
        ("very_coarse", "chome"),
        ("shared1", "chome"),
        ("city_point", "pin"),
        ("postal", "chome"),
        ("code", "chome"),
    ],
)
def test_what_can_be_believed_is_on_the_map(imported, row, level):
    _, listings = imported
    listing = listings[row]
    assert listing["level"] == level
    assert listing["coordinate"] is not None
    if level == "pin":
        assert abs(listing["coordinate"]["longitude"] - 139.54) < 0.01


@pytest.mark.parametrize("row", ["far", "city_only", "elsewhere", "no_address"])
def test_what_contradicts_itself_is_listed_without_a_pin(imported, row):
    _, listings = imported
    assert listings[row].get("coordinate") is None


def test_a_coarse_point_says_how_coarse(imported):
    _, listings = imported
    assert listings["coarse"]["radius_m"] == 72
    assert listings["near"]["radius_m"] == 30


def test_name_and_address_together_outvote_a_code(imported):
    _, listings = imported
    assert listings["code"]["municipality"] == "13229"
    assert listings["code_alone"]["municipality"] == "39201"
