from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.text.time_text import minutes_of, parse_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17:00", 1020),
        ("17:00:00", 1020),
        ("9：30", 570),
        ("9時", 540),
        ("9時半", 570),
        ("１７時１５分", 1035),
        ("午後0時30分", 750),
        ("午前9時", 540),
        ("正午", 720),
        ("25：00", 1500),
        ("0.395833", 570),
        (".75", 1080),
        ("1700", 1020),
        ("5:30 PM", 1050),
        ("1900-01-01T17:00:00", 1020),
        (" 10:00～ ", 600),
    ],
)
def test_times_become_minutes_after_midnight(text: str, expected: int) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["", "未定", "78:30", "9:75", "9", "10:00～12:00", "1.5", "午前21時", "0"])
def test_what_is_no_single_time_is_none(text: str) -> None:
    assert parse_time(text) is None


def test_noon_is_meant_by_both_twelves() -> None:
    assert minutes_of(12, 0, is_afternoon=True) == minutes_of(12, 0, is_morning=True) == 720


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_gives_a_time_of_a_day_or_none(text: str) -> None:
    minutes = parse_time(text)
    assert minutes is None or 0 <= minutes <= 30 * 60 + 59
