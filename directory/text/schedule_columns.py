"""The schedule columns of the open-data formats -> one schedule."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from directory.domain.schedule import Rule, Schedule, Window
from directory.text.schedule_days import Weekdays, read_weekdays
from directory.text.schedule_hours import DAY_MINUTES, LONGEST_NIGHT_MINUTES
from directory.text.schedule_reader import read_schedule
from directory.text.time_text import parse_time

FREQUENCY_WORDS = {
    "1": "ほぼ毎日",
    "2": "週3～4回",
    "3": "週1～2回",
    "4": "2週に1回",
    "5": "月1回",
    "6": "数か月に1回",
    "7": "季節限定",
    "8": "不定期",
}
"""Code list of 開催頻度. Source: 子ども食堂一覧 (formats.md section 1, G3)."""

_MONTHLY_RATES = {"1": (15, 31), "2": (8, 24), "3": (2, 13), "4": (1.5, 4), "5": (0.9, 1.5), "6": (0, 0.95)}
"""Sessions a month that a code allows, generously; outside of it text and code contradict each other."""

WEEKS_A_MONTH = 4.35
_BARE_DAYS = re.compile(r"[月火水木金土日祝曜、,;・/\s~〜～-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleColumns:
    """Raw cells. `frequency`: code 1 … 8 of 開催頻度."""

    weekdays: str = ""
    days: str = ""
    frequency: str = ""
    start: str = ""
    end: str = ""
    note: str = ""


def read_schedule_columns(columns: ScheduleColumns) -> Schedule:
    """One schedule of all cells; of days and hours the more precise text wins and contradictions are flagged."""
    code = unicodedata.normalize("NFKC", columns.frequency).strip().removesuffix(".0")
    weekdays = _read_weekday_cell(columns.weekdays)
    days, note = read_schedule(columns.days.strip()), read_schedule(columns.note.strip())
    flags: dict[str, None] = dict.fromkeys((*days.flags, *note.flags))
    window = _read_window(columns, flags)
    rules = _join_days(_rules_with_days(days), weekdays, code, flags)
    rules = _join_note(rules, note, flags)
    if not rules:
        rules = (*days.rules, *note.rules)
    rules = _add_window(rules, window, flags)
    _check_frequency(rules, code, flags)
    _settle_flags(rules, flags)
    leftover = " ".join(part for part in (days.leftover, note.leftover) if part)
    return Schedule(
        raw=_join_raw(columns, code),
        rules=rules,
        closed=tuple(dict.fromkeys((*days.closed, *note.closed))),
        flags=tuple(flags),
        leftover=leftover,
    )


def _join_raw(columns: ScheduleColumns, code: str) -> str:
    """The cells as a person would read them."""
    start, end = columns.start.strip(), columns.end.strip()
    hours = f"{start}～{end}" if start or end else ""
    frequency = FREQUENCY_WORDS.get(code, columns.frequency.strip())
    parts = (frequency, columns.weekdays.strip(), columns.days.strip(), hours, columns.note.strip())
    return " ".join(part for part in parts if part)


def _read_weekday_cell(cell: str) -> Weekdays:
    """Weekdays of 月水金, 水曜日, 水;土; none of a text that says more."""
    tidy = unicodedata.normalize("NFKC", cell).strip()
    return (
        read_weekdays(tidy.replace(";", "、")) if _BARE_DAYS.fullmatch(tidy) or tidy in {"平日", "毎日"} else Weekdays()
    )


def _read_window(columns: ScheduleColumns, flags: dict[str, None]) -> Window | None:
    """Hours of the two time columns; 00:00 to 00:00 is an empty form, not a day and night."""
    start, end = parse_time(columns.start), parse_time(columns.end)
    if start is None or (start == 0 and end == 0):
        return None
    if end is None:
        flags["open_end"] = None
        return Window(start=start)
    if end <= start:
        end += DAY_MINUTES
        flags["past_midnight" if end - start <= LONGEST_NIGHT_MINUTES else "contradiction"] = None
    return Window(start=start, end=end if end - start <= LONGEST_NIGHT_MINUTES or end <= DAY_MINUTES else None)


def _rules_with_days(schedule: Schedule) -> tuple[Rule, ...]:
    """Rules that say on which days or how often."""
    return tuple(rule for rule in schedule.rules if rule.freq is not None)


def _join_days(rules: tuple[Rule, ...], weekdays: Weekdays, code: str, flags: dict[str, None]) -> tuple[Rule, ...]:
    """Rules of 開催日 completed with 開催曜日 (第3 + 土), or the weekdays alone, as often as the code says."""
    known = weekdays.byday or weekdays.on_holidays or weekdays.is_daily
    if rules:
        lacking = [rule for rule in rules if not rule.byday and not rule.bymonthday and rule.freq == "monthly"]
        if known and any(rule.byday and not set(rule.byday) & set(weekdays.byday) for rule in rules):
            flags["contradiction"] = None
        return tuple(replace(rule, byday=weekdays.byday) if rule in lacking else rule for rule in rules)
    if not known:
        return ()
    return (_by_code(weekdays, code, flags),)


def _by_code(weekdays: Weekdays, code: str, flags: dict[str, None]) -> Rule:
    """Weekdays of their column as often as 開催頻度 says; every week when it says nothing."""
    rule = Rule(freq="weekly", byday=weekdays.byday, on_holidays=weekdays.on_holidays)
    if weekdays.is_daily:
        return Rule(freq="daily")
    if code == "4":
        flags["phase_unknown"] = None
        return replace(rule, interval=2)
    if code in {"5", "6"}:
        flags["nth_unknown" if code == "5" else "phase_unknown"] = None
        return replace(rule, freq="monthly", count=1)
    if code in {"7", "8"}:
        flags["seasonal" if code == "7" else "irregular"] = None
    return rule


def _join_note(rules: tuple[Rule, ...], note: Schedule, flags: dict[str, None]) -> tuple[Rule, ...]:
    """Days of the note when the columns have none; its hours are the truth."""
    noted = _rules_with_days(note)
    hours = next((rule.windows for rule in note.rules if rule.freq is None and not rule.byday and rule.windows), ())
    if not rules:
        return noted
    if noted:
        rules = _merge_noted(rules, noted, flags)
    if hours and all(window.end is not None for window in hours):
        return tuple(replace(rule, windows=hours) if not rule.windows else rule for rule in rules)
    return rules


def _merge_noted(rules: tuple[Rule, ...], noted: tuple[Rule, ...], flags: dict[str, None]) -> tuple[Rule, ...]:
    """The note's rules: more precise than 曜日 alone, an exception for some days, or a contradiction."""
    column_days = {day for rule in rules for day in rule.byday}
    noted_days = {day for rule in noted for day in rule.byday}
    is_plain = all(rule.freq == "weekly" and not rule.windows for rule in rules) or any(rule.count for rule in rules)
    if noted_days and noted_days < column_days and all(rule.freq == "weekly" for rule in noted):
        kept = tuple(replace(rule, byday=tuple(day for day in rule.byday if day not in noted_days)) for rule in rules)
        return (*kept, *noted)
    if noted_days == column_days and (is_plain or _same_days(rules, noted)):
        flags.pop("nth_unknown", None)
        flags.pop("phase_unknown", None)
        return tuple(
            rule if rule.windows else replace(rule, windows=next((known.windows for known in rules), ()))
            for rule in noted
        )
    flags["contradiction"] = None
    return (*rules, *(rule for rule in noted if rule not in rules))


