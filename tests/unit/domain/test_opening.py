from __future__ import annotations

from datetime import date, datetime

import pytest

from directory.domain.opening import is_open_now, is_over, parts_of_day
from directory.domain.schedule import Session, Window

DAY = date(2026, 6, 6)


def session(*hours: tuple[int, int | None]) -> Session:
    return Session(on=DAY, windows=tuple(Window(start=start * 60, end=end and end * 60) for start, end in hours))


def at(hour: int, minute: int = 0, day: int = 6) -> datetime:
    return datetime(2026, 6, day, hour, minute)  # noqa: DTZ001 - local time of Asia/Tokyo by definition


@pytest.mark.parametrize(
    ("hours", "parts"),
    [
        (((10, 12),), {"am"}),
        (((10, 13),), {"am", "pm"}),
        (((12, 17),), {"pm"}),
        (((17, 19),), {"eve"}),
        (((9, 12), (18, 20)), {"am", "eve"}),
        (((19, 31),), {"eve"}),
        (((16, None),), {"pm"}),
        ((), set()),
    ],
)
def test_a_day_has_the_parts_that_its_hours_touch(hours: tuple[tuple[int, int | None], ...], parts: set[str]) -> None:
    assert parts_of_day(session(*hours).windows) == parts


def test_a_session_is_over_with_its_last_hour() -> None:
    two = session((10, 12), (13, 15))
    assert not is_over(two, now=at(12, 30))
    assert not is_over(two, now=at(14, 59))
    assert is_over(two, now=at(15))
    assert not is_over(two, now=at(23, 59, day=5))


def test_without_an_end_a_session_lasts_until_midnight() -> None:
    for open_end in (session((10, None)), session()):
        assert not is_over(open_end, now=at(23, 59))
        assert is_over(open_end, now=at(0, 0, day=7))


def test_a_night_is_open_until_the_morning_after() -> None:
    night = session((19, 31))
    assert is_open_now(night, now=at(6, 59, day=7))
    assert not is_open_now(night, now=at(7, 0, day=7))
    assert not is_over(night, now=at(6, 59, day=7))


def test_open_now_needs_a_known_end_and_leaves_out_pauses() -> None:
    two = session((10, 12), (13, 15))
    assert [is_open_now(two, now=at(hour)) for hour in (9, 10, 12, 13, 15)] == [False, True, False, True, False]
    assert not is_open_now(session((10, None)), now=at(11))
