"""What a session means at one moment and in one part of the day: over, open now, morning, afternoon, evening."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from directory.domain.schedule import Session, Window

PartOfDay = Literal["am", "pm", "eve"]

DAY_MINUTES = 24 * 60
PARTS: tuple[tuple[PartOfDay, int, int], ...] = (
    ("am", 4 * 60, 12 * 60),
    ("pm", 12 * 60, 17 * 60),
    ("eve", 17 * 60, DAY_MINUTES + 4 * 60),
)
"""Part, first minute, minute after its last; what goes on after midnight belongs to the evening before."""


def parts_of_day(windows: tuple[Window, ...]) -> frozenset[PartOfDay]:
    """The parts of the day that the windows touch; empty when no hours are known.

    An open end counts only for the part in which it begins: nobody said how long it lasts.
    """
    return frozenset(part for part, first, after in PARTS for window in windows if _touches(window, first, after))


def is_over(session: Session, *, now: datetime) -> bool:
    """Whether the last hour of a session has passed; without an end that is midnight after it.

    `now` is local time of Asia/Tokyo, which has no summer time.
    """
    ends = [DAY_MINUTES if window.end is None else window.end for window in session.windows]
    return _minutes_since_midnight(session, now) >= max(ends, default=DAY_MINUTES)


def is_open_now(session: Session, *, now: datetime) -> bool:
    """Whether `now` (local time of Asia/Tokyo) lies in a window with a known end.

    Ask also with the session of the day before: 19:30～7:30 is still open at six in the morning.
    """
    minute = _minutes_since_midnight(session, now)
    return any(window.end is not None and window.start <= minute < window.end for window in session.windows)


def _minutes_since_midnight(session: Session, now: datetime) -> int:
    """Minutes from the beginning of the session's day to `now`; negative before that day."""
    return (now.date() - session.on).days * DAY_MINUTES + now.hour * 60 + now.minute


def _touches(window: Window, first: int, after: int) -> bool:
    """Whether a window shares a minute with a part of the day."""
    end = window.start + 1 if window.end is None else window.end
    return window.start < after and end > first
