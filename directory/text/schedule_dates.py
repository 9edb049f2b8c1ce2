"""Single days of schedule texts that are written with their year -> dates."""

from __future__ import annotations

import re
from datetime import date

from directory.text.date_text import ERA_STARTS
from directory.text.schedule_tokens import Token

_DAY = re.compile(
    r"(?:(?P<year>20\d\d|(?P<era>令和|R)(?P<era_year>\d{1,2}))\s*[年/.-]\s*)?"
    r"(?:(?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})日?|(?P<more>\d{1,2})日)"
)
_YEAR = re.compile(r"20\d\d|令和|R\d")
_BOUND = re.compile(r"\s*(?:から|より|以降|以後|まで|現在|時点|に?(?:開始|開設|開所|オープン|スタート|再開|更新))")
"""What makes a date the beginning or the end of something, or the age of the text."""
_SINCE = re.compile(r"\s*(?:から|より)")


def has_year(token: Token) -> bool:
    """Whether a word begins with a day and its year."""
    return token.kind == "dates" and bool(_YEAR.match(token.text))


def is_bound(tidy: str, token: Token) -> bool:
    """Whether a date only says since when or until when something holds: 令和8年4月1日から毎週月曜."""
    return has_year(token) and bool(_BOUND.match(tidy, token.end))


def read_start(tidy: str, token: Token) -> date | None:
    """The day in 2026年6月6日から; None for other words."""
    if not (has_year(token) and _SINCE.match(tidy, token.end)):
        return None
    days = dated_days(token.text)
    return days[0] if len(days) == 1 else None


def read_dated_days(tidy: str, token: Token) -> tuple[date, ...]:
    """The single dates that a word states; none when they only begin or end something."""
    return () if token.kind != "dates" or _BOUND.match(tidy, token.end) else dated_days(token.text)


def dated_days(text: str) -> tuple[date, ...]:
    """The days of 2026年6月14日、7月12日 and 令和8年6月7日・21日; none without a year, or of dates that do not exist.

    The year holds for the days after it; a month before the last one lies in the next year.
    """
    days: list[date] = []
    for found in _DAY.finditer(text):
        day = _read(found, days[-1] if days else None)
        if day is None:
            return ()
        days.append(day)
    return tuple(days)


def _read(found: re.Match[str], before: date | None) -> date | None:
    """One day; what it does not say it has from the day before it in the list."""
    month = int(found["month"]) if found["month"] else (before.month if before else 0)
    year = _year(found)
    if year is None and before is not None:
        year = before.year + (month < before.month)
    if year is None:
        return None
    try:
        return date(year, month, int(found["day"] or found["more"]))
    except ValueError:
        return None


def _year(found: re.Match[str]) -> int | None:
    """The year that stands before a day."""
    if found["era"]:
        return ERA_STARTS[found["era"]] + int(found["era_year"])
    return int(found["year"]) if found["year"] else None
