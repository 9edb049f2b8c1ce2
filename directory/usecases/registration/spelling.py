"""Numbers, postal codes and dates as people type them, in whatever width -> values."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from directory.text.date_text import parse_date

_YEN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,6})円?")
_DATE = re.compile(
    r"(?:(?:\d{4}|(?:令和|R)\s*(?:\d{1,2}|元))\s*[年./-]\s*)?\d{1,2}\s*[月/]\s*\d{1,2}\s*日?(?:\([月火水木金土日]\))?"
)
_BETWEEN = re.compile(r"[\s、,・;と]*")
_DAY = re.compile(r"\d{1,2}")
_LAST_DAY = re.compile(r"末日?|最終日|月末|\blast\b", re.IGNORECASE)
_POSTAL_LENGTH = 7
_PAST_DAYS = 31
"""A date without a year that lies up to a month back is one that was, not one of next year."""


def tidy(text: str) -> str:
    """Half-width digits and one kind of blank, nothing around it."""
    return unicodedata.normalize("NFKC", text).strip()


def read_yen(text: str) -> int | None:
    """Yen of 「３００」, 「1,000円」, 「無料」; None when it is no amount."""
    plain = tidy(text).replace(" ", "")
    if plain in {"無料", "なし", "ただ"}:
        return 0
    found = _YEN.fullmatch(plain)
    return int(found[1].replace(",", "")) if found else None


def read_postal_code(text: str) -> str:
    """Seven digits; empty when there are not seven."""
    digits = "".join(character for character in tidy(text) if character.isdecimal())
    return digits if len(digits) == _POSTAL_LENGTH else ""


def read_days_of_month(text: str) -> tuple[int, ...] | None:
    """1 … 31, -1 for the last day; None when something in it is no day."""
    plain = tidy(text)
    days = [int(day) for day in _DAY.findall(plain)]
    if _LAST_DAY.search(plain):
        days.append(-1)
    return tuple(days) if days and all(day == -1 or 1 <= day <= 31 for day in days) else None


def read_dates(text: str, *, today: date) -> tuple[date, ...] | None:
    """Days of a list such as 「8月15日、12/26」, ascending; None when something in it is no day.

    A day without a year is the next one of that name.
    """
    plain = tidy(text)
    if _BETWEEN.sub("", _DATE.sub("", plain)):
        return None
    days = [_read_date(found, today=today) for found in _DATE.findall(plain)]
    known = tuple(sorted({day for day in days if day is not None}))
    return known if days and all(days) else None


def _read_date(text: str, *, today: date) -> date | None:
    plain = re.sub(r"\s", "", text)
    day = parse_date(plain, default_year=today.year)
    has_year = parse_date(plain) is not None
    if day is None or has_year or (today - day).days <= _PAST_DAYS:
        return day
    return parse_date(plain, default_year=today.year + 1)
