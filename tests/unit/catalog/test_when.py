from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.when import asks_for_now, days_of, parse_when, terms_of

TODAY = date(2026, 6, 3)  # a Wednesday


@pytest.mark.parametrize(
    ("when", "today", "days"),
    [
        ("today", TODAY, [date(2026, 6, 3)]),
        ("tomorrow", TODAY, [date(2026, 6, 4)]),
        ("weekend", TODAY, [date(2026, 6, 6), date(2026, 6, 7)]),
        ("weekend", date(2026, 6, 6), [date(2026, 6, 6), date(2026, 6, 7)]),
        ("weekend", date(2026, 6, 7), [date(2026, 6, 7), date(2026, 6, 13)]),
        ("2026-08-01", TODAY, [date(2026, 8, 1)]),
    ],
)
def test_words_for_days(when, today, days):
    assert list(days_of(when, today=today)) == days


def test_weekday_reaches_far_enough_for_every_first_one():
    days = days_of("sat", today=TODAY)
    assert len(days) == 5
    assert {day.weekday() for day in days} == {5}


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("sat:am", "sat:am"),
        (" sat , sun ,sat", "sat,sun"),
        ("20260606", "2026-06-06"),
        ("now", "now"),
        ("2026-06-06:eve,today", "2026-06-06:eve,today"),
    ],
)
def test_several_days_and_parts_are_understood(text, parsed):
    assert parse_when(text) == parsed


TOO_MANY = ",".join(f"2026-06-{day:02d}" for day in range(1, 16))


@pytest.mark.parametrize("text", ["someday", "2026-02-30", "sat:noon", "now:am", ":am", "sat:", TOO_MANY])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the caller makes it a refusal that names field and value
        parse_when(text)


def test_now_is_no_day():
    assert asks_for_now("sat,now")
    assert not asks_for_now("sat")
    assert [term.part for term in terms_of("now,sat:am", today=TODAY)] == ["am"]


@given(st.text(alphabet="satodyw20-65:,mpe ", max_size=30))
def test_what_was_parsed_parses_to_itself(text):
    try:
        parsed = parse_when(text)
    except ValueError:
        return
    assert parse_when(parsed) == parsed
