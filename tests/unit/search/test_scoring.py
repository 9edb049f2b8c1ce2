from __future__ import annotations

import pytest
from rapidfuzz import fuzz

from directory.search.scoring import compare_names

NAMES = ["ひだまり食堂", "ひだまり", "", "そよかぜ広場", "ひだまり食堂まつり"]


def test_names_are_compared_whole_and_in_part():
    for name, found in zip(NAMES, compare_names("ひだまり食堂", NAMES, worth=0.98), strict=True):
        part = fuzz.partial_ratio if len(name) >= 6 else fuzz.ratio
        expected = 0.98 * (fuzz.ratio("ひだまり食堂", name) + part("ひだまり食堂", name)) / 200 if name else 0.0
        assert found.value == pytest.approx(expected)


def test_same_name_and_beginning_are_told():
    found = compare_names("ひだまり食堂", NAMES)
    assert [each.is_exact for each in found] == [True, False, False, False, False]
    assert [each.is_prefix for each in found] == [True, False, False, False, True]


def test_nothing_asked_is_like_nothing():
    assert [each.value for each in compare_names("", NAMES)] == [0.0] * len(NAMES)
    assert compare_names("ひだまり", []) == []
