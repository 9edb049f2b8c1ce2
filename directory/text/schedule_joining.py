"""Days and hours of several schedule cells -> one list of rules."""

from __future__ import annotations

import re
from dataclasses import replace

from directory.domain.schedule import Rule, Schedule, Window
from directory.text.schedule_days import Weekdays
from directory.text.schedule_hours import end_later, read_times

_LIMITING_FLAGS = frozenset({"seasonal", "date_unknown", "note_time", "uncertain", "time_vague"})
_WORD = re.compile(r"(?!ひろば型|センター型|連携型|一般型)[ぁ-んァ-ヶー一-龠]{2,}")


def join_days(rules: tuple[Rule, ...], weekdays: Weekdays, code: str, flags: dict[str, None]) -> tuple[Rule, ...]:
    """Rules of 開催日 completed with 開催曜日 (第3 + 土), or the weekdays alone, as often as 開催頻度 says."""
    if not (weekdays.byday or weekdays.on_holidays or weekdays.is_daily):
        return rules
    if not rules:
        return (_by_code(weekdays, code, flags),)
    if any(rule.byday and not set(rule.byday) & set(weekdays.byday) for rule in rules):
        flags["contradiction"] = None
    return tuple(replace(rule, byday=weekdays.byday) if _lacks_days(rule) else rule for rule in rules)


def _lacks_days(rule: Rule) -> bool:
    """Whether a monthly rule says which week but not which weekday."""
    return rule.freq == "monthly" and not rule.byday and not rule.bymonthday


def _by_code(weekdays: Weekdays, code: str, flags: dict[str, None]) -> Rule:
    """Weekdays of their column as often as 開催頻度 says; every week when it says nothing."""
    rule = Rule(
        freq="weekly",
        byday=weekdays.byday,
        on_holidays=weekdays.on_holidays,
        skips_holidays=weekdays.skips_holidays,
    )
    if weekdays.is_daily:
        return Rule(freq="daily")
    if code == "4":
        flags["phase_unknown"] = None
        return replace(rule, interval=2)
    if code in {"5", "6"}:
        flags["nth_unknown" if code == "5" else "phase_unknown"] = None
        return replace(rule, freq="monthly", count=1)
    return rule


def join_note(rules: tuple[Rule, ...], note: Schedule, flags: dict[str, None]) -> tuple[Rule, ...]:
    """Rules with the days of the note; its hours are the truth for those without."""
    noted = tuple(rule for rule in note.rules if rule.freq is not None)
    if not rules:
        return noted
    if noted:
        rules = _merge_noted(rules, noted, flags)
    if hours := _stated_hours(note):
        return tuple(replace(rule, windows=hours) if not rule.windows else rule for rule in rules)
    return rules


def _stated_hours(note: Schedule) -> tuple[Window, ...]:
    """Hours that the note states for the whole resource, not for a season, a part or something unread."""
    if _LIMITING_FLAGS.intersection(note.flags) or _WORD.search(note.leftover):
        return ()
    for rule in note.rules:
        is_general = rule.freq is None and not (rule.byday or rule.months or rule.nth)
        if is_general and rule.windows and all(window.end is not None for window in rule.windows):
            return rule.windows
    return ()


def _merge_noted(rules: tuple[Rule, ...], noted: tuple[Rule, ...], flags: dict[str, None]) -> tuple[Rule, ...]:
    """The note's rules: more precise than 曜日 alone, an exception for some days, or a contradiction."""
    column_days = {day for rule in rules for day in rule.byday}
    noted_days = {day for rule in noted for day in rule.byday}
    is_counted = any(rule.count is not None or rule.interval > 1 for rule in rules)
    is_plain = all(rule.freq == "weekly" and not rule.windows for rule in rules) or is_counted
    if noted_days and noted_days < column_days and all(rule.freq == "weekly" for rule in noted):
        return (*_without_days(rules, noted_days), *noted)
    if noted_days != column_days or not (is_plain or _name_same_days(rules, noted)):
        flags["contradiction"] = None
        return (*rules, *(rule for rule in noted if rule not in rules))
    if is_counted and all(rule.freq == "weekly" and rule.interval == 1 for rule in noted):
        return rules  # 土曜の不定期開催 beside 月1回: the column says more
    if all(rule.nth or rule.bymonthday for rule in noted):
        flags.pop("nth_unknown", None)
        flags.pop("phase_unknown", None)
    windows = next((known.windows for known in rules), ())
    return tuple(rule if rule.windows else replace(rule, windows=windows) for rule in noted)


def _name_same_days(rules: tuple[Rule, ...], noted: tuple[Rule, ...]) -> bool:
    """Whether two lists of rules mean the same days."""
    return {replace(rule, windows=(), label="") for rule in rules} == {
        replace(rule, windows=(), label="") for rule in noted
    }


def _without_days(rules: tuple[Rule, ...], days: set[int]) -> tuple[Rule, ...]:
    """Rules without the weekdays that have hours of their own."""
    reduced = (replace(rule, byday=tuple(day for day in rule.byday if day not in days)) for rule in rules)
    return tuple(rule for rule in reduced if rule.byday or rule.on_holidays)


def join_exceptions(rules: tuple[Rule, ...], note: Schedule) -> tuple[Rule, ...]:
    """Rules with the note's other hours for some days or months: 土曜日は12:30まで, 1月から2月は10:00から16:00."""
    for special in note.rules:
        if special.freq is not None or not (special.byday or special.months) or special.nth or special in rules:
            continue
        rules = _with_exception(rules, special)
    return rules


def _with_exception(rules: tuple[Rule, ...], special: Rule) -> tuple[Rule, ...]:
    """Rules changed for the weekdays or months of one exception; unchanged when it names other days."""
    touched = [rule for rule in rules if rule.freq == "weekly" and set(special.byday) <= set(rule.byday)]
    if not touched:
        return rules
    hours = special.windows or _ending_at(touched[0].windows, special.label)
    if not hours:
        return rules
    if special.byday:
        exception = replace(touched[0], byday=special.byday, months=special.months, windows=hours)
        kept = _without_days(rules, set(special.byday)) if not special.months else rules
        return (*kept, replace(exception, on_holidays=special.on_holidays))
    return (*rules, *(replace(rule, months=special.months, windows=hours) for rule in touched))


def _ending_at(windows: tuple[Window, ...], label: str) -> tuple[Window, ...]:
    """Windows that end as a label says (12:30まで)."""
    times = read_times(label)
    return end_later(windows, times[0]) if times and times[0] is not None else ()
