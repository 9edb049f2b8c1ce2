"""Whether the closings of a schedule close one day: by weekday, by date, moved from a holiday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, Protocol

from directory.domain.schedule import Closure, SpecialDays
from directory.domain.seasons import USUAL_SEASONS, Closeness, SeasonName, Seasons, is_between, is_within

DayState = Literal["open", "closed", "edge"]
"""edge: beside a closing without dates, so to be asked about."""

ONE_DAY = timedelta(days=1)
BY_CALENDAR: frozenset[SpecialDays] = frozenset({"holiday", "after_holiday"})
LONGEST_SHIFT_DAYS = 7
SHORTEST_YEAR = 365


class Holidays(Protocol):
    """Knows national holidays up to the end of `last_known_year`."""

    last_known_year: int

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a national holiday."""
        ...


class ClosingDays:
    """The closings of one schedule, ready for being asked day by day."""

    def __init__(
        self,
        closures: tuple[Closure, ...],
        holidays: Holidays,
        seasons: Seasons = USUAL_SEASONS,
        *,
        span: tuple[date, date] | None = None,
    ) -> None:
        """`span`: first and last day that will be asked about; closings outside of it are left aside."""
        self.closures = closures
        self._seasons = seasons
        self._holidays = holidays
        self.shifted = tuple(closure for closure in closures if closure.shift)
        self.needs_holidays = any(BY_CALENDAR.intersection(c.special) or c.shift or c.exempt for c in closures)
        self._summer = seasons.summer_vacation if any("summer_vacation" in c.exempt for c in closures) else None
        self._dated = tuple(closure for closure in closures if _has_dates(closure) and self._touches(closure, span))
        self._after_holidays = tuple(c for c in closures if "after_holiday" in c.special)
        self._weekly = tuple(c for c in closures if BY_CALENDAR.intersection(c.special) or not _has_dates(c))

    def state_of(self, day: date) -> DayState:
        """Whether the day is closed, open, or too close to a closing without dates to say."""
        if any(self._closes(closure, day) for closure in self._weekly):
            return "closed"
        found = {self._closeness(closure, day) for closure in self._dated} if self._dated else set()
        if self.shifted and any(self._may_move_to(closure, day) for closure in self.shifted):
            found.add("edge")
        if self._after_holidays and any(self._is_after_holiday(closure, day) for closure in self._after_holidays):
            found.add("edge")  # 祝日の翌日 on a Saturday or on the next holiday: many places are open then
        if "inside" in found:
            return "closed"
        return "edge" if "edge" in found else "open"

    def _touches(self, closure: Closure, span: tuple[date, date] | None) -> bool:
        """Whether a closing by dates or seasons may lie in a span; months are always asked about."""
        if span is None or closure.months or (span[1] - span[0]).days >= SHORTEST_YEAR:
            return True
        seasons = [self._seasons.named(name) for name in season_names(closure.special)]
        ranges = (*closure.ranges, *((season.earliest, season.latest) for season in seasons))
        first, last = ((day.month, day.day) for day in span)
        return any(is_within(span[0], *each) or is_between(each[0], first, last) for each in ranges)

    def varies_on(self, day: date) -> bool:
        """Whether an exemption speaks of the summer vacation and the day may lie in it."""
        return self._summer is not None and self._summer.closeness_of(day) != "outside"

    def is_moved_from(self, day: date) -> bool:
        """Whether the day's own closing moved away because it is a holiday: 月曜休館(祝日の場合は翌日)."""
        return any(matches_days(closure, day) for closure in self.shifted) and self._holidays.is_holiday(day)

    def _closes(self, closure: Closure, day: date) -> bool:
        """Whether a closing by weekday or holiday closes the day."""
        if "holiday" in closure.special:
            fits = not closure.byday or day.weekday() in closure.byday
            fits = fits and (not closure.months or day.month in closure.months)
            return fits and self._holidays.is_holiday(day)
        if "after_holiday" in closure.special:
            return self._is_after_holiday(closure, day) and not self._is_day_off(day)
        closes = matches_days(closure, day)
        if closure.shift:
            return (closes and not self._holidays.is_holiday(day)) or self._is_shift_target(closure, day)
        if "summer_vacation" in closure.exempt and self._seasons.summer_vacation.closeness_of(day) == "inside":
            return False
        return closes and not ("holiday" in closure.exempt and self._holidays.is_holiday(day))

    def _closeness(self, closure: Closure, day: date) -> Closeness:
        """Whether a closure by dates, months or seasons covers a day, surely or maybe."""
        if closure.ranges:
            is_covered = any(is_within(day, first, last) for first, last in closure.ranges)
            return "inside" if is_covered else "outside"
        names = season_names(closure.special)
        if not names:
            return "inside" if day.month in closure.months else "outside"
        found = {self._seasons.named(name).closeness_of(day) for name in names}
        return "inside" if "inside" in found else "edge" if "edge" in found else "outside"

    def _is_shift_target(self, closure: Closure, day: date) -> bool:
        """Whether a closing that fell on a holiday moved to this day."""
        before = day - ONE_DAY
        if closure.shift == "next_day":
            is_moved = matches_days(closure, before) and self._holidays.is_holiday(before)
            return is_moved and not self._holidays.is_holiday(day)
        if self._is_day_off(day):
            return False
        for _ in range(LONGEST_SHIFT_DAYS):
            if not self._is_day_off(before):
                return False
            if matches_days(closure, before) and self._holidays.is_holiday(before):
                return True
            before -= ONE_DAY
        return False

    def _may_move_to(self, closure: Closure, day: date) -> bool:
        """Whether 翌日 may mean this day: the day after the holiday is a holiday or closed anyway, so perhaps later."""
        if closure.shift != "next_day":
            return False
        for steps in range(1, LONGEST_SHIFT_DAYS):
            before = day - steps * ONE_DAY
            if matches_days(closure, before) and self._holidays.is_holiday(before):
                return steps > 1 or self._holidays.is_holiday(day)
            if not (self._holidays.is_holiday(before) or self._is_closed_weekday(before)):
                return False
        return False

    def _is_after_holiday(self, closure: Closure, day: date) -> bool:
        """Whether 祝日の翌日 closes and the day is one."""
        return "after_holiday" in closure.special and self._holidays.is_holiday(day - ONE_DAY)

    def _is_closed_weekday(self, day: date) -> bool:
        """Whether the weekday of a day closes it, holidays left aside."""
        return any(matches_days(closure, day) for closure in self._weekly)

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


def season_names(special: tuple[SpecialDays, ...]) -> tuple[SeasonName, ...]:
    """Special days that are seasons, so all but single holidays and the days after them."""
    return tuple(name for name in special if name != "holiday" if name != "after_holiday")


def _has_dates(closure: Closure) -> bool:
    """Whether a closure lies on dates, seasons or months of the year instead of weekdays or holidays."""
    if closure.ranges or season_names(closure.special):
        return True
    return bool(closure.months) and not (closure.byday or closure.nth or closure.special)
