"""On which days one rule of a schedule holds, closings left aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from directory.domain.closing_days import is_nth
from directory.domain.schedule import Rule
from directory.domain.seasons import Closeness, SeasonName, Seasons

SATURDAY, SUNDAY = 5, 6
VACATIONS: tuple[SeasonName, ...] = ("summer_vacation", "winter_vacation", "spring_vacation")


def has_days(rule: Rule) -> bool:
    """Whether a rule says on which days: 月1回 alone does not."""
    if rule.freq is None:
        return False
    return rule.freq == "daily" or bool(rule.byday or rule.bymonthday or rule.on_holidays)


def may_fall_on(rule: Rule, weekday: int) -> bool:
    """Whether a rule can hold on a weekday."""
    if rule.freq == "daily" or rule.bymonthday:
        return True
    return any((day + rule.offset_days) % 7 == weekday for day in rule.byday)


def is_plain(rule: Rule) -> bool:
    """Whether a rule holds on each of its weekdays, all year and on holidays."""
    is_limited = rule.nth or rule.bymonthday or rule.months or rule.offset_days or rule.skips_holidays
    return not (is_limited or rule.phase_on or rule.moved_days or rule.school_time)


def holds_on(rule: Rule, day: date) -> bool:
    """Whether a rule, whose weekday is already known to fit, holds on a day.

    An interval without a known phase limits nothing: each of its days may be one.
    """
    origin = day - timedelta(days=rule.offset_days) if rule.offset_days else day
    if rule.months and origin.month not in rule.months:
        return False
    if rule.phase_on is not None and not _is_in_phase(rule, origin, rule.phase_on):
        return False
    if rule.bymonthday:
        is_last = (origin + timedelta(days=1)).month != origin.month
        return origin.day in rule.bymonthday or (is_last and -1 in rule.bymonthday)
    return not rule.nth or is_nth(origin, rule.nth)


def closeness_to_school_time(rule: Rule, day: date, seasons: Seasons) -> Closeness:
    """Whether a day lies in the part of the school year that limits a rule; vacations are never sure to the day."""
    if rule.school_time is None:
        return "inside"
    names: tuple[SeasonName, ...] = VACATIONS if rule.school_time != "summer_vacation" else ("summer_vacation",)
    found = {seasons.named(name).closeness_of(day) for name in names}
    if rule.school_time == "school_days":
        if "inside" in found:
            return "outside"
        return "edge" if "edge" in found or day.weekday() >= SATURDAY else "inside"
    if rule.school_time == "not_vacations":
        return "inside" if found == {"outside"} else "edge"
    return "outside" if found == {"outside"} else "edge"


def is_sure_of_weekend(rule: Rule, day: date) -> bool:
    """Whether 第2土・日曜 means this day however it is read: two ordinal days, or the weekend of the Saturday."""
    if not rule.nth or not {SATURDAY, SUNDAY}.issubset(rule.byday) or day.weekday() < SATURDAY:
        return True
    other = day + timedelta(days=1 if day.weekday() == SATURDAY else -1)
    return is_nth(other, rule.nth)


def holds_in_month(rule: Rule, day: date) -> bool:
    """Whether a rule holds in the month of a day."""
    return not rule.months or day.month in rule.months


def replaces(seasonal: tuple[Rule, ...], matching: tuple[Rule, ...]) -> bool:
    """Whether rules for these months stand instead of the same rules for the whole year."""
    if len(seasonal) == len(matching):
        return True
    covered = {_days_of(rule) for rule in seasonal}
    return all(_days_of(rule) in covered for rule in matching)


def _is_in_phase(rule: Rule, day: date, known: date) -> bool:
    """Whether a day lies a whole number of intervals (weeks from Monday, or months) from a known one."""
    if rule.freq == "monthly":
        return ((day.year - known.year) * 12 + day.month - known.month) % rule.interval == 0
    if rule.freq == "daily":
        return (day - known).days % rule.interval == 0
    weeks = (day.toordinal() - day.weekday() - known.toordinal() + known.weekday()) // 7
    return weeks % rule.interval == 0


def _days_of(rule: Rule) -> Rule:
    """A rule without its months and hours."""
    return replace(rule, months=(), windows=(), label="")
