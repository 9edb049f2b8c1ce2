"""Dirt of real files, lines 8 to 15 of the catalogue: municipalities, ids, addresses, coordinates."""

from __future__ import annotations

from typing import Any

import pytest

from directory.formats.read import ReadOptions
from tests.integration.formats.dirty_rows import HEADER, ROW, Codes


def test_dirt_08_the_rows_say_the_municipality_and_not_the_file_name(reader: Any) -> None:
    file = reader.open(("団体コード", *HEADER), ("392014", *ROW), ("", *ROW), name="131059_list.csv")
    assert [row.draft.municipality for row in file.rows()] == ["39201", "13229"]


@pytest.mark.parametrize(
    ("code", "pref", "municipality"),
    [("11002", "北海道", "01100"), ("13", "東京都", "13229"), ("132292.0", "東京都", "13229")],
)
def test_dirt_09_damaged_codes(reader: Any, code: str, pref: str, municipality: str) -> None:
    assert reader.draft(全国地方公共団体コード=code, 都道府県=pref).municipality == municipality


def test_dirt_09_destroyed_blank_and_repeated_ids_are_replaced_by_name_and_address(
    reader: Any, codes_of: Codes
) -> None:
    header = ("ID", "名称", "住所", "全国地方公共団体コード")
    names = ("ほし", "つき", "ひ", "みず", "き")
    ids = ("1.72E+12", "", "7", "7", "8")
    rows = [(record, f"{name}子ども食堂", "西東京市", "132292") for record, name in zip(ids, names, strict=True)]
    readings = reader.readings(header, *rows)
    expected = [{"id_destroyed"}, {"id_missing"}, {"id_repeated"}, {"id_repeated"}, set()]
    assert [codes_of(reading) for reading in readings] == expected
    keys = [reading.draft.stable_key for reading in readings]
    assert len(set(keys)) == 5
    backwards = [reading.draft.stable_key for reading in reader.readings(header, *reversed(rows))]
    assert keys == backwards[::-1]


def test_dirt_10_a_municipality_or_an_office_is_no_facility(reader: Any, codes_of: Codes) -> None:
    header = ("pref", "city", "name", "zip", "addr", "phone", "note")
    names = ("星空市", "星空市子育て支援課", "ほしぞら市民ひろば", "北市場サロン")
    readings = reader.readings(header, *[("東京都", "西東京市", name, "", "西東京市田無町1", "", "") for name in names])
    assert [codes_of(reading) & {"not_a_facility"} for reading in readings] == [{"not_a_facility"}] * 2 + [set()] * 2
    assert [reading.draft is None for reading in readings] == [True, True, False, False]


def test_dirt_10_city_names_with_more_or_less_are_left_to_the_gazetteer(reader: Any) -> None:
    asked: list[tuple[str, str, str]] = []

    def remember(pref: str, city: str, address: str) -> str:
        asked.append((pref, city, address))
        return "11233"

    options = ReadOptions(resolve_municipality=remember)
    reader.readings(("pref", "city", "name", "addr"), ("埼玉県", "北本市栄", "ほしぞらひろば", "栄1"), options=options)
    assert asked == [("埼玉県", "北本市栄", "栄1")]


def test_dirt_10_an_address_in_the_name_is_marked(reader: Any, codes_of: Codes) -> None:
    reading = reader.one(名称="田無町３－７－２ほしぞらビル こども食堂")
    assert "name_holds_address" in codes_of(reading)
    assert reading.draft is not None


def test_dirt_11_raw_addresses_reach_the_geocoder_unchanged(reader: Any) -> None:
    raw = "田無町ー１の２　五ﾉ神三番町七"
    reading = reader.one(住所=raw, 都道府県="東京都", 市区町村名="西東京市")
    assert reading.draft.venues[0].address == raw


def test_dirt_12_the_host_facility_is_a_field_of_its_own(reader: Any) -> None:
    draft = reader.draft(住所="西東京市田無町1-1（ほしぞら保育園内）", 方書="2階")
    assert (draft.venues[0].host, draft.venues[0].building) == ("ほしぞら保育園", "2階")


def test_dirt_13_notes_and_newlines_stay_in_the_published_address(reader: Any) -> None:
    raw = "西東京市田無町1-1\n※R6.4月より新住所になります。"
    assert reader.draft(住所=raw).venues[0].address == raw


def test_dirt_14_places_without_an_address_are_accepted(reader: Any, codes_of: Codes) -> None:
    assert reader.draft(住所="西東京市").venues[0].address == "西東京市"
    assert reader.draft(住所="非公開").venues[0].address == "非公開"
    blank = reader.one(住所="")
    assert blank.draft.venues == ()
    assert "address_blank" in codes_of(blank)


def test_dirt_14_a_note_that_asks_for_secrecy_protects_the_address(reader: Any, codes_of: Codes) -> None:
    reading = reader.one(備考="住所は非公開")
    assert reading.draft.visibility == "area_only"
    assert "address_withheld" in codes_of(reading)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected", "code"),
    [
        ("35.728123", "139.538123", (35.728123, 139.538123), ""),
        ("139.538123", "35.728123", (35.728123, 139.538123), "coordinate_swapped"),
        ("３５．７２８１２３", "139.538123", (35.728123, 139.538123), ""),
        ("35.728123 付近", "139.538123", (35.728123, 139.538123), ""),
        ("35度43分41.2秒", "139度32分17.2秒", (35.7281111, 139.5381111), ""),
        ("35.7", "139.5", (35.7, 139.5), "coordinate_coarse"),
        ("0", "0", None, "coordinate_zero"),
        ("35,728", "139.538123", None, "coordinate_unreadable"),
        ("nan", "139.538123", None, "coordinate_unreadable"),
        ("1e999", "139.538123", None, "coordinate_unreadable"),
        ("9" * 400, "139.538123", None, "coordinate_unreadable"),
        ("35.728123", "", None, "coordinate_unreadable"),
        ("-35.728123", "139.538123", None, "coordinate_outside"),
        ("48.858", "2.294", None, "coordinate_outside"),
    ],
)
def test_dirt_15_coordinates(
    reader: Any, codes_of: Codes, latitude: str, longitude: str, expected: tuple[float, float] | None, code: str
) -> None:
    reading = reader.one(緯度=latitude, 経度=longitude)
    point = reading.draft.venues[0].coordinate
    assert (point and (point.latitude, point.longitude)) == expected
    assert {issue for issue in codes_of(reading) if issue.startswith("coordinate")} == ({code} if code else set())
