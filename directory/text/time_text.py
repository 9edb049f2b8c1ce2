"""Cell text of one time of day -> minutes after midnight."""

from __future__ import annotations

import re
import unicodedata

LATEST_HOUR = 30
"""Japanese timetables count on after midnight (25:00 = 01:00 of the next day); more than 30 is a typing error."""

_CLOCK = re.compile(
    r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ])?"  # a spreadsheet's empty date before the time
    r"(?P<half>午前|午後|am|pm)?\s*"
    r"(?P<hour>\d{1,2})\s*"
    r"(?:(?::\s*|\.(?=\d\d))(?P<minute>\d{1,2})(?::\d{1,2}(?:\.0+)?)?|時\s*(?:(?P<minutes>\d{1,2})分?|(?P<half_past>半))?)"
    r"\s*(?P<tail>am|pm)?(?:頃|ごろ|から|より|まで|迄|~|〜)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"0?\.\d+")
_DIGITS = re.compile(r"\d{4}")


def parse_time(text: str) -> int | None:
    """Minutes after midnight, over 1440 for the next day; None when the text is not exactly one time."""
    tidy = unicodedata.normalize("NFKC", text).strip()
    if tidy == "正午":
        return 12 * 60
    if _FRACTION.fullmatch(tidy):
        return round(float(tidy) * 24 * 60)
    if _DIGITS.fullmatch(tidy):
        return minutes_of(int(tidy[:2]), int(tidy[2:]))
    found = _CLOCK.fullmatch(tidy)
    if found is None:
        return None
    minute = 30 if found["half_past"] else int(found["minute"] or found["minutes"] or 0)
    half = (found["half"] or found["tail"] or "").lower()
    return minutes_of(
        int(found["hour"]), minute, is_afternoon=half in {"午後", "pm"}, is_morning=half in {"午前", "am"}
    )


def minutes_of(hour: int, minute: int, *, is_afternoon: bool = False, is_morning: bool = False) -> int | None:
    """Minutes after midnight; None for what no clock shows (9:75, 78:30, 午後21:00 is read as 21:00).

    午前12 and 午後12 both mean noon here: nobody opens a children's place at midnight.
    """
    if minute > 59 or hour > LATEST_HOUR:
        return None
    if is_morning and hour > 12:
        return None
    if is_afternoon and hour < 12:
        hour += 12
    return hour * 60 + minute
