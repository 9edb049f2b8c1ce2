from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.usecases.registration.spelling import read_dates, read_days_of_month, read_postal_code, read_yen

TODAY = date(2026, 6, 6)


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("300", 300),
        ("３００円", 300),
        ("１，０００円", 1000),
        ("無料", 0),
        ("0", 0),
        ("三百円", None),
        ("300円〜", None),
    ],
)
def test_amounts_are_read_in_any_width(text, yen):
    assert read_yen(text) == yen


@pytest.mark.parametrize(
    ("text", "code"),
    [("188-0011", "1880011"), ("〒１８８ー００１１", "1880011"), ("1880011", "1880011"), ("18800", ""), ("", "")],
)
def test_postal_codes_are_seven_digits(text, code):
    assert read_postal_code(text) == code


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("15", (15,)),
        ("１日と15日", (1, 15)),
        ("末日", (-1,)),
        ("1、末日", (1, -1)),
        ("15, Last", (15, -1)),
        ("32", None),
        ("毎月", None),
    ],
)
def test_days_of_the_month(text, days):
    assert read_days_of_month(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8月15日、12/26", (date(2026, 8, 15), date(2026, 12, 26))),
        ("１月５日", (date(2027, 1, 5),)),
        ("2026年6月1日", (date(2026, 6, 1),)),
        ("令和9年1月8日(金)", (date(2027, 1, 8),)),
        ("6月1日", (date(2026, 6, 1),)),
        ("2月30日", None),
        ("夏ごろ", None),
        ("8月15日ごろ", None),
    ],
)
def test_a_day_without_a_year_is_the_next_one(text, days):
    assert read_dates(text, today=TODAY) == days


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text):
    read_yen(text)
    read_postal_code(text)
    read_days_of_month(text)
    read_dates(text, today=TODAY)
