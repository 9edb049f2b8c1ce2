"""Hours in schedule texts: patterns and windows of opening."""

from __future__ import annotations

import re
from dataclasses import replace

from directory.domain.schedule import Window
from directory.text.time_text import minutes_of

DAY_MINUTES = 24 * 60
EARLIEST_END = 7 * 60
"""3時~5時 without 午前 is most likely an afternoon, but nobody says so: not read."""
LONGEST_NIGHT_MINUTES = 16 * 60
"""An end before its start lies on the next day only within this length: 19:30~7:30 does, 9:00~5:00 is an error."""

HALF = r"(?:午前|午後|AM|PM|am|pm)"
TIME = (
    rf"(?:正午|{HALF}?\s*(?<!\d)\d{{1,2}}(?::\d{{2}}(?::00)?(?!\d)|時半|時\d{{1,2}}分|時(?!間))"
    rf"|{HALF}\s*\d{{1,2}}(?![\d:時]))"
)
HOUR = rf"(?:{HALF}?\s*(?<!\d)\d{{1,2}})"
TO = r"\s*(?:~|-|から|より|→)\s*"
RANGE = rf"(?:{TIME}|{HOUR}(?={TO}\d{{1,2}}時)){TO}{TIME}"

_ONE = re.compile(
    rf"正午|(?P<half>{HALF})?\s*(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{2}})|時(?P<half_past>半)?(?:(?P<minutes>\d{{1,2}})分)?)?"
)


def read_times(text: str) -> tuple[int | None, ...]:
    """Minutes after midnight of every time in `text`; 午後 carries over (午後5時30分~6時30分 ends at 18:30)."""
    times: list[int | None] = []
    half = ""
    for found in _ONE.finditer(text):
        half_here = (found["half"] or "").upper()
        minute = 30 if found["half_past"] else int(found["minute"] or found["minutes"] or 0)
        hour = 12 if found[0] == "正午" else int(found["hour"])
        carried = half_here or (half if half in {"午後", "PM"} and times and _is_earlier(hour, times[-1]) else "")
        times.append(
            minutes_of(hour, minute, is_afternoon=carried in {"午後", "PM"}, is_morning=carried in {"午前", "AM"})
        )
        half = half_here or half
    return tuple(times)


def _is_earlier(hour: int, before: int | None) -> bool:
    """Whether a bare hour would lie before the time it follows."""
    return before is not None and hour < 12 and hour * 60 <= before


def read_window(text: str) -> Window | None:
    """The opening hours of `9時~12時`; None when no clock shows them or the end can not be meant."""
    times = read_times(text)
    if len(times) != 2:
        return None
    start, end = times
    if start is None or end is None:
        return None
    if start < end <= EARLIEST_END and "前" not in text and "AM" not in text.upper():
        return None
    if end > start:
        return Window(start=start, end=end)
    is_night = end < start and end + DAY_MINUTES - start <= LONGEST_NIGHT_MINUTES
    return Window(start=start, end=end + DAY_MINUTES) if is_night else None


def cut_out(windows: tuple[Window, ...], pause: Window) -> tuple[Window, ...]:
    """Windows without a pause that lies inside one of them."""
    cut: list[Window] = []
    for window in windows:
        if window.end is None or pause.end is None or not window.start < pause.start < pause.end < window.end:
            cut.append(window)
            continue
        cut.append(replace(window, end=pause.start))
        cut.append(replace(window, start=pause.end))
    return tuple(cut)


def end_later(windows: tuple[Window, ...], end: int) -> tuple[Window, ...]:
    """Windows whose last one ends at `end` instead; those that would begin after it fall away."""
    kept = [window for window in windows if window.start < end]
    return (*kept[:-1], replace(kept[-1], end=end)) if kept else ()
