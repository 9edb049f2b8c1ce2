"""Weekdays and hours that the tests of schedules expect."""

from __future__ import annotations

from directory.domain.schedule import Window

MO, TU, WE, TH, FR, SA, SU = range(7)


def window(start: str, end: str | None = None) -> Window:
    return Window(start=minutes(start), end=minutes(end) if end else None)


def minutes(clock: str) -> int:
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest)
