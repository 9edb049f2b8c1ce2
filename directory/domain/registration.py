"""What a registration asks, page by page, and the answers as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

LAST_STEP = 7
"""The page on which everything is checked and sent. Source: interface.md section 5.6."""

MOST_LINES = 4
"""Sentences of the schedule builder."""

TEXT_LIMIT = 200
"""Longest ひとこと, in characters. Source: interface.md section 5.6."""

FIELD_LIMIT = 300
"""Longest answer to any other question."""

ContactField = Literal["phone", "fax", "email", "url", "line"]
CONTACT_FIELDS: tuple[ContactField, ...] = get_args(ContactField)

REACHABLE_FIELDS: tuple[ContactField, ...] = ("phone", "fax", "email")
"""By one of these a moderator can ask back."""

OFFERED_FACTS: tuple[str, ...] = (
    "indoor",
    "meals",
    "allergy",
    "weaning",
    "takeaway",
    "nursing",
    "diaper",
    "stroller",
    "wheelchair",
    "accessible_toilet",
    "parking",
    "lendable",
    "interpreter",
)
"""Facts that one tick says, in the order in which they are asked. No tick is unknown, never no."""

LINE_FIELDS = ("repeat", "day", "nth", "monthday", "first", "from", "until")
"""Fields of one sentence of the schedule builder; on the page each has its sentence's number (day_1)."""

MANY_VALUED = frozenset(
    {"topics", "who", "facts", "closed", "only", *(f"{name}_{n}" for name in ("day", "nth") for n in range(1, 5))}
)


def line_field(name: str, number: int) -> str:
    """Name of a field of one sentence of the schedule builder, the first is 1."""
    return f"{name}_{number}"


STEP_FIELDS = MappingProxyType(
    {
        1: ("name", "kana", "category"),
        2: (
            "topics",
            "who",
            "who_note",
            "only",
            "fee",
            "fee_child",
            "fee_adult",
            "fee_note",
            "booking",
            "booking_note",
        ),
        3: ("nowhere", "served", "postal", "area", "area_choice", "lot", "venue", "access", "home", "visibility"),
        4: (
            *(line_field(name, number) for number in range(1, MOST_LINES + 1) for name in LINE_FIELDS),
            "closed",
            "off_dates",
            "dates",
            "dates_from",
            "dates_until",
            "when_note",
            "keeps_schedule",
            "lines",
        ),
        5: ("organization", "person", *CONTACT_FIELDS, *(f"{kind}_shown" for kind in CONTACT_FIELDS)),
        6: ("facts", "languages", "text"),
        7: ("message",),
    }
)
"""Fields of each page. Whatever else a browser sends is not kept."""

STEPS = tuple(STEP_FIELDS)

STEP_TITLES = ("activity", "audience", "place", "schedule", "contacts", "extras", "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """Something to be mended on a page.

    Attributes:
        field: name of the field; the summary's link leads to it.
        code: of the sentence (`register_error.<code>`). facts: what the sentence needs.
    """

    field: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """Fields and their values as typed; a field with several values stands there several times."""

    pairs: tuple[tuple[str, str], ...] = ()

    def one(self, field: str) -> str:
        """The answer without blanks around it; empty when there is none."""
        return next((value.strip() for name, value in self.pairs if name == field), "")

    def many(self, field: str) -> tuple[str, ...]:
        """All answers of one field."""
        return tuple(value for name, value in self.pairs if name == field)

    def numbers(self, field: str) -> tuple[int, ...]:
        """Answers of a field whose values are chosen from numbers; anything else is left out."""
        return tuple(int(value) for value in self.many(field) if value.lstrip("-").isdecimal() and len(value) < 4)

    def of_step(self, step: int) -> tuple[tuple[str, str], ...]:
        """The answers of one page, in an order that tells nothing."""
        return tuple(sorted(pair for pair in self.pairs if pair[0] in STEP_FIELDS[step]))

    def replacing(self, fields: Iterable[str], pairs: Iterable[tuple[str, str]]) -> FormAnswers:
        """The answers with those of the named fields taken from `pairs`; other fields in `pairs` are ignored."""
        named = frozenset(fields)
        kept = (pair for pair in self.pairs if pair[0] not in named)
        return FormAnswers((*kept, *_accepted(pairs, named)))

    def having(self, **values: str) -> FormAnswers:
        """The answers with single values set; an empty value removes the field."""
        kept = (pair for pair in self.pairs if pair[0] not in values)
        return FormAnswers((*kept, *((name, value) for name, value in values.items() if value)))


def _accepted(pairs: Iterable[tuple[str, str]], named: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Non-empty values of known fields, each of the one-valued ones once."""
    seen: set[str] = set()
    for name, value in pairs:
        if name not in named or not value.strip() or (name in seen and name not in MANY_VALUED):
            continue
        seen.add(name)
        yield name, value
