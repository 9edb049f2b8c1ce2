"""National holidays of Japan, from jpholiday, with the last year that it knows."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import jpholiday

LAST_KNOWN_YEAR = 2030
"""Holidays are fixed by law and by the equinox notice of the year before; later years are a forecast."""


class JapaneseHolidays:
    """Public holidays, substitute holidays and the days between two holidays (2026-09-22)."""

    last_known_year: int = LAST_KNOWN_YEAR

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a national holiday."""
        return day in _holidays_of(day.year)


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> frozenset[date]:
    """All holidays of a year."""
    return frozenset(day for day, _ in jpholiday.year_holidays(year))
