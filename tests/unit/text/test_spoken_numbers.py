"""Digits as people say them."""

from __future__ import annotations

import pytest

from directory.text.spoken_numbers import say_number


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("0", "ゼロ"),
        ("3", "サン"),
        ("10", "ジュウ"),
        ("24", "ニジュウヨン"),
        ("100", "ヒャク"),
        ("365", "サンビャクロクジュウゴ"),
        ("800", "ハッピャク"),
        ("3000", "サンゼン"),
        ("8888", "ハッセンハッピャクハチジュウハチ"),
    ],
)
def test_numbers_are_said_as_one(digits, said):
    assert say_number(digits) == said


@pytest.mark.parametrize(("digits", "said"), [("007", "ゼロゼロナナ"), ("12345", "イチニサンヨンゴ")])
def test_codes_are_said_digit_by_digit(digits, said):
    assert say_number(digits) == said


def test_all_numbers_up_to_the_limit_are_said_differently():
    assert len({say_number(str(value)) for value in range(1000)}) == 1000
