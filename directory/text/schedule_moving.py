"""Where opening days of schedule texts move from a holiday: 第3月曜(祝日の場合は翌週)."""

from __future__ import annotations

import re
from dataclasses import replace

from directory.domain.schedule import Rule
from directory.text.schedule_days import WEEKDAYS

_NTH_DAY = re.compile(rf"第(\d)\s*([{WEEKDAYS}])")
_WEEKDAY = re.compile(rf"翌?([{WEEKDAYS}])曜日?")
_IN_NEXT_WEEK = re.compile(rf"[翌次]週の?\s*\(?([{WEEKDAYS}])")
_NAMED = {"翌日": 1, "次の日": 1, "翌週": 7, "前日": -1}


def move_on_holidays(rules: tuple[Rule, ...], shifts: list[str]) -> tuple[Rule, ...]:
    """Rules with the distance to the day that the text names instead of a holiday; unchanged when it names none.

    Only rules for one weekday: nobody says which day of 月~金 would move.
    """
    if len(set(shifts)) != 1:
        return rules
    return tuple(replace(rule, moved_days=_distance(rule, shifts[0])) for rule in rules)


def _distance(rule: Rule, target: str) -> int | None:
    """Days from the day of a rule to its substitute."""
    if len(rule.byday) != 1 or rule.freq is None or rule.interval > 1 or rule.on_holidays:
        return None
    if target in _NAMED:
        return _NAMED[target]
    in_next_week = _IN_NEXT_WEEK.match(target)
    if in_next_week:
        return 7 + WEEKDAYS.index(in_next_week[1]) - rule.byday[0]
    if target.startswith(("翌日", "前日")):
        return _NAMED[target[:2]]
    numbered = _NTH_DAY.match(target)
    if numbered:
        is_later = len(rule.nth) == 1 and 0 < rule.nth[0] < int(numbered[1])
        is_same_day = WEEKDAYS.index(numbered[2]) == rule.byday[0]
        return 7 * (int(numbered[1]) - rule.nth[0]) if is_later and is_same_day else None
    weekday = _WEEKDAY.fullmatch(target)
    return (WEEKDAYS.index(weekday[1]) - rule.byday[0] - 1) % 7 + 1 if weekday else None
