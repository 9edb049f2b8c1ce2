"""Parts around a town: postal code, lot, building, secrecy, pasted points."""

from __future__ import annotations

import pytest

from directory.text.address_parts import find_point, is_confidential, second_parts, split_lot, split_postal_code


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("〒555-0000 大阪市西区新町4", "5550000", "大阪市西区新町4"),
        ("〒５５５－００００　大阪市西区", "5550000", "大阪市西区"),
        ("5500013", "5500013", ""),
        ("550-0013", "5500013", ""),
        ("大阪市西区新町4", "", "大阪市西区新町4"),
        ("35.7,139.5", "", "35.7,139.5"),
    ],
)
def test_a_postal_code_is_taken_off_the_front(text: str, code: str, rest: str) -> None:
    split = split_postal_code(text)
    assert (split.code, split.rest) == (code, rest)


@pytest.mark.parametrize(
    ("rest", "lot", "building"),
    [
        ("-5-14 西区役所 4階", "5-14", "西区役所 4階"),
        ("の17の2", "17の2", ""),
        ("1丁目3番地", "1丁目3番地", ""),
        ("504番地ほか", "504番地ほか", ""),
        ("12-3希望ビル2F", "12-3", "希望ビル2F"),
        ("十ー二〇", "十ー二〇", ""),
        ("甲504", "甲504", ""),
        ("", "", ""),
        ("みどり会館", "", "みどり会館"),
        ("5-14 201", "5-14", "201"),
        ("5-14 3階", "5-14", "3階"),
        ("5番 13号", "5番 13号", ""),
        ("5 - 14", "5 - 14", ""),
        ("12-13第2三好ビル1F", "12-13", "第2三好ビル1F"),
        ("4-27 一番町スクエア2F", "4-27", "一番町スクエア2F"),
        ("4-27番町スクエア", "4-27", "番町スクエア"),
        ("3-5外科クリニック", "3-5", "外科クリニック"),
        ("3-5 2号棟", "3-5", "2号棟"),
        ("3-5-2号棟", "3-5", "2号棟"),
        ("17番地他2筆", "17番地他2筆", ""),
        ("第3号2074", "第3号2074", ""),
        ("字天神1225番", "字天神1225番", ""),
        ("西山2073", "西山2073", ""),
        ("市民館2階", "", "市民館2階"),
    ],
)
def test_a_lot_ends_where_the_building_begins(rest: str, lot: str, building: str) -> None:
    assert split_lot(rest) == (lot, building)


@pytest.mark.parametrize("text", ["非公開", "住所非公表", "場所は秘密", "公開していません"])
def test_secrecy_is_noticed(text: str) -> None:
    assert is_confidential(text)


def test_a_plain_address_is_no_secret() -> None:
    assert not is_confidential("大阪市西区新町4-5-14")


@pytest.mark.parametrize(
    "text",
    [
        "35.7,139.5",
        "３５．７、１３９．５",
        "https://example.org/maps/@35.7,139.5,17z",
        "https://example.org/!3d35.7!4d139.5",
        "https://example.org/place/@35.1,139.1,17z/data=!3m1!3d35.7!4d139.5?hl=ja",
        "https://example.org/maps?q=35.7,139.5",
        "https://example.org/maps?hl=ja&q=loc:35.7%2C139.5",
        "https://example.org/maps?ll=35.7,139.5&z=16",
        "https://example.org/?mlat=35.7&mlon=139.5#map=17/35.1/139.1",
        "https://example.org/#map=17/35.7/139.5",
        "https://example.org/#17/35.7/139.5/&base=std",
        "https://example.org/maps?lat=35.7&zoom=16&lon=139.5",
        "geo:35.7,139.5",
        "geo:35.7,139.5;u=35",
        "北緯35.7度、東経139.5度",
    ],
)
def test_a_pasted_point_is_two_numbers(text: str) -> None:
    assert find_point(text) == (35.7, 139.5)


def test_an_address_is_no_point() -> None:
    assert find_point("新町4-5-14") is None


def test_only_what_follows_a_separator_may_be_a_second_address() -> None:
    assert second_parts("5-14、北堀江1-1-1") == ("北堀江1-1-1",)
    assert second_parts("5-14 西区役所") == ()
