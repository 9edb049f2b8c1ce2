"""Days of a schedule from the sixth of June 2026 on, in a year with some holidays."""

from __future__ import annotations

from datetime import date

from directory.domain.schedule import Closure, Rule, Schedule
from directory.domain.sessions import next_sessions

TODAY = date(2026, 6, 6)  # a Saturday
MARINE_DAY = date(2026, 7, 20)  # a Monday
MO, TU, WE, TH, FR, SA, SU = range(7)


class SomeHolidays:
    last_known_year = 2026

    def is_holiday(self, day: date) -> bool:
        return day in {MARINE_DAY, date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23), date(2026, 11, 3)}


def days(schedule: Schedule, *, horizon_days: int = 31, today: date = TODAY) -> list[tuple[date, str]]:
    sessions = next_sessions(schedule, today=today, horizon_days=horizon_days, holidays=SomeHolidays())
    return [(session.on, session.certainty) for session in sessions]


def only(rule: Rule, *closed: Closure, flags: tuple[str, ...] = ()) -> Schedule:
    return Schedule(rules=(rule,), closed=closed, flags=flags)