def _same_days(rules: tuple[Rule, ...], noted: tuple[Rule, ...]) -> bool:
    """Whether two lists of rules mean the same days."""
    return {replace(rule, windows=(), label="") for rule in rules} == {
        replace(rule, windows=(), label="") for rule in noted
    }


def _add_window(rules: tuple[Rule, ...], window: Window | None, flags: dict[str, None]) -> tuple[Rule, ...]:
    """Hours of the time columns for rules without; others that say different hours are a contradiction."""
    if window is None:
        return rules
    if any(rule.windows and rule.windows != (window,) for rule in rules):
        flags["contradiction"] = None
    if not rules:
        flags["days_unknown"] = None
        return (Rule(windows=(window,)),)
    return tuple(rule if rule.windows else replace(rule, windows=(window,)) for rule in rules)


def _check_frequency(rules: tuple[Rule, ...], code: str, flags: dict[str, None]) -> None:
    """Flags days that are far more or fewer than 開催頻度 says (1 = nearly daily with 第3木曜日)."""
    if code == "8":
        flags["irregular"] = None
    if code == "7":
        flags["seasonal"] = None
    dated = [
        rule for rule in rules if rule.freq is not None and (rule.byday or rule.bymonthday or rule.freq == "daily")
    ]
    if code not in _MONTHLY_RATES or not dated:
        return
    low, high = _MONTHLY_RATES[code]
    if not low <= sum(monthly_rate(rule) for rule in dated) <= high:
        flags["contradiction"] = None


def monthly_rate(rule: Rule) -> float:
    """Sessions of a rule in an average month."""
    share = len(rule.months) / 12 if rule.months else 1.0
    if rule.freq == "daily":
        return 30 * share
    if rule.freq == "weekly":
        return max(1, len(rule.byday)) * WEEKS_A_MONTH * share / rule.interval
    times = rule.count or len(rule.bymonthday) or max(1, len(rule.nth)) * max(1, len(rule.byday))
    return times * share / rule.interval


def _settle_flags(rules: tuple[Rule, ...], flags: dict[str, None]) -> None:
    """days_unknown of a note is answered by the columns."""
    if rules and all(rule.freq is not None for rule in rules):
        flags.pop("days_unknown", None)
        flags.pop("supplement", None)
