"""Dated sessions of a schedule in the days ahead, each certain or to be asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from directory.domain.closing_days import ClosingDays, Holidays
from directory.domain.rule_days import (
    closeness_to_school_time,
    has_days,
    holds_in_month,
    holds_on,
    is_plain,
    is_sure_of_weekend,
    may_fall_on,
    replaces,
)
from directory.domain.schedule import Rule, Schedule, Session, Window
from directory.domain.seasons import USUAL_SEASONS, Closeness, Seasons

__all__ = ["Holidays", "cancelled_sessions", "next_sessions"]

MAYBE_FLAGS: frozenset[str] = frozenset(
    {"irregular", "approx", "uncertain", "phase_unknown", "nth_unknown", "date_unknown", "contradiction", "seasonal"}
)
"""Flags that make every date of a schedule one to ask about."""
SILENT_FLAGS: frozenset[str] = frozenset({"undisclosed", "suspended"})
"""Flags of schedules that claim no date at all."""
DOUBTED_DATES: frozenset[str] = frozenset({"uncertain", "contradiction"})
"""Flags that put even single dates of a text in doubt; the others speak of its recurring days."""
EVERY_WEEK = frozenset(range(1, 6))
LATE_WEEKS = (4, 5)
"""Weeks of the month in which the last of a weekday lies."""
USUAL_WEEKDAYS = 4
"""A rule for so many weekdays also holds on the holiday from which a closing moved away."""


def next_sessions(
    schedule: Schedule,
    *,
    today: date,
    horizon_days: int,
    holidays: Holidays,
    limit: int | None = None,
    seasons: Seasons = USUAL_SEASONS,
) -> tuple[Session, ...]:
    """Sessions from `today` (inclusive) to `horizon_days` later, ascending; at most `limit`.

    A closing that the text does not state is never applied; rules without days give no session. `seasons` says when
    the school vacations, お盆 and 年末年始 of a stated closing are.
    """
    rules = tuple(rule for rule in schedule.rules if has_days(rule))
    if SILENT_FLAGS.intersection(schedule.flags) or not (rules or schedule.added):
        return ()
    found: list[Session] = []
    first = today.toordinal()
    last = min(first + horizon_days, date.max.toordinal())
    calendar = _Calendar(schedule, rules, holidays, seasons, (today, date.fromordinal(max(first, last))))
    for ordinal in range(first, last + 1):
        weeks = calendar.weeks_on[(ordinal + 6) % 7]  # day 1 of the calendar was a Monday
        if not weeks:
            continue
        day = date.fromordinal(ordinal)
        if (day.day + 6) // 7 not in weeks:
            continue
        session = calendar.session_on(day)
        if session is not None:
            found.append(session)
        if limit is not None and len(found) >= limit:
            break
    return tuple(found)


def cancelled_sessions(
    schedule: Schedule, *, today: date, horizon_days: int, holidays: Holidays, seasons: Seasons = USUAL_SEASONS
) -> tuple[Session, ...]:
    """Sessions that would take place were they not cancelled one by one; pages show them struck through."""
    if not schedule.cancelled:
        return ()
    called_off = frozenset(schedule.cancelled)
    usual = next_sessions(
        replace(schedule, cancelled=()), today=today, horizon_days=horizon_days, holidays=holidays, seasons=seasons
    )
    return tuple(session for session in usual if session.on in called_off)


class _Calendar:
    """One schedule made ready for being asked day by day: rules sorted by weekday, flags looked up once."""

    def __init__(
        self,
        schedule: Schedule,
        rules: tuple[Rule, ...],
        holidays: Holidays,
        seasons: Seasons,
        span: tuple[date, date],
    ) -> None:
        self.holidays = holidays
        self.closings = ClosingDays(schedule.closed, holidays, seasons, span=span)
        self.cancelled = frozenset(schedule.cancelled)
        self.added = frozenset(schedule.added)
        self.added_windows = schedule.added_windows
        self.doubts_dates = bool(DOUBTED_DATES.intersection(schedule.flags))
        self.is_unsure = _is_unsure(schedule, rules)
        self.seasons = seasons
        self.moving = tuple(rule for rule in rules if rule.moved_days is not None)
        self.has_doubtful_rules = any(_varies(rule) or rule.school_time or rule.nth for rule in rules)
        self.of_school = any(rule.school_time for rule in rules)
        has_target = bool(self.closings.shifted) or len(self.moving) == len(rules)
        self.has_loose_shift = "shift_if_holiday" in schedule.flags and not has_target
        self.by_weekday = [tuple(rule for rule in rules if may_fall_on(rule, weekday)) for weekday in range(7)]
        self.plain_on = [all(is_plain(rule) for rule in on_day) for on_day in self.by_weekday]
        self.on_holidays = tuple(rule for rule in rules if rule.on_holidays)
        self.usual = tuple(rule for rule in rules if rule.freq == "weekly" and len(rule.byday) >= USUAL_WEEKDAYS)
        self.needs_holidays = (
            bool(self.on_holidays)
            or self.has_loose_shift
            or self.closings.needs_holidays
            or bool(self.moving)
            or any(rule.skips_holidays or rule.school_time == "school_days" for rule in rules)
        )
        self.asks_every_day = bool(self.on_holidays or self.added or self.closings.shifted or self.moving)
        self.weeks_on = [EVERY_WEEK if self.asks_every_day else _weeks_of(on_day) for on_day in self.by_weekday]
        self._windows: dict[tuple[int, ...], tuple[Window, ...]] = {}

    def session_on(self, day: date) -> Session | None:
        """The session of one day, if there is one."""
        is_holiday = self.needs_holidays and self.holidays.is_holiday(day)
        rules = self._rules_on(day, is_holiday=is_holiday)
        arriving = self._moved_to(day) if self.moving else ()
        rules = tuple(dict.fromkeys((*rules, *arriving))) if arriving else rules
        is_moved = not rules and is_holiday and self.closings.is_moved_from(day)
        if is_moved:
            rules = self.usual
        is_added = day in self.added
        if day in self.cancelled or not (rules or is_added):
            return None
        if is_added:
            return self._added_session(day, rules)
        state = self.closings.state_of(day) if self.closings.closures else "open"
        if state == "closed":
            return None
        if arriving:
            is_moved = is_moved or any(is_holiday or not (rule.nth or rule.windows) for rule in arriving)
        is_sure = state == "open" and not is_moved and self._is_sure(day, rules, is_holiday=is_holiday)
        return Session(on=day, windows=self._windows_of(rules), certainty="certain" if is_sure else "maybe")

    def _added_session(self, day: date, rules: tuple[Rule, ...]) -> Session:
        """A single date that somebody stated: sure, whatever closes its weekday."""
        windows = self.added_windows or self._windows_of(rules)
        return Session(on=day, windows=windows, certainty="maybe" if self.doubts_dates else "certain")

    def _rules_on(self, day: date, *, is_holiday: bool) -> tuple[Rule, ...]:
        """Rules that hold on the day; on a holiday those that speak of holidays stand instead of the others."""
        weekday = day.weekday()
        if is_holiday and self.on_holidays:
            special = tuple(rule for rule in self.on_holidays if not rule.nth and holds_in_month(rule, day))
            if special:
                return special
        if self.plain_on[weekday]:
            return self.by_weekday[weekday]
        on_day = self.by_weekday[weekday]
        matching = tuple(rule for rule in on_day if holds_on(rule, day) and not (is_holiday and _yields(rule)))
        if self.of_school:
            matching = tuple(rule for rule in matching if self._closeness(rule, day) != "outside")
        seasonal = tuple(rule for rule in matching if rule.months and not rule.nth)
        return seasonal if seasonal and replaces(seasonal, matching) else matching

    def _moved_to(self, day: date) -> tuple[Rule, ...]:
        """Rules whose own day is a holiday and that the text moves to this day: 第3月曜(祝日の場合は翌週)."""
        found: list[Rule] = []
        for rule in self.moving:
            origin = day - timedelta(days=rule.moved_days or 0)
            if may_fall_on(rule, origin.weekday()) and holds_on(rule, origin) and self.holidays.is_holiday(origin):
                found.append(rule)
        return tuple(found)

    def _closeness(self, rule: Rule, day: date) -> Closeness:
        return closeness_to_school_time(rule, day, self.seasons)

    def _is_sure(self, day: date, rules: tuple[Rule, ...], *, is_holiday: bool) -> bool:
        """Whether a reader of the text would say the same."""
        if self.is_unsure or (self.has_loose_shift and is_holiday):
            return False
        if self.needs_holidays and day.year > self.holidays.last_known_year:
            return False
        if self.closings.closures and self.closings.varies_on(day):
            return False
        return not (self.has_doubtful_rules and any(self._is_doubtful(rule, day) for rule in rules))

    def _is_doubtful(self, rule: Rule, day: date) -> bool:
        """Whether a rule itself leaves open if it means the day."""
        if _varies(rule) or not is_sure_of_weekend(rule, day):
            return True
        return rule.school_time is not None and self._closeness(rule, day) == "edge"

    def _windows_of(self, rules: tuple[Rule, ...]) -> tuple[Window, ...]:
        """Hours of all rules of a day, earliest first."""
        if len(rules) == 1:
            return rules[0].windows
        key = tuple(map(id, rules))  # hashing whole rules every day would cost more than all the rest
        if key not in self._windows:
            windows = {window for rule in rules for window in rule.windows}
            self._windows[key] = tuple(sorted(windows, key=lambda window: (window.start, window.end or 0)))
        return self._windows[key]


def _is_unsure(schedule: Schedule, rules: tuple[Rule, ...]) -> bool:
    """Whether a flag puts all days in doubt; not those of which the rules themselves say which days they doubt."""
    doubts = MAYBE_FLAGS.intersection(schedule.flags)
    if doubts and all(rule.school_time for rule in rules):
        doubts -= {"seasonal"}
    if doubts and any(_varies(rule) for rule in rules):
        doubts -= {"nth_unknown", "phase_unknown"}
    return bool(doubts)


def _varies(rule: Rule) -> bool:
    """Whether nobody knows on which of its days a rule holds: 月1回, 隔週."""
    return rule.count is not None or (rule.interval > 1 and rule.phase_on is None)


def _weeks_of(rules: tuple[Rule, ...]) -> frozenset[int]:
    """Weeks of the month in which rules can hold: asking only about their days takes a fraction of the time."""
    weeks: set[int] = set()
    for rule in rules:
        if rule.offset_days or not (rule.nth or rule.bymonthday):
            return EVERY_WEEK
        weeks.update(LATE_WEEKS if -1 in (*rule.nth, *rule.bymonthday) else ())
        weeks.update(((day + 6) // 7 for day in rule.bymonthday) if rule.bymonthday else rule.nth)
    return frozenset(weeks)


def _yields(rule: Rule) -> bool:
    """Whether a rule does not hold on holidays: 平日, 学校のある日, or moved to another day."""
    return rule.skips_holidays or rule.school_time == "school_days" or rule.moved_days is not None
