from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.text.date_text import parse_date

JUNE_6 = date(2026, 6, 6)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-06",
        "2026/6/6",
        "2026.6.6",
        "2026年6月6日",
        "２０２６年６月６日（土）",
        "令和8年6月6日",
        "R8.6.6",
        "20260606",
        "2026-06-06 00:00:00",
        "46179",
        "46179.0",
    ],
)
def test_every_spelling_of_a_day_is_the_same_day(text: str) -> None:
    assert parse_date(text) == JUNE_6


def test_first_years_of_eras_and_old_eras() -> None:
    assert parse_date("令和元年5月1日") == date(2019, 5, 1)
    assert parse_date("H31.4.30") == date(2019, 4, 30)
    assert parse_date("昭和63年12月31日") == date(1988, 12, 31)


def test_a_day_without_year_needs_one() -> None:
    assert parse_date("6月6日") is None
    assert parse_date("6/6", default_year=2026) == JUNE_6


@pytest.mark.parametrize("text", ["", "2026-02-30", "2026年6月", "毎月6日", "300", "99999", "平成"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(text) is None


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_gives_a_day_or_none(text: str) -> None:
    assert parse_date(text, default_year=2026) is None or parse_date(text, default_year=2026) is not None
