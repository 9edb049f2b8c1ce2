"""On which of the coming days each listing is open, for certain or maybe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from directory.catalog.criteria import WEEKDAYS
from directory.domain.schedule import Schedule, Session
from directory.domain.sessions import Holidays, next_sessions

HORIZON_DAYS = 92
WEEKDAY_DAYS = 35
"""Days ahead that are kept, and that a bare weekday looks at: long enough for every 第1土曜."""

CLOSED, MAYBE, CERTAIN = 0, 1, 2
NO_DAY = 9999
"""States of a day, and the day number of a listing without a known next day."""

States = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DayTable:
    """State of every day for every distinct schedule; rows of listings point into it.

    Attributes:
        first: day 0 of `states` (schedules x days).
        schedule_of: row of `states` for each listing.
        schedules: the distinct schedules, for days beyond the horizon.
    """

    first: date
    states: States
    schedule_of: NDArray[np.int32]
    schedules: tuple[Schedule, ...]
    holidays: Holidays

    def states_on(self, days: Sequence[date]) -> States:
        """The best state of each listing over the given days."""
        best = np.zeros(len(self.schedules), np.uint8)
        for day in days:
            np.maximum(best, self._states_of(day), out=best)
        return best[self.schedule_of]

    def next_days(self) -> NDArray[np.int16]:
        """Days until each listing's next certain day; NO_DAY when none is known."""
        is_certain = self.states == CERTAIN
        found = np.where(is_certain.any(axis=1), is_certain.argmax(axis=1), NO_DAY).astype(np.int16)
        return found[self.schedule_of]

    def next_session(self, schedule: Schedule, *, today: date) -> Session | None:
        """The next session from `today` on; None when none is known."""
        found = next_sessions(schedule, today=today, horizon_days=HORIZON_DAYS, holidays=self.holidays, limit=1)
        return found[0] if found else None

    def _states_of(self, day: date) -> States:
        number = (day - self.first).days
        if 0 <= number < self.states.shape[1]:
            column: States = self.states[:, number]
            return column
        if number < 0:
            return np.zeros(len(self.schedules), np.uint8)
        # Beyond the horizon every schedule is asked for that one day: slower, but the answer is right.
        rows = [_states(schedule, day, 1, self.holidays) for schedule in self.schedules]
        return np.array(rows, np.uint8).reshape(-1)


def build_days(schedules: Sequence[Schedule], *, first: date, holidays: Holidays) -> DayTable:
    """The table for listings with these schedules, in row order; each distinct schedule is worked out once."""
    numbers: dict[Schedule, int] = {}
    schedule_of = np.fromiter((numbers.setdefault(schedule, len(numbers)) for schedule in schedules), np.int32)
    states = np.zeros((len(numbers), HORIZON_DAYS), np.uint8)
    for schedule, number in numbers.items():
        states[number] = _states(schedule, first, HORIZON_DAYS, holidays)
    return DayTable(first=first, states=states, schedule_of=schedule_of, schedules=tuple(numbers), holidays=holidays)


def days_of(when: str, *, today: date) -> tuple[date, ...]:
    """The days that today, tomorrow, weekend, a weekday or a date stands for; the weekend is the coming one."""
    if when in ("today", "tomorrow"):
        return (today + timedelta(days=int(when == "tomorrow")),)
    if when == "weekend":
        sunday = today + timedelta(days=6 - today.weekday())
        return tuple(day for day in (sunday - timedelta(days=1), sunday) if day >= today)
    if when in WEEKDAYS:
        wanted = [name == when for name in WEEKDAYS].index(True)
        coming = (today + timedelta(days=number) for number in range(WEEKDAY_DAYS))
        return tuple(day for day in coming if day.weekday() == wanted)
    return (date.fromisoformat(when),)


def _states(schedule: Schedule, first: date, count: int, holidays: Holidays) -> States:
    states = np.zeros(count, np.uint8)
    if not (schedule.rules or schedule.added):
        return states
    for session in next_sessions(schedule, today=first, horizon_days=count - 1, holidays=holidays):
        number = (session.on - first).days
        if 0 <= number < count:
            states[number] = max(int(states[number]), CERTAIN if session.certainty == "certain" else MAYBE)
    return states
