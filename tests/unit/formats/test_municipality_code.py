"""Municipality codes as files write them."""

from __future__ import annotations

import pytest

from directory.formats.municipality_code import check_digit, prefecture_of, read_code


@pytest.mark.parametrize(
    ("text", "pref", "jis", "problem"),
    [
        ("132292", "", "13229", ""),
        ("13229", "", "13229", ""),
        ("１３２２９２", "", "13229", ""),
        ("132292.0", "", "13229", ""),
        ("1.32292E+05", "", "13229", ""),
        ("'132292", "", "13229", ""),
        ("132290", "", "13229", "code_check_digit"),
        ("11002", "北海道", "01100", "code_zero_restored"),
        ("11002", "", "11002", ""),
        ("1100", "北海道", "01100", "code_zero_restored"),
        ("11", "", "", "code_prefecture_only"),
        ("110001", "", "", "code_prefecture_only"),
        ("990001", "", "", "code_unreadable"),
        ("西東京市", "", "", "code_unreadable"),
        ("", "", "", ""),
    ],
)
def test_a_code_is_read_however_a_spreadsheet_left_it(text: str, pref: str, jis: str, problem: str) -> None:
    reading = read_code(text, pref=pref)
    assert (reading.jis, reading.problem) == (jis, problem)


@pytest.mark.parametrize(
    ("jis", "digit"), [("13229", "2"), ("27106", "3"), ("39201", "4"), ("01100", "2"), ("13113", "0")]
)
def test_the_check_digit_follows_the_official_rule(jis: str, digit: str) -> None:
    assert check_digit(jis) == digit


def test_a_prefecture_is_known_by_the_beginning_of_an_address() -> None:
    assert prefecture_of("京都府京都市") == "26"
    assert prefecture_of("京都市") == ""
