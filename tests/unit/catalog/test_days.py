from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from directory.catalog.day_building import build_days
from directory.catalog.day_marks import CERTAIN, CLOSED, MAYBE
from directory.catalog.days import HORIZON_DAYS, NO_DAY
from directory.domain.schedule import Rule, Schedule, Window
from tests.no_holidays import NoHolidays

TODAY = date(2026, 6, 3)  # a Wednesday
FIRST_SATURDAY = Schedule(raw="第1土曜", rules=(Rule(freq="monthly", byday=(5,), nth=(1,)),))


@pytest.fixture
def table():
    return build_days((Schedule(), FIRST_SATURDAY, FIRST_SATURDAY), first=TODAY, holidays=NoHolidays())


def test_equal_schedules_are_worked_out_once(table):
    assert len(table.schedules) == 2
    assert table.schedule_of.tolist() == [0, 1, 1]


def test_first_saturday_is_the_first_and_no_other(table):
    assert table.states_for("2026-06-06", today=TODAY).tolist() == [CLOSED, CERTAIN, CERTAIN]
    assert table.states_for("2026-06-13", today=TODAY).tolist() == [CLOSED, CLOSED, CLOSED]


def test_days_until_the_next_certain_day(table):
    assert table.next_days().tolist() == [NO_DAY, 3, 3]


def test_days_beyond_the_horizon_are_worked_out_when_asked(table):
    far = date(2027, 6, 5)
    assert (far - TODAY).days > HORIZON_DAYS
    assert table.states_for(far.isoformat(), today=TODAY).tolist() == [CLOSED, CERTAIN, CERTAIN]


def test_the_past_is_closed(table):
    assert table.states_for("2026-05-30", today=TODAY).tolist() == [CLOSED] * 3


def test_next_session_is_the_same_whether_it_was_kept_or_is_worked_out(table):
    assert table.next_session(0, today=TODAY) is None
    assert table.next_session(1, today=TODAY).on == date(2026, 6, 6)
    assert table.next_session(1, today=TODAY - timedelta(days=1)).on == date(2026, 6, 6)
    assert table.next_session(2, today=date(2026, 6, 7)).on == date(2026, 7, 4)


def test_rows_are_counted_for_several_questions_at_once(table):
    saturdays = "2026-06-06", "2026-06-13,2026-07-04", "today"
    assert table.count_open(saturdays, np.array([0, 1, 2], np.int32), today=TODAY) == (2, 2, 0)
    assert table.count_open(saturdays, np.array([False, True, False]), today=TODAY) == (1, 1, 0)


def at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


MORNING = Schedule(raw="水 10～12", rules=(Rule(freq="weekly", byday=(2,), windows=(Window(start=600, end=720),)),))
TWO_WINDOWS = Schedule(
    raw="水 10～12 17～19",
    rules=(Rule(freq="weekly", byday=(2,), windows=(Window(start=600, end=720), Window(start=1020, end=1140))),),
)
OPEN_END = Schedule(raw="水 13～", rules=(Rule(freq="weekly", byday=(2,), windows=(Window(start=780),)),))
NO_HOURS = Schedule(raw="水", rules=(Rule(freq="weekly", byday=(2,)),))
OVERNIGHT = Schedule(
    raw="火 19:30～7:30", rules=(Rule(freq="weekly", byday=(1,), windows=(Window(start=1170, end=1890),)),)
)


@pytest.fixture
def hours():
    return build_days((MORNING, TWO_WINDOWS, OPEN_END, NO_HOURS, OVERNIGHT), first=TODAY, holidays=NoHolidays())


@pytest.mark.parametrize(
    ("when", "minute", "states"),
    [
        ("today", 0, [CERTAIN, CERTAIN, CERTAIN, CERTAIN, CLOSED]),
        ("today", at(11, 59), [CERTAIN, CERTAIN, CERTAIN, CERTAIN, CLOSED]),
        ("today", at(12), [CLOSED, CERTAIN, CERTAIN, CERTAIN, CLOSED]),
        ("today", at(19), [CLOSED, CLOSED, CERTAIN, CERTAIN, CLOSED]),
        ("2026-06-03", at(12), [CLOSED, CERTAIN, CERTAIN, CERTAIN, CLOSED]),
        ("2026-06-10", at(23), [CERTAIN, CERTAIN, CERTAIN, CERTAIN, CLOSED]),
        ("today:am", 0, [CERTAIN, CERTAIN, CLOSED, MAYBE, CLOSED]),
        ("today:eve", 0, [CLOSED, CERTAIN, CLOSED, MAYBE, CLOSED]),
        ("wed:pm", 0, [CLOSED, CLOSED, CERTAIN, MAYBE, CLOSED]),
        ("today:am,today:pm", 0, [CERTAIN, CERTAIN, CERTAIN, MAYBE, CLOSED]),
        ("now", at(11), [CERTAIN, CERTAIN, CLOSED, MAYBE, CLOSED]),
        ("now", at(12), [CLOSED, CLOSED, CLOSED, MAYBE, CLOSED]),
        ("now", at(14), [CLOSED, CLOSED, MAYBE, MAYBE, CLOSED]),
        ("now", at(7, 29), [CLOSED, CLOSED, CLOSED, MAYBE, CERTAIN]),
        ("now", at(7, 30), [CLOSED, CLOSED, CLOSED, MAYBE, CLOSED]),
    ],
)
def test_hours_count_for_today_now_and_parts_of_the_day(hours, when, minute, states):
    assert hours.states_for(when, today=TODAY, minute=minute).tolist() == states


def test_after_the_last_hour_the_next_day_is_next(hours):
    assert hours.next_days(minute=at(11)).tolist() == [0, 0, 0, 0, 6]
    assert hours.next_days(minute=at(12)).tolist() == [7, 0, 0, 0, 6]
    assert hours.next_session(0, today=TODAY, minute=at(11)).on == TODAY
    assert hours.next_session(0, today=TODAY, minute=at(12)).on == date(2026, 6, 10)
    assert hours.is_over(at(12)).tolist() == [True, False, False, False, False]
