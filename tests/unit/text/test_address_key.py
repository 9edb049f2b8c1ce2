"""Two spellings of one address meet, two addresses do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.text.address_key import read_address_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("富山県魚津市新金屋1-12-50", "魚津市新金屋１丁目１２番５０号　架空センター"),
        ("〒550-0013 大阪市西区新町4-5-15", "新町四丁目5番15号"),
        ("東広島市西条町寺家1427", "東広島市西条町寺家1427番地"),
        ("札幌市北区北25条西3丁目3-3", "北25条西3丁目3番地3"),
        ("白石区本通1丁目南8", "白石区本通1-南8"),
        ("市川市八幡1-2", "市川市八幡1-2-301"),
        ("砺波市林1086", "富山県砺波市林1086 北部こども園"),
    ],
)
def test_one_address(one, other):
    assert read_address_key(one).agrees_with(read_address_key(other))
    assert not read_address_key(one).contradicts(read_address_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高知市本町5-1-45", "高知市本町5-1-4"),
        ("高知市本町5-1-45", "高知市升形5-1-45"),
        ("西条町寺家1427", "西条町寺家1427-3"),
        ("北25条西3丁目3-3", "北25条東3丁目3-3"),
    ],
)
def test_two_addresses(one, other):
    assert read_address_key(one).contradicts(read_address_key(other))


@pytest.mark.parametrize("text", ["", "非公開", "高知市本町", "市役所2階"])
def test_a_text_without_a_lot_neither_agrees_nor_contradicts(text):
    key, full = read_address_key(text), read_address_key("高知市本町5-1-45")
    assert not key.agrees_with(full)
    assert not key.contradicts(full)


def test_all_numbers_say_more_than_one():
    assert read_address_key("本町5-1-45").has_same_numbers(read_address_key("升形5-1-45"))
    assert not read_address_key("本町5").has_same_numbers(read_address_key("升形5"))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(one, other):
    left, right = read_address_key(one), read_address_key(other)
    assert left.agrees_with(right) == right.agrees_with(left)
    assert not (left.agrees_with(right) and left.contradicts(right))
