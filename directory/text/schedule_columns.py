"""The schedule columns of the open-data formats -> one schedule."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from directory.domain.schedule import Rule, Schedule, Window
from directory.text.schedule_days import Weekdays, read_weekdays
from directory.text.schedule_hours import DAY_MINUTES, LONGEST_NIGHT_MINUTES
from directory.text.schedule_joining import join_days, join_exceptions, join_note
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

_MONTHLY_RATES = {"1": (15, 31), "2": (8, 24), "3": (2, 13), "4": (1.5, 4), "5": (0.9, 1.5), "6": (0, 1)}
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
    days, note = read_schedule(columns.days.strip()), read_schedule(columns.note.strip())
    flags: dict[str, None] = dict.fromkeys((*days.flags, *note.flags))
    window = _read_window(columns, flags)
    weekdays = _read_weekday_cell(columns.weekdays)
    rules = join_days(tuple(rule for rule in days.rules if rule.freq is not None), weekdays, code, flags)
    rules = join_note(rules, note, flags) or (*days.rules, *note.rules)
    if not rules and code == "5":
        flags["nth_unknown"] = None
        rules = (Rule(freq="monthly", count=1),)
    rules = join_exceptions(_add_window(rules, window, flags), note)
    _check_frequency(rules, code, flags)
    _settle_flags(rules, flags)
    leftover = " ".join(part for part in (days.leftover, note.leftover) if part)
    return Schedule(
        raw=_join_raw(columns, code),
        rules=rules,
        closed=tuple(dict.fromkeys((*days.closed, *note.closed))),
        added=tuple(dict.fromkeys((*days.added, *note.added))),
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


def _add_window(rules: tuple[Rule, ...], window: Window | None, flags: dict[str, None]) -> tuple[Rule, ...]:
    """Hours of the time columns for rules without; other hours of the text are kept and flagged."""
    if window is None:
        return rules
    if not rules:
        flags["days_unknown"] = None
        return (Rule(windows=(window,)),)
    completed = tuple(_complete(rule, window, flags) for rule in rules)
    if all(rule.windows for rule in rules) and any(rule.windows != (window,) for rule in completed):
        flags["contradiction"] = None
    return completed


def _complete(rule: Rule, window: Window, flags: dict[str, None]) -> Rule:
    """A rule with the column's hours when it has none, or only their start (16時~)."""
    is_open = len(rule.windows) == 1 and rule.windows[0].end is None and rule.windows[0].start == window.start
    if is_open and window.end is not None:
        flags.pop("open_end", None)
    return replace(rule, windows=(window,)) if is_open or not rule.windows else rule


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
    if flags.keys() & {"irregular", "date_unknown"} or (rules and all(rule.freq is not None for rule in rules)):
        flags.pop("days_unknown", None)
        flags.pop("supplement", None)
