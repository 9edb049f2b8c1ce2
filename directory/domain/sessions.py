"""Dated sessions of a schedule in the days ahead, each certain or to be asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from directory.domain.schedule import Certainty, Closure, Rule, Schedule, Session, Window

MAYBE_FLAGS: frozenset[str] = frozenset(
    {"irregular", "approx", "uncertain", "phase_unknown", "nth_unknown", "date_unknown", "contradiction", "seasonal"}
)
"""Flags that make every date of a schedule one to ask about."""
SILENT_FLAGS: frozenset[str] = frozenset({"undisclosed", "suspended"})
"""Flags of schedules that claim no date at all."""

ONE_DAY = timedelta(days=1)
NEW_YEAR = ((12, 29), (1, 3))
OBON = ((8, 13), (8, 16))
"""What 年末年始 and お盆 mean when the text gives no dates; the days beside them are to be asked about."""
NEW_YEAR_EDGE = ((12, 27), (1, 5))
OBON_EDGE = ((8, 10), (8, 18))
LONGEST_SHIFT_DAYS = 7


class Holidays(Protocol):
    """Knows national holidays up to the end of `last_known_year`."""

    last_known_year: int

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a national holiday."""
        ...


def next_sessions(
    schedule: Schedule, *, today: date, horizon_days: int, holidays: Holidays, limit: int | None = None
) -> tuple[Session, ...]:
    """Sessions from `today` (inclusive) to `horizon_days` later, ascending; at most `limit`.

    A closing that the text does not state is never applied; rules without days give no session.
    """
    rules = [rule for rule in schedule.rules if _has_days(rule)]
    if SILENT_FLAGS.intersection(schedule.flags) or not (rules or schedule.added):
        return ()
    calendar = _Calendar(schedule, rules, holidays)
    found: list[Session] = []
    for offset in range(horizon_days + 1):
        session = calendar.session_on(today + timedelta(days=offset))
        if session is not None:
            found.append(session)
            if limit is not None and len(found) >= limit:
                break
    return tuple(found)


class _Calendar:
    """One schedule made ready for asking day by day: rules sorted by weekday, flags looked up once."""

    def __init__(self, schedule: Schedule, rules: list[Rule], holidays: Holidays) -> None:
        self.holidays = holidays
        self.closures = schedule.closed
        self.cancelled = frozenset(schedule.cancelled)
        self.added = frozenset(schedule.added)
        self.is_unsure = bool(MAYBE_FLAGS.intersection(schedule.flags))
        shifts = any(closure.shift for closure in schedule.closed)
        self.has_loose_shift = "shift_if_holiday" in schedule.flags and not shifts
        self.by_weekday = [[rule for rule in rules if _may_fall_on(rule, weekday)] for weekday in range(7)]
        self.on_holidays = [rule for rule in rules if rule.on_holidays]
        self.needs_holidays = (
            bool(self.on_holidays)
            or "shift_if_holiday" in schedule.flags
            or any(rule.skips_holidays for rule in rules)
            or any("holiday" in closure.special or closure.shift or closure.exempt for closure in schedule.closed)
        )

    def session_on(self, day: date) -> Session | None:
        """The session of one day, if there is one."""
        if day in self.cancelled:
            return None
        is_holiday = self.needs_holidays and self.holidays.is_holiday(day)
        rules = self._rules_on(day, is_holiday=is_holiday)
        is_added = day in self.added
        if not (rules or is_added):
            return None
        state = "open" if is_added else self._closing_state(day)
        if state == "closed":
            return None
        certainty: Certainty = (
            "certain" if state == "open" and self._is_sure(day, rules, is_holiday=is_holiday) else "maybe"
        )
        return Session(on=day, windows=_windows(rules), certainty=certainty)

    def _rules_on(self, day: date, *, is_holiday: bool) -> list[Rule]:
        """Rules that hold on the day; on a holiday those that speak of holidays go first."""
        if is_holiday and self.on_holidays:
            special = [rule for rule in self.on_holidays if _holds_in_month(rule, day) and not rule.nth]
            if special:
                return special
        candidates = self.by_weekday[day.weekday()]
        matching = [rule for rule in candidates if _holds(rule, day) and not (is_holiday and rule.skips_holidays)]
        seasonal = [rule for rule in matching if rule.months and not rule.nth]
        return seasonal if seasonal and _replaces(seasonal, matching) else matching

    def _closing_state(self, day: date) -> str:
        """closed, open, or edge (beside a closing without dates)."""
        state = "open"
        for closure in self.closures:
            if self._is_closed(closure, day):
                return "closed"
            if _is_beside(closure, day):
                state = "edge"
        return state

    def _is_closed(self, closure: Closure, day: date) -> bool:
        """Whether one closure closes the day, moved from a holiday where the text says so."""
        if "holiday" in closure.special and (not closure.byday or day.weekday() in closure.byday):
            return self.holidays.is_holiday(day)
        if _is_dated_closing(closure, day):
            return True
        if not (closure.byday or closure.nth) or closure.special:
            return False
        closes = _matches_days(closure, day)
        if closure.shift:
            return (closes and not self.holidays.is_holiday(day)) or self._is_shift_target(closure, day)
        if closes and "holiday" in closure.exempt and self.holidays.is_holiday(day):
            return False
        return closes

    def _is_shift_target(self, closure: Closure, day: date) -> bool:
        """Whether a closing that fell on a holiday moved to this day."""
        if closure.shift == "next_day":
            before = day - ONE_DAY
            return _matches_days(closure, before) and self.holidays.is_holiday(before)
        if day.weekday() >= 5 or self.holidays.is_holiday(day):
            return False
        before = day - ONE_DAY
        for _ in range(LONGEST_SHIFT_DAYS):
            is_day_off = before.weekday() >= 5 or self.holidays.is_holiday(before)
            if not is_day_off:
                return False
            if _matches_days(closure, before) and self.holidays.is_holiday(before):
                return True
            before -= ONE_DAY
        return False

    def _is_sure(self, day: date, rules: list[Rule], *, is_holiday: bool) -> bool:
        """Whether a reader of the text would say the same."""
        if self.is_unsure or any(rule.count is not None or rule.interval > 1 for rule in rules):
            return False
        if self.has_loose_shift and is_holiday:
            return False
        if self.needs_holidays and day.year > self.holidays.last_known_year:
            return False
        return not any("summer_vacation" in closure.exempt and day.month in {7, 8} for closure in self.closures)


