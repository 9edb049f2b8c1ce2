"""Dated sessions of a schedule in the days ahead, each certain or to be asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from directory.domain.closing_days import SUMMER_MONTHS, ClosingDays, Holidays, is_nth
from directory.domain.schedule import Rule, Schedule, Session, Window

__all__ = ["Holidays", "next_sessions"]

MAYBE_FLAGS: frozenset[str] = frozenset(
    {"irregular", "approx", "uncertain", "phase_unknown", "nth_unknown", "date_unknown", "contradiction", "seasonal"}
)
"""Flags that make every date of a schedule one to ask about."""
SILENT_FLAGS: frozenset[str] = frozenset({"undisclosed", "suspended"})
"""Flags of schedules that claim no date at all."""
USUAL_WEEKDAYS = 4
"""A rule for so many weekdays also holds on the holiday from which a closing moved away."""


def next_sessions(
    schedule: Schedule, *, today: date, horizon_days: int, holidays: Holidays, limit: int | None = None
) -> tuple[Session, ...]:
    """Sessions from `today` (inclusive) to `horizon_days` later, ascending; at most `limit`.

    A closing that the text does not state is never applied; rules without days give no session.
    """
    rules = tuple(rule for rule in schedule.rules if _has_days(rule))
    if SILENT_FLAGS.intersection(schedule.flags) or not (rules or schedule.added):
        return ()
    calendar = _Calendar(schedule, rules, holidays)
    found: list[Session] = []
    first = today.toordinal()
    for ordinal in range(first, first + horizon_days + 1):
        if not calendar.may_open_on((ordinal + 6) % 7):  # day 1 of the calendar was a Monday
            continue
        session = calendar.session_on(date.fromordinal(ordinal))
        if session is not None:
            found.append(session)
        if limit is not None and len(found) >= limit:
            break
    return tuple(found)


class _Calendar:
    """One schedule made ready for being asked day by day: rules sorted by weekday, flags looked up once."""

    def __init__(self, schedule: Schedule, rules: tuple[Rule, ...], holidays: Holidays) -> None:
        self.holidays = holidays
        self.closings = ClosingDays(schedule.closed, holidays)
        self.cancelled = frozenset(schedule.cancelled)
        self.added = frozenset(schedule.added)
        self.is_unsure = bool(MAYBE_FLAGS.intersection(schedule.flags))
        self.has_loose_shift = "shift_if_holiday" in schedule.flags and not self.closings.shifted
        self.by_weekday = [tuple(rule for rule in rules if _may_fall_on(rule, weekday)) for weekday in range(7)]
        self.is_plain = [all(_is_plain(rule) for rule in on_day) for on_day in self.by_weekday]
        self.on_holidays = tuple(rule for rule in rules if rule.on_holidays)
        self.usual = tuple(rule for rule in rules if rule.freq == "weekly" and len(rule.byday) >= USUAL_WEEKDAYS)
        self.needs_holidays = (
            bool(self.on_holidays)
            or self.has_loose_shift
            or self.closings.needs_holidays
            or any(rule.skips_holidays for rule in rules)
        )
        self.asks_every_day = bool(self.on_holidays or self.added or self.closings.shifted)
        self._windows: dict[tuple[int, ...], tuple[Window, ...]] = {}

    def may_open_on(self, weekday: int) -> bool:
        """Whether any rule can hold on a weekday, Monday = 0."""
        return self.asks_every_day or bool(self.by_weekday[weekday])

    def session_on(self, day: date) -> Session | None:
        """The session of one day, if there is one."""
        is_holiday = self.needs_holidays and self.holidays.is_holiday(day)
        rules = self._rules_on(day, is_holiday=is_holiday)
        is_moved = not rules and is_holiday and self.closings.is_moved_from(day)
        if is_moved:
            rules = self.usual
        is_added = day in self.added
        if day in self.cancelled or not (rules or is_added):
            return None
        state = "open" if is_added else self.closings.state_of(day)
        if state == "closed":
            return None
        is_sure = state == "open" and not is_moved and self._is_sure(day, rules, is_holiday=is_holiday)
        return Session(on=day, windows=self._windows_of(rules), certainty="certain" if is_sure else "maybe")

    def _rules_on(self, day: date, *, is_holiday: bool) -> tuple[Rule, ...]:
        """Rules that hold on the day; on a holiday those that speak of holidays stand instead of the others."""
        weekday = day.weekday()
        if is_holiday and self.on_holidays:
            special = tuple(rule for rule in self.on_holidays if not rule.nth and _holds_in_month(rule, day))
            if special:
                return special
        if self.is_plain[weekday]:
            return self.by_weekday[weekday]
        matching = tuple(
            rule for rule in self.by_weekday[weekday] if not (is_holiday and rule.skips_holidays) and _holds(rule, day)
        )
        seasonal = tuple(rule for rule in matching if rule.months and not rule.nth)
        return seasonal if seasonal and _replaces(seasonal, matching) else matching

    def _is_sure(self, day: date, rules: tuple[Rule, ...], *, is_holiday: bool) -> bool:
        """Whether a reader of the text would say the same."""
        if self.is_unsure or (self.has_loose_shift and is_holiday):
            return False
        if self.needs_holidays and day.year > self.holidays.last_known_year:
            return False
        if self.closings.varies_in_summer and day.month in SUMMER_MONTHS:
            return False
        return all(rule.count is None and rule.interval == 1 for rule in rules)

    def _windows_of(self, rules: tuple[Rule, ...]) -> tuple[Window, ...]:
        """Hours of all rules of a day, earliest first."""
        if len(rules) == 1:
            return rules[0].windows
        key = tuple(map(id, rules))  # hashing whole rules every day would cost more than all the rest
        if key not in self._windows:
            windows = {window for rule in rules for window in rule.windows}
            self._windows[key] = tuple(sorted(windows, key=lambda window: (window.start, window.end or 0)))
        return self._windows[key]


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


def _is_plain(rule: Rule) -> bool:
    """Whether a rule holds on each of its weekdays, all year and on holidays."""
    return not (rule.nth or rule.bymonthday or rule.months or rule.offset_days or rule.skips_holidays)


def _holds(rule: Rule, day: date) -> bool:
    """Whether a rule, whose weekday is already known to fit, holds on a day."""
    origin = day - timedelta(days=rule.offset_days) if rule.offset_days else day
    if rule.months and origin.month not in rule.months:
        return False
    if rule.bymonthday:
        is_last = (origin + timedelta(days=1)).month != origin.month
        return origin.day in rule.bymonthday or (is_last and -1 in rule.bymonthday)
    return not rule.nth or is_nth(origin, rule.nth)


def _holds_in_month(rule: Rule, day: date) -> bool:
    """Whether a rule holds in the month of a day."""
    return not rule.months or day.month in rule.months


def _replaces(seasonal: tuple[Rule, ...], matching: tuple[Rule, ...]) -> bool:
    """Whether rules for these months stand instead of the same rules for the whole year."""
    if len(seasonal) == len(matching):
        return True
    covered = {_days_of(rule) for rule in seasonal}
    return all(_days_of(rule) in covered for rule in matching)


def _days_of(rule: Rule) -> Rule:
    """A rule without its months and hours."""
    return replace(rule, months=(), windows=(), label="")
