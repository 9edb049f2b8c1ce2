from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil import rrule

from directory.domain.recurrence import Recurrence, SingleDate, expand, to_recurrences
from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.domain.sessions import next_sessions

TODAY = date(2026, 6, 1)
LAST = TODAY + timedelta(days=365)
LUNCH = Window(start=690, end=840)
MO, TU, WE, TH, FR, SA, SU = range(7)


class SomeHolidays:
    last_known_year = 2030

    def is_holiday(self, day: date) -> bool:
        return day in {date(2026, 7, 20), date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23), date(2026, 11, 3)}


def by_another_library(recurrence: Recurrence) -> list[date]:
    """The days of a recurrence as dateutil counts them from its RRULE."""
    days = [
        getattr(rrule, name[-2:])(int(name[:-2])) if len(name) > 2 else getattr(rrule, name)
        for name in recurrence.by_day
    ]
    found = rrule.rrule(
        {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY}[recurrence.freq],
        dtstart=datetime.combine(recurrence.first, datetime.min.time()),
        until=datetime.combine(recurrence.until, datetime.min.time()),
        interval=recurrence.interval,
        byweekday=days or None,
        bymonthday=recurrence.by_month_day or None,
        bymonth=recurrence.by_month or None,
    )
    return [moment.date() for moment in found if moment.date() not in recurrence.excluded]


def sure_days(schedule: Schedule) -> list[tuple[date, tuple[Window, ...]]]:
    found = next_sessions(schedule, today=TODAY, horizon_days=365, holidays=SomeHolidays())
    return [(session.on, session.windows) for session in found if session.certainty == "certain"]


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(
            rules=(Rule(freq="weekly", byday=(MO, WE), windows=(LUNCH,)),), closed=(Closure(special=("holiday",)),)
        ),
        Schedule(rules=(Rule(freq="monthly", byday=(SA,), nth=(1, 3), windows=(LUNCH,)),)),
        Schedule(rules=(Rule(freq="monthly", byday=(FR,), nth=(-1,)),)),
        Schedule(rules=(Rule(freq="monthly", byday=(TU,), nth=(5,)),)),
        Schedule(rules=(Rule(freq="monthly", bymonthday=(15, 29, 31)),)),
        Schedule(rules=(Rule(freq="monthly", bymonthday=(-1,), months=(2, 4, 6)),)),
        Schedule(rules=(Rule(freq="weekly", byday=(TH,), interval=2, phase_on=date(2026, 6, 11)),)),
        Schedule(rules=(Rule(freq="weekly", byday=(SA,), months=(7, 8)),)),
        Schedule(rules=(Rule(freq="daily"),), closed=(Closure(byday=(TU,), nth=(2,)), Closure(special=("new_year",)))),
        Schedule(rules=(Rule(freq="weekly", byday=(MO, TU, WE, TH, FR), skips_holidays=True),)),
        Schedule(rules=(Rule(freq="weekly", byday=(SU,)),), cancelled=(date(2026, 6, 14),), added=(date(2026, 6, 17),)),
        Schedule(
            rules=(
                Rule(freq="weekly", byday=(MO, TU), windows=(LUNCH, Window(start=900, end=1020))),
                Rule(freq="monthly", byday=(SA,), nth=(2,), windows=(LUNCH,)),
            )
        ),
    ],
)
def test_another_library_finds_the_same_days(schedule: Schedule) -> None:
    sessions = next_sessions(schedule, today=TODAY, horizon_days=365, holidays=SomeHolidays())
    sure = [session for session in sessions if session.certainty == "certain"]
    made = to_recurrences(schedule.rules, sure, first=TODAY, last=LAST)
    for recurrence in made.repeated:
        assert by_another_library(recurrence) == list(expand(recurrence))
    entries = [(day, each.window) for each in made.repeated for day in by_another_library(each)]
    entries += [(each.on, each.window) for each in made.single]
    expected = [(day, window) for day, windows in sure_days(schedule) for window in windows or (None,)]
    assert sorted(entries, key=repr) == sorted(expected, key=repr)
    assert made.repeated


def test_a_recurrence_names_its_days_as_calendars_do() -> None:
    schedule = Schedule(
        rules=(Rule(freq="monthly", byday=(SA,), nth=(1, 3), windows=(LUNCH,)),), cancelled=(date(2026, 6, 20),)
    )
    sessions = next_sessions(schedule, today=TODAY, horizon_days=60, holidays=SomeHolidays())
    until = TODAY + timedelta(days=60)
    assert to_recurrences(schedule.rules, sessions, first=TODAY, last=until).repeated == (
        Recurrence(
            freq="MONTHLY",
            first=date(2026, 6, 6),
            until=until,
            by_day=("1SA", "3SA"),
            excluded=(date(2026, 6, 20),),
            window=LUNCH,
        ),
    )


def test_what_no_recurrence_says_is_a_single_date() -> None:
    schedule = Schedule(
        rules=(Rule(freq="weekly", byday=(SA,), on_holidays=True),), added=(date(2026, 6, 17),), added_windows=(LUNCH,)
    )
    sessions = next_sessions(schedule, today=TODAY, horizon_days=60, holidays=SomeHolidays())
    made = to_recurrences(schedule.rules, sessions, first=TODAY, last=TODAY + timedelta(days=60))
    assert made.single == (SingleDate(on=date(2026, 6, 17), window=LUNCH), SingleDate(on=date(2026, 7, 20)))
    assert [each.by_day for each in made.repeated] == [("SA",)]


def test_a_rule_that_mostly_falls_out_is_a_list_of_dates() -> None:
    sessions = next_sessions(
        Schedule(rules=(Rule(freq="daily"),), closed=(Closure(byday=(MO, TU, WE, TH, FR)),)),
        today=TODAY,
        horizon_days=13,
        holidays=SomeHolidays(),
    )
    made = to_recurrences((Rule(freq="daily"),), sessions, first=TODAY, last=TODAY + timedelta(days=13))
    assert made.repeated == ()
    assert len(made.single) == 4


def test_no_sessions_give_nothing() -> None:
    made = to_recurrences((Rule(freq="weekly", byday=(SA,)),), (), first=TODAY, last=LAST)
    assert (made.repeated, made.single) == ((), ())
