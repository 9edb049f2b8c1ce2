"""Places of a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from directory.formats.row_cells import RowCells
from directory.formats.row_place import read_address, read_degrees, read_district_labels, read_postal_code, read_venues

RowOf = Callable[..., RowCells]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("188-0011", "1880011"),
        ("〒188-0011", "1880011"),
        ("1880011.0", "1880011"),
        ("600000", "0600000"),
        ("12", ""),
        ("", ""),
    ],
)
def test_postal_codes(text: str, code: str) -> None:
    assert read_postal_code(text) == code


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("35.5", 35.5),
        ("３５．５", 35.5),
        ("35.5N", 35.5),
        ("35度30分", 35.5),
        ("35°30′0″", 35.5),
        ("35,5", None),
        ("1e3", None),
        ("北緯", None),
        ("", None),
    ],
)
def test_degrees(text: str, degrees: float | None) -> None:
    assert read_degrees(text) == degrees


def test_an_address_in_two_columns_is_joined_once(row_of: RowOf) -> None:
    assert read_address(row_of(Name="ほし", Add1="西東京市", Add2="田無町1")) == "西東京市田無町1"
    assert read_address(row_of(Name="ほし", Add1="西東京市田無町1", Add2="田無町1")) == "西東京市田無町1"


def test_an_address_in_parts_is_composed(row_of: RowOf) -> None:
    row = row_of(
        名称="ほし", 所在地_都道府県="東京都", 所在地_市区町村="西東京市", 所在地_町字="田無町", 所在地_番地以下="1-1"
    )
    assert read_address(row) == "東京都西東京市田無町1-1"


def test_district_labels_are_split_and_kept_once(row_of: RowOf) -> None:
    assert read_district_labels(row_of(名称="ほし", 学区="ほし小;つき小；ほし小"), []) == ("ほし小", "つき小")


def test_the_same_second_place_is_not_a_second_venue(row_of: RowOf) -> None:
    row = row_of(名称="ほし", 住所="西東京市1", 会場2="", 住所2="西東京市１")
    assert len(read_venues(row, [])) == 1
