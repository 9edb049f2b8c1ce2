"""The filter by day: what is one tap, a weekday with a part of the day, a date, and whatever else was asked for."""

from __future__ import annotations

from datetime import date

import msgspec

from directory.catalog.answer import Facets
from directory.catalog.criteria import Criteria
from directory.catalog.when import OFFERED_TIMES, PARTS, WEEKDAYS, split_value
from directory.site.phrasing.day import phrase_day, phrase_weekday
from directory.wording.words import Words


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One choice of a filter."""

    code: str
    label: str
    count: int
    is_chosen: bool
    glyph: str = ""


class DayChoices(msgspec.Struct, frozen=True, kw_only=True):
    """Days that are chosen in the form. `others`: values that no field of the form can hold, as chips of their own."""

    weekdays: tuple[Option, ...]
    date: str
    others: tuple[Option, ...]


def describe_times(facets: Facets, asked: Criteria, words: Words) -> tuple[Option, ...]:
    """What is one tap, with counts."""
    counts = {option.code: option.count for option in facets.when}
    chosen = _values(asked)
    return tuple(
        Option(code=code, label=words.say(f"chip.{code}"), count=counts.get(code, 0), is_chosen=code in chosen)
        for code in OFFERED_TIMES
    )


def describe_days(asked: Criteria, words: Words) -> DayChoices:
    """Weekdays with the parts of the day, and the date that was asked for."""
    values = [value for value in _values(asked) if value not in OFFERED_TIMES]
    codes = [f"{day}{tail}" for day in WEEKDAYS for tail in ("", *(f":{part}" for part in PARTS))]
    weekday = next((value for value in values if value in codes), "")
    day = next((value for value in values if _is_date(value)), "")
    return DayChoices(
        weekdays=tuple(
            Option(code=code, label=phrase_value(code, words), count=0, is_chosen=code == weekday) for code in codes
        ),
        date=day,
        others=tuple(
            Option(code=value, label=phrase_value(value, words), count=0, is_chosen=True)
            for value in values
            if value not in (weekday, day)
        ),
    )


def phrase_value(value: str, words: Words) -> str:
    """One value of `when` in words: 今日, 土曜日の午前, 6月6日（土）."""
    day, part = split_value(value)
    if day in OFFERED_TIMES:
        text = words.say(f"chip.{day}")
    elif day in WEEKDAYS:
        number = [name == day for name in WEEKDAYS].index(True)
        text = words.say("tag.weekday", weekday=phrase_weekday(number, words))
    else:
        text = phrase_day(date.fromisoformat(day), words)
    return words.say("when.part", day=text, part=words.say(f"when.{part}")) if part else text


def _values(asked: Criteria) -> tuple[str, ...]:
    return tuple(filter(None, asked.when.split(",")))


def _is_date(value: str) -> bool:
    return value[:1].isdigit() and ":" not in value
