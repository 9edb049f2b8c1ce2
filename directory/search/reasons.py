"""Why a listing matched: which field, by which transformation, which word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

from directory.search.analysis import Bools, Rows
from directory.search.index import SearchIndex
from directory.search.query import Part, Query
from directory.text.reading import is_kana

_ALIKE = 70
"""Likeness (0 … 100) from which on a part of a name may be what a word misspells."""


class Reason(NamedTuple):
    """`field` name, kana, category, place or description; `how` exact, reading, fuzzy or concept.

    A tuple, because those of a page are compared with each other.
    """

    field: str
    how: str
    matched: str


def explain(index: SearchIndex, query: Query, rows: Rows) -> tuple[tuple[Reason, ...], ...]:
    """For each row one reason for each part of the question that it answers; guesses when nothing else does.

    A row without any has letters of its name in common with the question, here and there.

    The rows of a page are looked at together, part by part, which takes a quarter of the time.
    """
    if not rows.size:
        return ()
    page = _Page(index, rows)
    named = page.reasons_for(part for part in query.parts if not part.is_guess)
    is_vague = [all(reason.how == "fuzzy" for reason in found) for found in named]
    if any(is_vague):
        guessed = page.reasons_for(part for part in query.parts if part.is_guess)
        named = [more or found if vague else found for found, more, vague in zip(named, guessed, is_vague, strict=True)]
    alike = page.alike_names()
    return tuple(tuple(dict.fromkeys(found)) or (each,) for found, each in zip(named, alike, strict=True))


class _Page:
    """Some rows, and what is asked of all of them at once."""

    def __init__(self, index: SearchIndex, rows: Rows) -> None:
        self._known, self._lexicon = index.known, index.lexicon
        self._rows = rows
        self._names = self._known.names(rows)
        self._readings: list[str] | None = None

    def reasons_for(self, parts: Iterable[Part]) -> list[list[Reason]]:
        """The reasons of each row, in the order of the parts."""
        found: list[list[Reason]] = [[] for _ in self._names]
        for part in parts:
            for reasons, reason in zip(found, self._reasons(part), strict=True):
                if reason is not None:
                    reasons.append(reason)
        return found

    def alike_names(self) -> list[Reason]:
        """The reason of each row for which there is no better one."""
        return [Reason(field="name", how="fuzzy", matched=name) for name in self._names]

    def _reasons(self, part: Part) -> Sequence[Reason | None]:
        if part.kind == "place":
            how = "reading" if part.sound else "exact"
            reasons = [Reason(field="place", how=how, matched=name) for name in part.names]
            return self._first_of(reasons, (self._known.stand_at(self._rows, name) for name in part.names))
        found: list[Reason | None] = [None] * len(self._names)
        if part.text:
            exact = Reason(field="name", how="exact", matched=part.text)
            found = [exact if part.text in name else None for name in self._names]
        if all(found):
            return found
        if part.kind == "concept":
            return [reason or other for reason, other in zip(found, self._of_concepts(part), strict=True)]
        self._add_heard(found, part)
        self._add_others(found, part)
        return found

    def _of_concepts(self, part: Part) -> Sequence[Reason | None]:
        labels = (self._lexicon.concepts[number].label for number in part.concepts)
        reasons = [Reason(field="category", how="concept", matched=label) for label in labels]
        return self._first_of(reasons, (self._known.belong(self._rows, (number,)) for number in part.concepts))

    def _add_heard(self, found: list[Reason | None], part: Part) -> None:
        """By its sound, where there is no reason yet."""
        if not part.sound:
            return
        heard = Reason(field="kana", how="reading", matched=part.sound)
        for place, reading in enumerate(self._read_names()):
            if found[place] is None and part.sound in reading:
                found[place] = heard

    def _add_others(self, found: list[Reason | None], part: Part) -> None:
        """In another field, in a place or a name that it may misspell; asked only of rows without another reason."""
        for more in (self._in_fields, self._at_alike_places, self._like_names):
            places = [place for place, reason in enumerate(found) if reason is None]
            if places:
                for place, reason in zip(places, more(part, places), strict=True):
                    found[place] = reason

    def _in_fields(self, part: Part, places: Sequence[int]) -> Iterable[Reason | None]:
        if len(part.text) == 1 and is_kana(part.text):
            # The letter that is left of a verb says nothing: る of 殴られる.
            return [None] * len(places)
        fields = self._known.fields_with(part.text, self._rows[places])
        return [Reason(field=field, how="exact", matched=part.text) if field else None for field in fields]

    def _at_alike_places(self, part: Part, places: Sequence[int]) -> Iterable[Reason | None]:
        reasons = [Reason(field="place", how="fuzzy", matched=alike.name) for alike in part.alike]
        there = (self._known.stand_at(self._rows, alike.name) for alike in part.alike)
        standing = self._first_of(reasons, there)
        return [standing[place] for place in places]

    def _like_names(self, part: Part, places: Sequence[int]) -> Iterable[Reason | None]:
        readings = self._read_names() if part.sound else [""] * len(self._names)
        names = self.alike_names()
        for place in places:
            alike = fuzz.partial_ratio(part.text, self._names[place]) if self._names[place] else 0
            heard = fuzz.partial_ratio(part.sound, readings[place]) if readings[place] else 0
            yield names[place] if max(alike, heard) >= _ALIKE else None

    def _read_names(self) -> list[str]:
        if self._readings is None:
            self._readings = self._known.readings(self._rows)
        return self._readings

    def _first_of(self, reasons: Sequence[Reason], are_met: Iterable[Bools]) -> Sequence[Reason | None]:
        """For each row the first of the reasons that it meets."""
        found: list[Reason | None] = [None] * len(self._names)
        for reason, is_met in zip(reasons, are_met, strict=True):
            for place in np.flatnonzero(is_met).tolist():
                found[place] = found[place] or reason
        return found
