from __future__ import annotations

from datetime import date

import pytest

from directory.domain.closing_days import ClosingDays, DayState
from directory.domain.schedule import Closure

MONDAY_HOLIDAY = date(2026, 7, 20)


class OneHoliday:
    last_known_year = 2026

    def is_holiday(self, day: date) -> bool:
        return day == MONDAY_HOLIDAY


@pytest.mark.parametrize(
    ("closure", "day", "state"),
    [
        (Closure(byday=(0,)), date(2026, 7, 13), "closed"),
        (Closure(byday=(0,)), date(2026, 7, 14), "open"),
        (Closure(byday=(0,), except_byday=(0,)), date(2026, 7, 13), "open"),
        (Closure(byday=(0,), nth=(3,)), MONDAY_HOLIDAY, "closed"),
        (Closure(byday=(0,), months=(8,)), date(2026, 7, 13), "open"),
        (Closure(special=("holiday",)), MONDAY_HOLIDAY, "closed"),
        (Closure(special=("holiday",), byday=(1,)), MONDAY_HOLIDAY, "open"),
        (Closure(byday=(0,), shift="next_day"), MONDAY_HOLIDAY, "open"),
        (Closure(byday=(0,), shift="next_day"), date(2026, 7, 21), "closed"),
        (Closure(byday=(0,), shift="next_weekday"), date(2026, 7, 21), "closed"),
        (Closure(byday=(0,), exempt=("holiday",)), MONDAY_HOLIDAY, "open"),
        (Closure(special=("new_year",)), date(2027, 1, 3), "closed"),
        (Closure(special=("new_year",)), date(2027, 1, 4), "edge"),
        (Closure(special=("obon",)), date(2026, 8, 13), "closed"),
        (Closure(ranges=(((12, 29), (1, 3)),)), date(2027, 1, 4), "open"),
        (Closure(months=(8,)), date(2026, 8, 31), "closed"),
        (Closure(special=("after_holiday",)), date(2026, 7, 21), "closed"),
        (Closure(special=("after_holiday",)), MONDAY_HOLIDAY, "open"),
        (Closure(special=("after_holiday",)), date(2026, 7, 22), "open"),
    ],
)
def test_a_closure_closes_exactly_what_it_says(closure: Closure, day: date, state: DayState) -> None:
    assert ClosingDays((closure,), OneHoliday()).state_of(day) == state


def test_a_holiday_from_which_the_closing_moved_is_known() -> None:
    closings = ClosingDays((Closure(byday=(0,), shift="next_day"),), OneHoliday())
    assert closings.is_moved_from(MONDAY_HOLIDAY)
    assert not closings.is_moved_from(date(2026, 7, 13))


class SilverWeek:
    last_known_year = 2026

    def is_holiday(self, day: date) -> bool:
        return date(2026, 9, 21) <= day <= date(2026, 9, 23) or day == MONDAY_HOLIDAY


def test_a_next_day_that_is_a_holiday_leaves_in_doubt_where_the_closing_goes() -> None:
    closings = ClosingDays((Closure(byday=(0,), shift="next_day"),), SilverWeek())
    states = [closings.state_of(date(2026, 9, day)) for day in range(21, 26)]
    assert states == ["open", "edge", "edge", "edge", "open"]
    assert closings.state_of(date(2026, 7, 21)) == "closed"


def test_a_next_day_that_is_closed_anyway_leaves_the_day_after_in_doubt() -> None:
    closings = ClosingDays((Closure(byday=(0, 1), shift="next_day"),), SilverWeek())
    assert closings.state_of(date(2026, 7, 21)) == "closed"
    assert closings.state_of(date(2026, 7, 22)) == "edge"
    assert closings.state_of(date(2026, 7, 23)) == "open"


def test_a_day_after_a_holiday_that_is_a_day_off_itself_has_to_be_asked_about() -> None:
    closings = ClosingDays((Closure(special=("after_holiday",)),), SilverWeek())
    assert [closings.state_of(date(2026, 9, day)) for day in (21, 22, 23, 24, 25)] == [
        "open",
        "edge",
        "edge",
        "closed",
        "open",
    ]
