"""Schedules of listings, in row order -> the table of the coming days."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from directory.catalog.day_marks import CERTAIN, MAYBE, mark_session
from directory.catalog.days import HORIZON_DAYS, DayTable, Hours, minute_of
from directory.catalog.growing import GrowingNumbers
from directory.domain.opening import DAY_MINUTES
from directory.domain.schedule import Schedule, Session
from directory.domain.seasons import USUAL_SEASONS, Seasons
from directory.domain.sessions import Holidays, next_sessions


class Schedules:
    """Collects the schedules of listings in row order; each distinct one is kept and worked out once."""

    def __init__(self) -> None:
        """Begins with no listing."""
        self._numbers: dict[Schedule, int] = {}
        self._by_text: dict[str, tuple[Schedule, int]] = {}
        self._schedule_of = GrowingNumbers("i8")

    def add(self, schedule: Schedule) -> None:
        """The schedule of the next row."""
        # The same text nearly always gives the same schedule, and comparing is much quicker than hashing one.
        known = self._by_text.get(schedule.raw)
        if known is None or known[0] != schedule:
            known = schedule, self._numbers.setdefault(schedule, len(self._numbers))
            self._by_text[schedule.raw] = known
        self._schedule_of.append(known[1])

    def settle(self) -> None:
        """Packs what has been gathered; more may still come."""
        self._schedule_of.settle()

    def table(
        self, *, first: date, holidays: Holidays, seasons: Seasons = USUAL_SEASONS, known: DayTable | None = None
    ) -> DayTable:
        """The table of the days from `first` on; `known` is one of the same day over the first of the schedules."""
        if known is not None and len(known.schedules) == len(self._numbers):
            schedule_of = self._schedule_of.values()
            return replace(known, schedule_of=schedule_of, holidays=holidays, seasons=seasons)
        marks = np.zeros((len(self._numbers), HORIZON_DAYS), np.uint8)
        hours = _HoursGathering()
        sessions: list[Session | None] = []
        if known is not None:
            marks[: len(known.schedules)] = known.marks
            hours.take(known.hours)
            sessions.extend(known.sessions)
        for schedule, number in list(self._numbers.items())[len(sessions) :]:
            # the night before is asked for as well: 19:30～7:30 is still open in the morning
            found = next_sessions(
                schedule,
                today=first - timedelta(days=1),
                horizon_days=HORIZON_DAYS + 1,
                holidays=holidays,
                seasons=seasons,
            )
            coming = found[1:] if found and found[0].on < first else found
            sessions.append(coming[0] if coming else None)
            hours.add(number, found, first)
            for session in coming:
                mark_session(marks[number], session, first)
        return DayTable(
            first=first,
            marks=marks,
            schedule_of=self._schedule_of.values(),
            schedules=tuple(self._numbers),
            sessions=tuple(sessions),
            closes_at=np.array([_closes_at(session, first) for session in sessions], np.int16),
            hours=hours.columns(),
            holidays=holidays,
            seasons=seasons,
        )


def build_days(schedules: Iterable[Schedule], *, first: date, holidays: Holidays) -> DayTable:
    """The table for listings with these schedules, in row order."""
    collected = Schedules()
    for schedule in schedules:
        collected.add(schedule)
    return collected.table(first=first, holidays=holidays)


class _HoursGathering:
    """Collects the windows that touch the first day."""

    def __init__(self) -> None:
        self._schedule, self._start, self._end, self._state = array("i"), array("h"), array("h"), array("B")

    def add(self, number: int, sessions: tuple[Session, ...], first: date) -> None:
        for session in sessions[:2]:
            shift = (first - session.on).days * DAY_MINUTES
            if shift < 0:
                return
            for window in session.windows:
                end = -1 if window.end is None else window.end - shift
                if shift and end <= 0:
                    continue
                self._schedule.append(number)
                self._start.append(window.start - shift)
                self._end.append(end)
                self._state.append(CERTAIN if session.certainty == "certain" else MAYBE)

    def take(self, known: Hours) -> None:
        """Takes what was gathered before."""
        self._schedule.extend(known.schedule.tolist())
        self._start.extend(known.start.tolist())
        self._end.extend(known.end.tolist())
        self._state.extend(known.state.tolist())

    def columns(self) -> Hours:
        return Hours(
            schedule=np.array(self._schedule, np.int32),
            start=np.array(self._start, np.int16),
            end=np.array(self._end, np.int16),
            state=np.array(self._state, np.uint8),
        )


def _closes_at(session: Session | None, first: date) -> int:
    """Minute of the first day at which a schedule is over."""
    return minute_of(session) if session is not None and session.on == first else DAY_MINUTES
