from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.growing import GrowingCodes, GrowingNumbers

BLOCKS = st.lists(st.lists(st.integers(0, 200), max_size=4), max_size=4)
CODES = st.lists(st.lists(st.sampled_from(["", "13229", "27106", "39201"]), max_size=4), max_size=4)


@given(BLOCKS, st.lists(st.integers(0, 200), max_size=3))
def test_numbers_stand_in_their_rows_whenever_they_were_settled(blocks, later):
    numbers = GrowingNumbers("u1")
    expected = [*(number for block in blocks for number in block), *later]
    for block in blocks:
        for number in block:
            numbers.append(number)
        numbers.settle()
    for number in later:
        numbers.append(number)
    assert numbers.values().tolist() == expected
    assert [numbers[row] for row in range(len(numbers))] == expected
    assert numbers.values().dtype == np.uint8


def test_settled_numbers_are_handed_out_as_they_are_and_can_not_be_changed():
    numbers = GrowingNumbers("f8")
    numbers.append(1.5)
    numbers.settle()
    assert numbers.values() is numbers.values()
    with pytest.raises(ValueError, match="read-only"):
        numbers.values()[0] = 2


@given(CODES, st.sets(st.sampled_from(["13229", "99999"])))
def test_codes_stand_in_their_rows_whenever_they_were_settled(blocks, more):
    codes, expected = GrowingCodes(), []
    for block in blocks:
        for code in block:
            codes.put(len(expected), code)
            expected.append(code)
        codes.settle(len(expected))
    codes.put(len(expected), "00001")
    expected.append("00001")
    found, indexes = codes.column(len(expected), more)
    assert [found[index] if index >= 0 else "" for index in indexes.tolist()] == expected
    assert list(found) == sorted({*expected, *more} - {""})


def test_settled_codes_are_handed_out_as_they_are_unless_there_are_others():
    codes = GrowingCodes()
    for row, code in enumerate(("27106", "13229")):
        codes.put(row, code)
    codes.settle(2)
    assert codes.column(2, ())[1] is codes.column(2, ("13229",))[1]
    assert codes.column(2, ("20000",))[1].tolist() == [2, 0]
    assert codes.column(3, ())[1].tolist() == [1, 0, -1]
