"""Whether the closings of a schedule close one day: by weekday, by date, moved from a holiday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, Protocol

from directory.domain.schedule import Closure

DayState = Literal["open", "closed", "edge"]
"""edge: beside a closing without dates, so to be asked about."""

ONE_DAY = timedelta(days=1)
NEW_YEAR = ((12, 29), (1, 3))
OBON = ((8, 13), (8, 16))
"""What 年末年始 and お盆 mean when the text gives no dates; every place draws them a little differently."""
NEW_YEAR_EDGE = ((12, 27), (1, 5))
OBON_EDGE = ((8, 10), (8, 18))
SUMMER_MONTHS = frozenset({7, 8})
LONGEST_SHIFT_DAYS = 7

MonthDay = tuple[int, int]


class Holidays(Protocol):
    """Knows national holidays up to the end of `last_known_year`."""

    last_known_year: int

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a national holiday."""
        ...


class ClosingDays:
    """The closings of one schedule, ready for being asked day by day."""

    def __init__(self, closures: tuple[Closure, ...], holidays: Holidays) -> None:
        self.closures = closures
        self.shifted = tuple(closure for closure in closures if closure.shift)
        self.needs_holidays = any("holiday" in c.special or c.shift or c.exempt for c in closures)
        self.varies_in_summer = any("summer_vacation" in closure.exempt for closure in closures)
        self._holidays = holidays
        self._dated = tuple(closure for closure in closures if _has_dates(closure))
        self._weekly = tuple(closure for closure in closures if not _has_dates(closure))

    def state_of(self, day: date) -> DayState:
        """Whether the day is closed, open, or too close to a closing without dates to say."""
        if any(self._closes(closure, day) for closure in self._weekly):
            return "closed"
        if not self._dated:
            return "open"
        if any(_covers(closure, day) for closure in self._dated):
            return "closed"
        return "edge" if any(_is_beside(closure, day) for closure in self._dated) else "open"

    def is_moved_from(self, day: date) -> bool:
        """Whether the day's own closing moved away because it is a holiday: 月曜休館(祝日の場合は翌日)."""
        return any(matches_days(closure, day) for closure in self.shifted) and self._holidays.is_holiday(day)

    def _closes(self, closure: Closure, day: date) -> bool:
        """Whether a closing by weekday or holiday closes the day."""
        if "holiday" in closure.special:
            fits = not closure.byday or day.weekday() in closure.byday
            return fits and self._holidays.is_holiday(day)
        closes = matches_days(closure, day)
        if closure.shift:
            return (closes and not self._holidays.is_holiday(day)) or self._is_shift_target(closure, day)
        return closes and not ("holiday" in closure.exempt and self._holidays.is_holiday(day))

    def _is_shift_target(self, closure: Closure, day: date) -> bool:
        """Whether a closing that fell on a holiday moved to this day."""
        before = day - ONE_DAY
        if closure.shift == "next_day":
            return matches_days(closure, before) and self._holidays.is_holiday(before)
        if self._is_day_off(day):
            return False
        for _ in range(LONGEST_SHIFT_DAYS):
            if not self._is_day_off(before):
                return False
            if matches_days(closure, before) and self._holidays.is_holiday(before):
                return True
            before -= ONE_DAY
        return False

    def _is_day_off(self, day: date) -> bool:
        """Whether the day is no weekday in the sense of 平日."""
        return day.weekday() >= 5 or self._holidays.is_holiday(day)


def matches_days(closure: Closure, day: date) -> bool:
    """Whether weekday, ordinal week and month of a closure fit a day."""
    if closure.byday and day.weekday() not in closure.byday:
        return False
    if closure.nth and not is_nth(day, closure.nth):
        return False
    if closure.months and day.month not in closure.months:
        return False
    return bool(closure.byday or closure.nth) and day.weekday() not in closure.except_byday


def is_nth(day: date, nth: tuple[int, ...]) -> bool:
    """Whether the day is the n-th (-1 = last) of its weekday in its month."""
    if (day.day + 6) // 7 in nth:
        return True
    return -1 in nth and (day + timedelta(days=7)).month != day.month


def _has_dates(closure: Closure) -> bool:
    """Whether a closure lies on dates or months of the year instead of weekdays or holidays."""
    if closure.ranges or "new_year" in closure.special or "obon" in closure.special:
        return True
    return bool(closure.months) and not (closure.byday or closure.nth or closure.special)


def _covers(closure: Closure, day: date) -> bool:
    """Whether a closure by dates, months, new year or お盆 covers a day."""
    if "new_year" in closure.special and _is_within(day, *NEW_YEAR):
        return True
    if "obon" in closure.special and _is_within(day, *OBON):
        return True
    if closure.ranges:
        return any(_is_within(day, first, last) for first, last in closure.ranges)
    return bool(closure.months) and not closure.special and day.month in closure.months


def _is_beside(closure: Closure, day: date) -> bool:
    """Whether a day lies close to a closing without dates."""
    if "new_year" in closure.special and _is_within(day, *NEW_YEAR_EDGE):
        return True
    return "obon" in closure.special and _is_within(day, *OBON_EDGE)


def _is_within(day: date, first: MonthDay, last: MonthDay) -> bool:
    """Whether (month, day) lies in an inclusive range that may wrap the year."""
    point = (day.month, day.day)
    return first <= point <= last if first <= last else point >= first or point <= last
