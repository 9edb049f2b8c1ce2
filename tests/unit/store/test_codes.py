"""Listing codes."""

from __future__ import annotations

import pytest

from directory.store.codes import ALPHABET, CODE_LENGTH, make_code, make_codes


def test_a_code_has_six_letters_that_nobody_confuses():
    assert not set("ilo01") & set(ALPHABET)
    for _ in range(200):
        code = make_code()
        assert len(code) == CODE_LENGTH
        assert set(code) <= set(ALPHABET)


def test_taken_and_repeated_codes_are_drawn_again():
    drawn = iter(["taken1", "same22", "same22", "free33", "free44"])
    codes = make_codes(3, find_taken=lambda asked: {"taken1"} & set(asked), make=lambda: next(drawn))
    assert sorted(codes) == ["free33", "free44", "same22"]


@pytest.mark.parametrize("count", [0, 1, 500])
def test_as_many_as_asked_all_different(count):
    assert len(set(make_codes(count, find_taken=lambda _: set()))) == count
