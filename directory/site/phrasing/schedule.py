"""A recurring schedule in words: 毎月第1・第3土曜 11:30〜14:00."""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory.domain.schedule import Rule, Schedule
from directory.site.phrasing.day import phrase_day_number, phrase_month, phrase_weekday, phrase_windows
from directory.wording.words import Words

WORKDAYS = (0, 1, 2, 3, 4)
LAST = -1
DOUBTFUL = frozenset({"contradiction", "uncertain", "undisclosed"})
"""Flags of schedules that only their own text describes honestly."""
_TWICE = re.compile(r"(?<!\S)(\S{2,})(?:\s+\1)+(?!\S)")


def phrase_schedule(schedule: Schedule, words: Words, *, with_hours: bool = True) -> str:
    """The rules in words; the published text when they say too little; empty when there is neither."""
    if not schedule.rules or DOUBTFUL.intersection(schedule.flags):
        return say_raw(schedule)
    phrases = [_phrase_rule(rule, words, with_hours=with_hours) for rule in schedule.rules]
    if not all(phrases):
        return say_raw(schedule)
    return words.say("list.comma").join(dict.fromkeys(phrases))


def say_raw(schedule: Schedule) -> str:
    """The published text; what two of its cells say one behind the other is said once: 不定期 不定期."""
    return _TWICE.sub(r"\1", schedule.raw)


def _phrase_rule(rule: Rule, words: Words, *, with_hours: bool) -> str:
    days = _phrase_days(rule, words)
    if rule.on_holidays:
        days = words.say("schedule.and_holidays", days=days) if days else words.say("schedule.holidays")
    months = _join((phrase_month(month, words) for month in rule.months), words)
    if months and days:
        days = words.say("schedule.in_months", months=months, days=days)
    if not days or not with_hours:
        return days
    return " ".join(part for part in (days, phrase_windows(rule.windows, words)) if part)


def _phrase_days(rule: Rule, words: Words) -> str:
    """What days a rule names; empty when it can not be said in one phrase."""
    if rule.count is not None or rule.offset_days:
        return ""
    weekdays = _phrase_weekdays(rule.byday, words)
    if rule.freq == "daily":
        return words.say("schedule.daily")
    if rule.freq == "weekly" and weekdays:
        return words.say("schedule.weekly" if rule.interval == 1 else "schedule.other_week", days=weekdays)
    if rule.freq == "monthly" and rule.interval == 1:
        return _phrase_monthly(rule, weekdays, words)
    return ""


def _phrase_monthly(rule: Rule, weekdays: str, words: Words) -> str:
    if rule.bymonthday:
        return _phrase_month_days(rule.bymonthday, words)
    if rule.nth and weekdays:
        ordinals = _join((_phrase_ordinal(nth, words) for nth in rule.nth), words)
        return words.say("schedule.monthly", ordinals=ordinals, days=weekdays)
    return ""


def _phrase_month_days(days: tuple[int, ...], words: Words) -> str:
    """毎月5・20日; the last day of a month has no number."""
    numbers = [phrase_day_number(day, words) for day in days if day != LAST]
    phrases = [words.say("schedule.month_days", days=_join(numbers, words))] if numbers else []
    if LAST in days:
        phrases.append(words.say("schedule.month_end"))
    return words.say("list.comma").join(phrases)


def _phrase_ordinal(nth: int, words: Words) -> str:
    return words.say("schedule.last") if nth == LAST else words.say("schedule.nth", number=words.say(f"date.nth_{nth}"))


def _phrase_weekdays(byday: tuple[int, ...], words: Words) -> str:
    if byday == WORKDAYS:
        return words.say("schedule.workdays")
    return _join((phrase_weekday(day, words) for day in byday), words)


def _join(parts: Iterable[str], words: Words) -> str:
    return words.say("list.dot").join(parts)