def _has_days(rule: Rule) -> bool:
    """Whether a rule says on which days: 月1回 alone does not."""
    if rule.freq is None:
        return False
    return rule.freq == "daily" or bool(rule.byday or rule.bymonthday or rule.on_holidays)


def _may_fall_on(rule: Rule, weekday: int) -> bool:
    """Whether a rule can hold on a weekday."""
    if rule.freq == "daily" or rule.bymonthday:
        return True
    return any((day + rule.offset_days) % 7 == weekday for day in rule.byday)


def _holds(rule: Rule, day: date) -> bool:
    """Whether a rule, whose weekday is already known to fit, holds on a day."""
    origin = day - timedelta(days=rule.offset_days) if rule.offset_days else day
    if rule.months and origin.month not in rule.months:
        return False
    if rule.bymonthday:
        is_last = (origin + ONE_DAY).month != origin.month
        return origin.day in rule.bymonthday or (is_last and -1 in rule.bymonthday)
    return not rule.nth or _is_nth(origin, rule.nth)


def _holds_in_month(rule: Rule, day: date) -> bool:
    """Whether a rule holds in the month of a day."""
    return not rule.months or day.month in rule.months


def _is_nth(day: date, nth: tuple[int, ...]) -> bool:
    """Whether the day is the n-th (-1 = last) of its weekday in its month."""
    if (day.day + 6) // 7 in nth:
        return True
    return -1 in nth and (day + timedelta(days=7)).month != day.month


def _replaces(seasonal: list[Rule], matching: list[Rule]) -> bool:
    """Whether rules for these months stand instead of the same rules for the whole year."""
    covered = {_days_of(rule) for rule in seasonal}
    return all(_days_of(rule) in covered for rule in matching)


def _days_of(rule: Rule) -> Rule:
    """A rule without its months and hours."""
    return replace(rule, months=(), windows=(), label="")


def _matches_days(closure: Closure, day: date) -> bool:
    """Whether weekday, ordinal week and month of a closure fit a day."""
    if closure.months and day.month not in closure.months:
        return False
    if closure.byday and day.weekday() not in closure.byday:
        return False
    if closure.nth and not _is_nth(day, closure.nth):
        return False
    return bool(closure.byday or closure.nth) and day.weekday() not in closure.except_byday


def _is_dated_closing(closure: Closure, day: date) -> bool:
    """Whether a closure by dates, months, new year or お盆 covers a day."""
    if "new_year" in closure.special and _is_within(day, *NEW_YEAR):
        return True
    if "obon" in closure.special and _is_within(day, *OBON):
        return True
    if any(_is_within(day, first, last) for first, last in closure.ranges):
        return True
    is_month_only = closure.months and not (closure.byday or closure.nth or closure.special or closure.ranges)
    return bool(is_month_only) and day.month in closure.months


def _is_beside(closure: Closure, day: date) -> bool:
    """Whether a day lies close to a closing without dates: every place draws 年末年始 a little differently."""
    if "new_year" in closure.special and _is_within(day, *NEW_YEAR_EDGE):
        return True
    return "obon" in closure.special and _is_within(day, *OBON_EDGE)


def _is_within(day: date, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether (month, day) lies in an inclusive range that may wrap the year."""
    point = (day.month, day.day)
    return first <= point <= last if first <= last else point >= first or point <= last


def _windows(rules: list[Rule]) -> tuple[Window, ...]:
    """Hours of all rules of a day, earliest first."""
    windows = {window for rule in rules for window in rule.windows}
    return tuple(sorted(windows, key=lambda window: (window.start, window.end or 0, window.label)))
