from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from directory.catalog.days import CERTAIN, CLOSED, HORIZON_DAYS, NO_DAY, build_days, days_of
from directory.domain.schedule import Rule, Schedule

TODAY = date(2026, 6, 3)  # a Wednesday
FIRST_SATURDAY = Schedule(raw="第1土曜", rules=(Rule(freq="monthly", byday=(5,), nth=(1,)),))


class NoHolidays:
    last_known_year = 2027

    def is_holiday(self, day: date) -> bool:
        del day
        return False


@pytest.fixture
def table():
    return build_days((Schedule(), FIRST_SATURDAY, FIRST_SATURDAY), first=TODAY, holidays=NoHolidays())


def test_equal_schedules_are_worked_out_once(table):
    assert len(table.schedules) == 2
    assert table.schedule_of.tolist() == [0, 1, 1]


def test_first_saturday_is_the_first_and_no_other(table):
    assert table.states_on((date(2026, 6, 6),)).tolist() == [CLOSED, CERTAIN, CERTAIN]
    assert table.states_on((date(2026, 6, 13),)).tolist() == [CLOSED, CLOSED, CLOSED]


def test_days_until_the_next_certain_day(table):
    assert table.next_days().tolist() == [NO_DAY, 3, 3]


def test_days_beyond_the_horizon_are_worked_out_when_asked(table):
    far = date(2027, 6, 5)
    assert (far - TODAY).days > HORIZON_DAYS
    assert table.states_on((far,)).tolist() == [CLOSED, CERTAIN, CERTAIN]


def test_the_past_is_closed(table):
    assert table.states_on((TODAY - timedelta(days=4),)).tolist() == [CLOSED] * 3


def test_next_session_is_the_same_whether_it_was_kept_or_is_worked_out(table):
    assert table.next_session(0, today=TODAY) is None
    assert table.next_session(1, today=TODAY).on == date(2026, 6, 6)
    assert table.next_session(1, today=TODAY - timedelta(days=1)).on == date(2026, 6, 6)
    assert table.next_session(2, today=date(2026, 6, 7)).on == date(2026, 7, 4)


def test_rows_are_counted_for_several_questions_at_once(table):
    saturdays = (date(2026, 6, 6),), (date(2026, 6, 13), date(2026, 7, 4)), (TODAY,)
    assert table.count_open(saturdays, np.array([0, 1, 2], np.int32)) == (2, 2, 0)
    assert table.count_open(saturdays, np.array([False, True, False])) == (1, 1, 0)


@pytest.mark.parametrize(
    ("when", "today", "days"),
    [
        ("today", TODAY, [date(2026, 6, 3)]),
        ("tomorrow", TODAY, [date(2026, 6, 4)]),
        ("weekend", TODAY, [date(2026, 6, 6), date(2026, 6, 7)]),
        ("weekend", date(2026, 6, 6), [date(2026, 6, 6), date(2026, 6, 7)]),
        ("weekend", date(2026, 6, 7), [date(2026, 6, 7)]),
        ("2026-08-01", TODAY, [date(2026, 8, 1)]),
    ],
)
def test_words_for_days(when, today, days):
    assert list(days_of(when, today=today)) == days


def test_weekday_reaches_far_enough_for_every_first_one():
    days = days_of("sat", today=TODAY)
    assert len(days) == 5
    assert {day.weekday() for day in days} == {5}
