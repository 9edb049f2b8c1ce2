from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.district import DistrictRule
from directory.geo.district_towns import Lot, RuleBook, TownKey, read_lot, read_number, split_town


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("真砂四丁目", TownKey(base="真砂", chome=4)),
        ("鳳東町六丁", TownKey(base="鳳東町", chome=6)),
        ("本通十二丁目", TownKey(base="本通", chome=12)),
        ("十二丁目", TownKey(base="十二丁目")),
        ("四番町", TownKey(base="四番町")),
        ("大字上安松", TownKey(base="上安松")),
    ],
)
def test_town_is_taken_apart(name: str, key: TownKey) -> None:
    assert split_town(name) == key


@pytest.mark.parametrize(
    ("rest", "lot"),
    [
        ("1丁目3番地", Lot(chome=1, banchi=3)),
        ("６番１３号", Lot(banchi=6)),
        ("600", Lot(banchi=600)),
        ("乙12", Lot()),
        ("", Lot()),
    ],
)
def test_lot_is_read(rest: str, lot: Lot) -> None:
    assert read_lot(rest, chome=None) == lot


@given(st.integers(min_value=1, max_value=199))
def test_kanji_numbers_are_read(number: int) -> None:
    digits = "〇一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = "百" * hundreds + (digits[tens] if tens > 1 else "") + "十" * (tens > 0) + (digits[ones] if ones else "")
    assert read_number(written) == number
    assert read_number(str(number)) == number
    assert read_number("".join(digits[int(digit)] for digit in str(number))) == number


@pytest.mark.parametrize(
    ("town", "needs_lot"),
    [("南町", True), ("南町五丁目", False), ("保谷町", True), ("保谷町三丁目", True), ("泉町", False), ("栄町", False)],
)
def test_what_follows_a_town_matters_only_where_rules_divide_it(town: str, *, needs_lot: bool) -> None:
    book = RuleBook(
        [
            DistrictRule(district="a", town="南町", chome_from=1, chome_to=3),
            DistrictRule(district="a", town="保谷町", banchi_from=1, banchi_to=5),
            DistrictRule(district="a", town="栄町"),
        ]
    )
    assert book.needs_lot(town) == needs_lot
