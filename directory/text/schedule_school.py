"""Words for the year of schools in schedule texts -> the part of that year to which rules are limited."""

from __future__ import annotations

import re
from dataclasses import replace

from directory.domain.schedule import Rule, SchoolTime
from directory.text.schedule_tokens import Token

SCHOOL_DAYS = re.compile(r"(?:学校|授業|給食)[のが]ある日|登校日|学期中|学校開校日|開校日|課業日")
DAYS_OFF = re.compile(r"学校(?:休業|休校)日|休校日|学校[がのは]?お?休み")
"""Words for days without school, vacations and others."""

_VACATION = re.compile(r"長期休|[春夏冬]休み")
_LIMITS = re.compile(r"(?:期間)?中?\)?\s*(?:だけ|のみ|限定|に限|の\s*(?:毎週|平日|毎日|第|[月火水木金土日]))")
"""What makes a vacation the only time: 夏休み中のみ, 夏休み期間中の毎週水曜."""
_HOURS = frozenset({"window", "start", "end"})
_DAYS = frozenset({"days", "season", "nth", "open_label"})


def limit_to_school_time(
    rules: tuple[Rule, ...], tidy: str, rest: list[Token], *, is_closed_off_school: bool
) -> tuple[Rule, ...]:
    """Rules with the part of the school year that the text names; unchanged when it can not be told."""
    seasons = [(index, token) for index, token in enumerate(rest) if token.kind == "season"]
    found: SchoolTime | None = None
    if any(token.kind == "after_school" for token in rest):
        found = "not_vacations"
    elif not seasons:
        found = "school_days" if is_closed_off_school else None
    elif all(SCHOOL_DAYS.fullmatch(token.text) for _, token in seasons):
        found = "school_days"
    elif all(_VACATION.search(token.text) for _, token in seasons):
        found = _of_vacations(tidy, rest, seasons)
    return tuple(replace(rule, school_time=found) for rule in rules) if found else rules


def _of_vacations(tidy: str, rest: list[Token], seasons: list[tuple[int, Token]]) -> SchoolTime | None:
    """Only in vacations, or with other days or hours in them."""
    first, last = seasons[0], seasons[-1]
    has_days_before = any(token.kind in {"days", "nth"} for token in rest[: first[0]])
    if not has_days_before and _LIMITS.match(tidy, last[1].end):
        is_summer = all("夏" in token.text for _, token in seasons)
        return "summer_vacation" if is_summer else "school_vacations"
    has_own_hours = all(_leads_to_hours(rest, index) for index, _ in seasons)
    return "not_vacations" if has_days_before and has_own_hours else None


def _leads_to_hours(rest: list[Token], index: int) -> bool:
    """Whether hours follow a vacation, with nothing but days between: 土曜・長期休暇 10:00~17:00."""
    for token in rest[index + 1 :]:
        if token.kind in _HOURS:
            return True
        if token.kind not in _DAYS:
            return False
    return False
