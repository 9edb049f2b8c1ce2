"""On which of the coming days each listing is open, for certain or maybe."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
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
        sessions: the first session of each schedule from `first` on.
    """

    first: date
    states: States
    schedule_of: NDArray[np.int32]
    schedules: tuple[Schedule, ...]
    sessions: tuple[Session | None, ...]
    holidays: Holidays

    def states_on(self, days: Sequence[date]) -> States:
        """The best state of each listing over the given days."""
        return self._best_of(days)[self.schedule_of]

    def count_open(
        self, each: Sequence[Sequence[date]], chosen: NDArray[np.bool_] | NDArray[np.int32]
    ) -> tuple[int, ...]:
        """How many of the chosen rows (a mask, or their numbers) may be open on one of the days, for each of several.

        Schedules are counted first: many rows share one.
        """
        listings = np.bincount(self.schedule_of[chosen], minlength=len(self.schedules))
        return tuple(int(listings[self._best_of(days) > CLOSED].sum()) for days in each)

    def next_days(self) -> NDArray[np.int16]:
        """Days until each listing's next certain day; NO_DAY when none is known."""
        is_certain = self.states == CERTAIN
        found = np.where(is_certain.any(axis=1), is_certain.argmax(axis=1), NO_DAY).astype(np.int16)
        return found[self.schedule_of]

    def next_session(self, row: int, *, today: date) -> Session | None:
        """The next session of a listing from `today` on; None when none is known."""
        number = int(self.schedule_of[row])
        if today == self.first:
            return self.sessions[number]
        found = next_sessions(
            self.schedules[number], today=today, horizon_days=HORIZON_DAYS, holidays=self.holidays, limit=1
        )
        return found[0] if found else None

    def _best_of(self, days: Sequence[date]) -> States:
        """The best state of each schedule over the given days."""
        best = np.zeros(len(self.schedules), np.uint8)
        for day in days:
            np.maximum(best, self._states_of(day), out=best)
        return best

    def _states_of(self, day: date) -> States:
        number = (day - self.first).days
        if 0 <= number < self.states.shape[1]:
            column: States = self.states[:, number]
            return column
        if number < 0:
            return np.zeros(len(self.schedules), np.uint8)
        # Beyond the horizon every schedule is asked for that one day: slower, but the answer is right.
        states = np.zeros((len(self.schedules), 1), np.uint8)
        for number, schedule in enumerate(self.schedules):
            _mark(states[number], next_sessions(schedule, today=day, horizon_days=0, holidays=self.holidays), day)
        return states[:, 0]


class Schedules:
    """Collects the schedules of listings in row order; each distinct one is kept and worked out once."""

    def __init__(self) -> None:
        """Begins with no listing."""
        self._numbers: dict[Schedule, int] = {}
        self._by_text: dict[str, tuple[Schedule, int]] = {}
        self._schedule_of = array("i")

    def add(self, schedule: Schedule) -> None:
        """The schedule of the next row."""
        # The same text nearly always gives the same schedule, and comparing is much quicker than hashing one.
        known = self._by_text.get(schedule.raw)
        if known is None or known[0] != schedule:
            known = schedule, self._numbers.setdefault(schedule, len(self._numbers))
            self._by_text[schedule.raw] = known
        self._schedule_of.append(known[1])

    def table(self, *, first: date, holidays: Holidays) -> DayTable:
        """The table of the days from `first` on."""
        states = np.zeros((len(self._numbers), HORIZON_DAYS), np.uint8)
        sessions: list[Session | None] = []
        for schedule, number in self._numbers.items():
            found = next_sessions(schedule, today=first, horizon_days=HORIZON_DAYS, holidays=holidays)
            sessions.append(found[0] if found else None)
            _mark(states[number], found, first)
        return DayTable(
            first=first,
            states=states,
            schedule_of=np.array(self._schedule_of, np.int32),
            schedules=tuple(self._numbers),
            sessions=tuple(sessions),
            holidays=holidays,
        )


def build_days(schedules: Iterable[Schedule], *, first: date, holidays: Holidays) -> DayTable:
    """The table for listings with these schedules, in row order."""
    collected = Schedules()
    for schedule in schedules:
        collected.add(schedule)
    return collected.table(first=first, holidays=holidays)


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


def _mark(states: States, sessions: Iterable[Session], first: date) -> None:
    """Writes sessions into the states of one schedule; the surer one of a day counts."""
    for session in sessions:
        number = (session.on - first).days
        if 0 <= number < states.size:
            states[number] = max(int(states[number]), CERTAIN if session.certainty == "certain" else MAYBE)
