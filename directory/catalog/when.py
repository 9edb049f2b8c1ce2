"""The days and hours that somebody asks for: today, a weekday or a date, a part of the day, or now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from directory.domain.opening import PartOfDay

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
PARTS: tuple[PartOfDay, ...] = get_args(PartOfDay)
RELATIVE_DAYS = ("today", "tomorrow", "weekend")
NOW = "now"

OFFERED_TIMES = (*RELATIVE_DAYS, NOW)
"""What pages offer as one tap, each with a count; weekdays, dates and parts of the day are chosen in a form."""

WEEKDAY_DAYS = 35
"""Days ahead that a bare weekday looks at: long enough for every 第1土曜."""

MOST_TERMS = 14
"""Most values of one question: two weeks of dates."""


@dataclass(frozen=True, slots=True)
class Term:
    """One value of `when`: the days it stands for, and the part of the day (empty = any)."""

    days: tuple[date, ...]
    part: PartOfDay | Literal[""] = ""


def parse_when(text: str) -> str:
    """The values of `when`, comma separated, without doubles.

    Raises:
        ValueError: a value is no day, or there are too many.
    """
    values = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if len(values) > MOST_TERMS:
        raise ValueError(text)
    return ",".join(map(_parse_value, values))


def terms_of(when: str, *, today: date) -> tuple[Term, ...]:
    """What a parsed `when` stands for; `now` is no day and is left out."""
    return tuple(_term(value, today) for value in when.split(",") if value and value != NOW)


def asks_for_now(when: str) -> bool:
    """Whether it also asks for what is open at this moment."""
    return NOW in when.split(",")


def days_of(day: str, *, today: date) -> tuple[date, ...]:
    """The days that today, tomorrow, weekend, a weekday or a date stands for.

    The weekend is that of the coming week: on a Sunday also the Saturday after it, for on its evening all is over.
    """
    if day in ("today", "tomorrow"):
        return (today + timedelta(days=int(day == "tomorrow")),)
    if day == "weekend":
        week = (today + timedelta(days=number) for number in range(7))
        return tuple(each for each in week if WEEKDAYS[each.weekday()] in ("sat", "sun"))
    if day in WEEKDAYS:
        wanted = [name == day for name in WEEKDAYS].index(True)
        coming = (today + timedelta(days=number) for number in range(WEEKDAY_DAYS))
        return tuple(each for each in coming if each.weekday() == wanted)
    return (date.fromisoformat(day),)


def split_value(value: str) -> tuple[str, PartOfDay | Literal[""]]:
    """Day and part of one value: `sat:am` -> sat, am."""
    day, _, part = value.partition(":")
    return day, next((known for known in PARTS if known == part), "")


def _parse_value(value: str) -> str:
    day, colon, part = value.partition(":")
    if (colon and part not in PARTS) or (day == NOW and colon):
        raise ValueError(value)
    if day not in (*RELATIVE_DAYS, *WEEKDAYS, NOW):
        day = date.fromisoformat(day).isoformat()
    return f"{day}:{part}" if part else day


def _term(value: str, today: date) -> Term:
    day, part = split_value(value)
    return Term(days_of(day, today=today), part)
