"""Folding of addresses: one spelling, and the way back to the user's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.text.address_text import DASHES, fold_address, fold_name, fold_names


@pytest.mark.parametrize("dash", [dash for dash in DASHES if dash != "~"])
def test_every_dash_is_a_hyphen(dash: str) -> None:
    assert fold_address(f"鳳東町6{dash}600").key == "鳳東町6-600"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("鳳東町６丁６００", "鳳東町6丁目600"),
        ("南町五丁目6番13号", "南町5丁目6番13号"),
        ("菊名三ー十ー二〇", "菊名3-10-20"),
        ("幸町一の五の一", "幸町1-5-1"),
        ("検見川町一の四十八", "検見川町1-48"),
        ("牟礼六百十八", "牟礼618"),
        ("真砂4の17の2", "真砂4-17-2"),
        ("中道いちのきゅうのじゅう", "中道1-9-10"),
        ("菊名3 10-20", "菊名3-10-20"),
        ("安原下第3号2074", "安原下3号2074"),
        ("第１地割", "1地割"),
    ],
)
def test_numbers_of_a_lot_become_digits(written: str, key: str) -> None:
    assert fold_address(written).key == key


@pytest.mark.parametrize("name", ["三田", "四日市市", "八幡", "千代田区", "五反田"])
def test_numbers_inside_a_name_stay(name: str) -> None:
    assert fold_address(f"{name}2-1").key == f"{fold_name(name)}2-1"
    assert not any(letter.isdecimal() for letter in fold_name(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("茅ヶ崎市", "茅ケ崎市"),
        ("霞が関", "霞ヶ関"),
        ("丸の内", "丸ノ内"),
        ("髙松市", "高松市"),
        ("澤田", "沢田"),
        ("麴町", "麹町"),
        ("大字上安松", "上安松"),
        ("九番丁", "九番町"),
        ("寺町通り", "寺町通"),
        ("ｾﾝﾀｰ南", "センター南"),
        ("葛\U000e0100飾区", "葛飾区"),
        ("⻄区", "西区"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_a_name_keeps_the_number_it_ends_with_and_a_lot_does_not() -> None:
    assert fold_name("北一") == "北一"
    assert fold_address("北一").key == "北1"


@pytest.mark.parametrize(
    ("written", "found", "own_words"),
    [
        ("所沢市大字上安松１２８６", "1286", "１２８６"),
        ("ｾﾝﾀｰ南２丁目", "2丁目", "２丁目"),
        ("菊名三ー十ー二〇", "10-20", "十ー二〇"),
        ("高松市 番町 一丁目", "1丁目", "一丁目"),
    ],
)
def test_a_position_of_the_key_leads_back_to_the_source(written: str, found: str, own_words: str) -> None:
    folded = fold_address(written)
    start = folded.key.index(found)
    assert folded.source_slice(start, start + len(found)) == own_words


@given(st.text(alphabet="市区町村一二十0123456789-ー－の丁目番大字 第ヶｶﾞ㈱①ﾊ\U000e0100髙", max_size=30))
def test_positions_rise_and_stay_inside_the_source(text: str) -> None:
    folded = fold_address(text)
    indexes = [folded.source_index(position) for position in range(len(folded.key) + 1)]
    assert indexes == sorted(indexes)
    assert all(0 <= index <= len(text) for index in indexes)


_WRITTEN = "市区町村一二三八十百〇0123456789-ー丁目番地大字通条線号軒工口髙ヶｶﾞ㈱①ハニエロがツッ"


@given(st.text(alphabet=_WRITTEN, max_size=20))
def test_a_key_is_its_own_key(text: str) -> None:
    assert fold_address(fold_address(text).key).key == fold_address(text).key
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.lists(st.text(alphabet=_WRITTEN, max_size=8), max_size=8))
def test_many_names_fold_like_each_of_them(names: list[str]) -> None:
    assert fold_names(names) == [fold_name(name) for name in names] or names == [""]


@given(st.text(alphabet="市町一二十0123456789-丁目番地大字", max_size=20))
def test_folding_an_address_twice_changes_nothing_that_a_lot_needs(text: str) -> None:
    key = fold_address(text).key
    assert " " not in key
    assert "大字" not in fold_address(key).key
