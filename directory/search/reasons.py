"""Why a listing matched: which field, by which transformation, which word."""

from __future__ import annotations

from dataclasses import dataclass

from directory.search.index import SearchIndex
from directory.search.query import Part, Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """`field` name, kana, category, place or description; `how` exact, reading, fuzzy or concept."""

    field: str
    how: str
    matched: str


def explain(index: SearchIndex, query: Query, row: int) -> tuple[Reason, ...]:
    """One reason for each part of the question that the row answers, the name first; guesses when nothing else does."""
    named = (part for part in query.parts if not part.is_guess)
    found = [reason for part in named if (reason := _reason(index, part, row))]
    if not any(reason.how != "fuzzy" for reason in found):
        guessed = (part for part in query.parts if part.is_guess)
        found = [reason for part in guessed if (reason := _reason(index, part, row))] or found
    return tuple(dict.fromkeys(found))


def _reason(index: SearchIndex, part: Part, row: int) -> Reason | None:
    if part.kind == "place":
        return _place_reason(index, part, row)
    if part.text and part.text in index.name_of(row):
        return Reason(field="name", how="exact", matched=part.text)
    if part.kind == "concept":
        return _concept_reason(index, part, row)
    if part.sound and part.sound in index.reading_of(row):
        return Reason(field="kana", how="reading", matched=part.sound)
    field = index.field_with(part.text, row)
    if field:
        return Reason(field=field, how="exact", matched=part.text)
    return Reason(field="name", how="fuzzy", matched=index.name_of(row))


def _place_reason(index: SearchIndex, part: Part, row: int) -> Reason | None:
    for name in part.names:
        if index.is_at(name, row):
            return Reason(field="place", how="reading" if part.sound else "exact", matched=name)
    return None


def _concept_reason(index: SearchIndex, part: Part, row: int) -> Reason | None:
    for number in part.concepts:
        if index.is_of(number, row):
            return Reason(field="category", how="concept", matched=index.lexicon.concepts[number].label)
    return None
