"""On which of the coming days, in which part of them and until when each listing is open, for certain or maybe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from directory.catalog.day_marks import CERTAIN, CLOSED, HOURS_KNOWN, MAYBE, PART_BITS, STATE_BITS, Marks, mark_session
from directory.catalog.tallies import count_chosen
from directory.catalog.when import Term, asks_for_now, terms_of
from directory.domain.opening import DAY_MINUTES
from directory.domain.schedule import Schedule, Session
from directory.domain.seasons import Seasons
from directory.domain.sessions import Holidays, next_sessions

HORIZON_DAYS = 92
"""Days ahead that are kept."""

NO_DAY = 9999
"""Day number of a listing without a known next day."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Hours:
    """Windows of one day as columns, sorted by schedule; minutes after midnight of that day.

    Attributes:
        schedule: row of `marks`. end: -1 = not stated. state: certain or maybe.
    """

    schedule: NDArray[np.int32]
    start: NDArray[np.int16]
    end: NDArray[np.int16]
    state: Marks


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DayTable:
    """Marks of every day for every distinct schedule; rows of listings point into it.

    Attributes:
        first: day 0 of `marks` (schedules x days).
        schedule_of: row of `marks` for each listing.
        schedules: the distinct schedules, for days beyond the horizon.
        sessions: the first session of each schedule from `first` on.
        closes_at: minute of day 0 at which each schedule is over; midnight when that is not known.
        hours: windows of day 0, with those of the night before.
    """

    first: date
    marks: Marks
    schedule_of: NDArray[np.intp]
    schedules: tuple[Schedule, ...]
    sessions: tuple[Session | None, ...]
    closes_at: NDArray[np.int16]
    hours: Hours
    holidays: Holidays
    seasons: Seasons
    _next_days: dict[int, NDArray[np.int16]] = field(default_factory=dict)
    _open: dict[tuple[date, int], dict[str, NDArray[np.intp]]] = field(default_factory=dict, init=False)

    def states_for(self, when: str, *, today: date, minute: int = 0) -> Marks:
        """The best state of each listing for a parsed `when`; what is over at this minute of today does not count."""
        return self._best_for(when, today, minute)[self.schedule_of]

    def count_open(
        self, each: Sequence[str], chosen: NDArray[np.bool_] | NDArray[np.integer], *, today: date, minute: int = 0
    ) -> tuple[int, ...]:
        """How many of the chosen rows (a mask, or their numbers) may be open, for each of several `when`.

        Schedules are counted first: many rows share one.
        """
        listings = count_chosen(self.schedule_of, chosen, len(self.schedules))
        return tuple(int(listings[self._open_for(when, today, minute)].sum()) for when in each)

    def next_days(self, *, minute: int = 0) -> NDArray[np.int16]:
        """Days until each listing's next certain day that is not over; NO_DAY when none is known."""
        found = self._next_days.get(minute)
        if found is None:
            found = self._count_days(minute)
            self._next_days.clear()
            self._next_days[minute] = found
        return found

    def _count_days(self, minute: int) -> NDArray[np.int16]:
        is_certain = (self.marks & STATE_BITS) == CERTAIN
        if minute:
            is_certain[self.closes_at <= minute, 0] = False
        found = np.where(is_certain.any(axis=1), is_certain.argmax(axis=1), NO_DAY).astype(np.int16)
        return found[self.schedule_of]

    def next_session(self, row: int, *, today: date, minute: int = 0) -> Session | None:
        """The next session of a listing that is not over; None when none is known."""
        number = int(self.schedule_of[row])
        start = today
        if today == self.first:
            kept = self.sessions[number]
            if kept is None or kept.on != today or self.closes_at[number] > minute:
                return kept
            start = today + timedelta(days=1)
        found = next_sessions(
            self.schedules[number],
            today=start,
            horizon_days=HORIZON_DAYS,
            holidays=self.holidays,
            limit=1,
            seasons=self.seasons,
        )
        return found[0] if found else None

    def is_over(self, minute: int) -> NDArray[np.bool_]:
        """Which rows were open on day 0 and are closed again."""
        over: NDArray[np.bool_] = (self.marks[:, 0] > 0) & (self.closes_at <= minute)
        return over[self.schedule_of]

    def _open_for(self, when: str, today: date, minute: int) -> NDArray[np.intp]:
        """Schedules that may be open; worked out once a minute, because every answer counts the same few `when`."""
        known = self._open.get((today, minute))
        if known is None:
            # another thread may still count for the minute before: it keeps what it has
            self._open.clear()
            known = self._open[today, minute] = {}
        found = known.get(when)
        if found is None:
            found = known[when] = np.flatnonzero(self._best_for(when, today, minute) > CLOSED)
        return found

    def _best_for(self, when: str, today: date, minute: int) -> Marks:
        best = np.zeros(len(self.schedules), np.uint8)
        for term in terms_of(when, today=today):
            self._add_term(best, term, today, minute)
        if asks_for_now(when) and today == self.first:
            np.maximum(best, self._open_at(minute), out=best)
        return best

    def _add_term(self, best: Marks, term: Term, today: date, minute: int) -> None:
        """Raises the states of schedules that are open on one of the days of a term."""
        for day in term.days:
            states = _in_part(self._marks_of(day), term.part)
            if minute and day == today == self.first:
                states = np.where(self.closes_at <= minute, CLOSED, states).astype(np.uint8)
            np.maximum(best, states, out=best)

    def _open_at(self, minute: int) -> Marks:
        """State of each schedule at a minute of day 0; without known hours or end it is to be asked."""
        hours = self.hours
        has_begun = hours.start <= minute
        states = np.where(hours.end < 0, np.minimum(hours.state, MAYBE), hours.state)
        states = np.where(has_begun & ((hours.end < 0) | (minute < hours.end)), states, CLOSED).astype(np.uint8)
        found = np.zeros(len(self.schedules), np.uint8)
        np.maximum.at(found, hours.schedule, states)
        today = self.marks[:, 0]
        is_loose = ((today & STATE_BITS) > CLOSED) & ((today & HOURS_KNOWN) == 0)
        found[is_loose] = np.maximum(found[is_loose], MAYBE)
        return found

    def _marks_of(self, day: date) -> Marks:
        number = (day - self.first).days
        if 0 <= number < self.marks.shape[1]:
            column: Marks = self.marks[:, number]
            return column
        marks = np.zeros((len(self.schedules), 1), np.uint8)
        if number < 0:
            return marks[:, 0]
        # Beyond the horizon every schedule is asked for that one day: slower, but the answer is right.
        for number, schedule in enumerate(self.schedules):
            for session in next_sessions(
                schedule, today=day, horizon_days=0, holidays=self.holidays, seasons=self.seasons
            ):
                mark_session(marks[number], session, day)
        return marks[:, 0]


def _in_part(marks: Marks, part: str) -> Marks:
    """States in one part of the day; a day without known hours may be open in any of them."""
    if not part:
        states: Marks = marks & np.uint8(STATE_BITS)
        return states
    return _STATES_IN_PART[part][marks]


def _state_in_part(mark: int, bit: int) -> int:
    state = mark & STATE_BITS
    if mark & bit:
        return state
    return CLOSED if mark & HOURS_KNOWN else min(state, MAYBE)


_STATES_IN_PART = {
    part: np.array([_state_in_part(mark, bit) for mark in range(2 * HOURS_KNOWN)], np.uint8)
    for part, bit in PART_BITS.items()
}
"""State of every possible mark in each part of the day."""


def minute_of(session: Session | None) -> int:
    """Minute of its day at which a session is over; midnight when no end is stated."""
    if session is None or not session.windows:
        return DAY_MINUTES
    return max(DAY_MINUTES if window.end is None else window.end for window in session.windows)
