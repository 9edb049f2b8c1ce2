"""Sessions of a schedule as recurrences of RFC 5545, and as single dates where no recurrence says them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from directory.domain.rule_days import has_days, holds_on, may_fall_on
from directory.domain.schedule import Rule, Session, Window

CalendarFrequency = Literal["DAILY", "WEEKLY", "MONTHLY"]
DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

MOST_EXCEPTIONS = 0.5
"""A recurrence of which more days fall out than this share says less than a list of its days."""
FEWEST_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """One repeated calendar entry (an RRULE with its DTSTART).

    Attributes:
        first: day of the first entry. until: last day that may hold one (UNTIL).
        by_day: MO … SU, for ordinal weeks with their number (1SA, -1FR).
        excluded: days of the recurrence without a session (EXDATE): closings, cancelled dates.
        window: hours of each entry; None = only the day is known.
    """

    freq: CalendarFrequency
    first: date
    until: date
    interval: int = 1
    by_day: tuple[str, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    excluded: tuple[date, ...] = ()
    window: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleDate:
    """One entry that no recurrence says (RDATE, or an event of its own)."""

    on: date
    window: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrences:
    """All entries of a schedule: together exactly the days and hours of its sessions, each once."""

    repeated: tuple[Recurrence, ...] = ()
    single: tuple[SingleDate, ...] = ()


def to_recurrences(rules: tuple[Rule, ...], sessions: Iterable[Session], *, first: date, last: date) -> Recurrences:
    """The sessions as recurrences of their rules, so that a calendar shows exactly these days.

    `sessions`: all of one certainty from `first` to `last`, as `next_sessions` gives them; closings, holidays and
    cancelled dates are already in them, so that whatever a rule says beyond them is excluded.
    """
    days_by_window: dict[Window | None, set[date]] = {}
    for session in sessions:
        for window in session.windows or (None,):
            days_by_window.setdefault(window, set()).add(session.on)
    repeated: list[Recurrence] = []
    single: list[SingleDate] = []
    for window, days in days_by_window.items():
        left = set(days)
        for rule in rules:
            found = _recurrence(rule, window, left, first, last) if _speaks_of(rule, window) else None
            if found is not None:
                repeated.append(found)
                left -= set(expand(found))
        single.extend(SingleDate(on=day, window=window) for day in left)
    single.sort(key=lambda each: (each.on, each.window.start if each.window else -1))
    return Recurrences(repeated=tuple(repeated), single=tuple(single))


def expand(recurrence: Recurrence) -> tuple[date, ...]:
    """All days of a recurrence, ascending, without the excluded ones."""
    rule = Rule(
        freq="weekly" if recurrence.freq == "WEEKLY" else "monthly" if recurrence.freq == "MONTHLY" else "daily",
        byday=tuple(sorted({DAY_NAMES.index(name[-2:]) for name in recurrence.by_day})),
        nth=tuple(sorted({int(name[:-2]) for name in recurrence.by_day if len(name) > 2})),
        bymonthday=recurrence.by_month_day,
        months=recurrence.by_month,
        interval=recurrence.interval,
        phase_on=recurrence.first if recurrence.interval > 1 else None,
    )
    days = _days_of(rule, recurrence.first, recurrence.until)
    return tuple(day for day in days if day not in recurrence.excluded)


def _speaks_of(rule: Rule, window: Window | None) -> bool:
    """Whether a rule is for these hours and can be said as a recurrence."""
    is_sayable = rule.count is None and not rule.offset_days and (rule.interval == 1 or rule.phase_on is not None)
    is_for_hours = window in rule.windows if rule.windows else window is None
    return (
        is_sayable and is_for_hours and has_days(rule) and bool(rule.byday or rule.bymonthday or rule.freq == "daily")
    )


def _recurrence(rule: Rule, window: Window | None, left: set[date], first: date, last: date) -> Recurrence | None:
    """The recurrence of one rule, when it says the days that are left better than a list does."""
    days = _days_of(rule, first, last)
    held = [day for day in days if day in left]
    if len(held) < FEWEST_DAYS or len(days) - len(held) > MOST_EXCEPTIONS * len(days):
        return None
    names = () if rule.bymonthday else tuple(DAY_NAMES[day] for day in rule.byday)
    return Recurrence(
        freq="DAILY" if rule.freq == "daily" else "WEEKLY" if rule.freq == "weekly" else "MONTHLY",
        first=held[0],
        until=last,
        interval=rule.interval,
        by_day=tuple(f"{nth}{name}" for nth in rule.nth for name in names) or names,
        by_month_day=rule.bymonthday,
        by_month=rule.months,
        excluded=tuple(day for day in days if day > held[0] and day not in left),
        window=window,
    )


def _days_of(rule: Rule, first: date, last: date) -> tuple[date, ...]:
    """Days from `first` to `last` on which a rule holds, closings and holidays left aside."""
    count = (last - first).days + 1
    days = (first + timedelta(days=number) for number in range(count))
    return tuple(day for day in days if may_fall_on(rule, day.weekday()) and holds_on(rule, day))
