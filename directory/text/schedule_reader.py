"""One schedule text -> rules, closings, flags and what was not understood."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.text.schedule_closing_items import Closings
from directory.text.schedule_closings import take_closings
from directory.text.schedule_dates import has_year, is_bound, read_dated_days, read_start
from directory.text.schedule_flags import is_misread, read_flags
from directory.text.schedule_group_reader import GroupReader
from directory.text.schedule_moving import move_on_holidays
from directory.text.schedule_rules import make_rules
from directory.text.schedule_school import limit_to_school_time
from directory.text.schedule_spelling import tidy_schedule
from directory.text.schedule_tokens import Token, find_tokens

LONGEST_TEXT = 2_000
"""Longer texts are no timetable; they are kept raw and not read."""

_FILLER = re.compile(
    r"\(\d\)|[\s、,・./:;~!?*()\[\]【】「」<>|+\-]+|(?:開催|実施|開設|開所|開館|開放|営業|利用)(?:日|時間|可能?)?|の(?=\s|$)|は(?=\s|$)|を(?=\s|$)"
    r"|です|ます|毎月|のみ|及び|および|予定|ただし|(?:と|に|から|より)(?=\s|$)"
)
_VAGUE_PARTS = frozenset({"昼", "夜", "朝", "夕", "夕方"})


def read_closing_days(text: str) -> Schedule:
    """The closings of a column that holds nothing but closing days (定休日: 土日祝日)."""
    read = read_schedule(f"【休館日】{text}")
    return replace(read, raw=text)


@lru_cache(maxsize=50_000)
def read_schedule(text: str) -> Schedule:
    """What the text says; nothing but `raw` and flags when it is not a timetable."""
    if len(text) > LONGEST_TEXT:
        return Schedule(raw=text, leftover=text, flags=("unread",))
    tidy = tidy_schedule(text)
    if not tidy:
        return Schedule(raw=text)
    tokens = find_tokens(tidy)
    flags: dict[str, None] = dict.fromkeys(read_flags(tidy))
    closings = take_closings(tidy, tokens)
    flags.update(closings.flags)
    added = [day for token in closings.rest for day in read_dated_days(tidy, token)]
    kinds = {token.kind for token in closings.rest if not has_year(token)}
    leftover = _uncovered(tidy, tokens)
    reader = GroupReader(_blank(tidy, tokens, closings.rest))
    rules = () if "rokuyo" in kinds else _open_rules(reader, closings, flags)
    _flag_kinds(kinds, rules, flags)
    if rules and is_misread(leftover) and "irregular" not in flags:
        flags["uncertain"] = None
    if {"extension", "supplement"} <= flags.keys() and not any(rule.windows for rule in rules):
        flags["uncertain"] = None  # 水曜は延長19時まで: the usual hours and days stand elsewhere
    if _contradicts_itself(rules, closings.closures):
        flags["contradiction"] = None
    if not rules and not closings.closures and not added and not flags:
        leftover = tidy
    return Schedule(
        raw=text,
        rules=rules,
        closed=tuple(dict.fromkeys(closings.closures)),
        cancelled=tuple(dict.fromkeys(closings.cancelled)),
        added=tuple(dict.fromkeys(added)),
        added_windows=_added_windows(reader, flags) if added else (),
        flags=tuple(flags),
        leftover=leftover,
    )


def _added_windows(reader: GroupReader, flags: dict[str, None]) -> tuple[Window, ...]:
    """The hours of single dates; none when they differ from date to date."""
    hours = {group.open_windows() for group in reader.dated if group.windows}
    if len(hours) > 1:
        flags["time_vague"] = None
        return ()
    return hours.pop() if hours else ()


def _blank(tidy: str, tokens: tuple[Token, ...], rest: list[Token]) -> str:
    """The text with blanks for the words that closings took, so that they part no days from their hours."""
    kept = {token.begin for token in rest}
    for token in tokens:
        if token.begin not in kept:
            tidy = f"{tidy[: token.begin]}{' ' * len(token.text)}{tidy[token.end :]}"
    return tidy


def _open_rules(reader: GroupReader, closings: Closings, flags: dict[str, None]) -> tuple[Rule, ...]:
    """Rules of what is not about closing."""
    groups = reader.read([token for token in closings.rest if not is_bound(reader.tidy, token)])
    made = make_rules(groups, closings.closures)
    flags.update(reader.flags)
    flags.update(made.flags)
    starts = [start for token in closings.rest if (start := read_start(reader.tidy, token)) is not None]
    if len(starts) == 1:
        made.rules = [_in_phase(rule, starts[0], flags) for rule in made.rules]
    if any(group.part in _VAGUE_PARTS and not group.has_hours for group in groups):
        flags["time_vague"] = None
    has_late_end = any(
        (window.end or 0) > 1440 for rule in made.rules if rule.freq or not rule.byday for window in rule.windows
    )
    if has_late_end:
        flags["past_midnight"] = None
    rules = move_on_holidays(tuple(made.rules), closings.opening_shifts)
    return limit_to_school_time(rules, reader.tidy, closings.rest, is_closed_off_school=closings.is_off_school)


def _in_phase(rule: Rule, start: date, flags: dict[str, None]) -> Rule:
    """A rule of every second week with the week from which it counts: 隔週土曜(2026年6月6日から)."""
    if rule.interval == 1:
        return rule
    flags.pop("phase_unknown", None)
    return replace(rule, phase_on=start)


def _contradicts_itself(rules: tuple[Rule, ...], closures: list[Closure]) -> bool:
    """Whether days with hours are also named as closing days: (土曜)9時~12時(受け入れ不可日:土、日)."""
    closed = {
        day for closure in closures if not (closure.nth or closure.months or closure.shift) for day in closure.byday
    }
    weekly = [rule for rule in rules if rule.freq == "weekly" and rule.byday]
    return any(closed.issuperset(rule.byday) for rule in weekly)


def _flag_kinds(kinds: set[str], rules: tuple[Rule, ...], flags: dict[str, None]) -> None:
    """Flags for words that no rule can hold."""
    if "rokuyo" in kinds:
        flags.update({"rokuyo": None, "unparseable_date": None})
        if "per_month" in kinds:
            flags["monthly_once"] = None
    if kinds & {"if_days", "vague_days"}:
        flags["uncertain"] = None
    if "season" in kinds:
        flags["seasonal"] = None
        if "point" in kinds:
            flags.pop("time_vague", None)
            flags["ambiguous_start_or_end"] = None
    has_days = any(rule.byday or rule.bymonthday for rule in rules)
    if (
        kinds & {"date_range", "dates"}
        or ("per_year" in kinds and not has_days)
        or (not rules and _names_only_seasons(kinds))
    ):
        flags["date_unknown"] = None
    if "extra_closing" in kinds:
        flags["irregular_closure"] = None
    _drop_implied(flags)


def _names_only_seasons(kinds: set[str]) -> bool:
    """Whether seasons or months stand there without any hour: 「夏休み 10月」."""
    return bool(kinds & {"season", "months"}) and not kinds & {"point", "window", "start", "end"}


def _drop_implied(flags: dict[str, None]) -> None:
    """days_unknown says nothing new beside irregular days or a bare yearly count."""
    if flags.keys() & {"irregular", "date_unknown"}:
        flags.pop("days_unknown", None)


def _uncovered(tidy: str, tokens: tuple[Token, ...]) -> str:
    """The text between the understood words, without particles and punctuation."""
    parts: list[str] = []
    position = 0
    for token in tokens:
        parts.append(tidy[position : token.begin])
        position = token.end
    parts.append(tidy[position:])
    return " ".join(part for part in (_FILLER.sub(" ", part).strip() for part in parts) if part)
