"""How much of each part of a question every listing answers, in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from directory.search.analysis import Bools, Floats, Postings, Rows, idf
from directory.search.concepts import Lexicon
from directory.search.fields import Fields
from directory.search.query import Part, Query
from directory.search.scoring import (
    CONCEPT_MASS,
    MINOR_MASS,
    NUMBERS_MASS,
    PLACE_MASS,
    REST_FLOOR,
    rest_mass,
)

_DESCRIPTION_WORTH = 0.75
_AROUND_WORTH = 0.8
_PLACE_IN_NAME_WORTH = 0.5
_ALIKE_PLACE_WORTH = 0.85
_SINGLE_LETTER_WORTH = 0.35
"""What a match is worth beside one in the name, an exact place, or a gram of several letters."""


class PartScorer:
    """Scores the parts of questions against the fields of one snapshot."""

    def __init__(self, fields: Fields, lexicon: Lexicon) -> None:
        """Keeps both."""
        self._fields = fields
        self._lexicon = lexicon

    def score(self, query: Query) -> tuple[Floats, Bools]:
        """Share of the question (0 … 1) that each row answers, and the rows that miss free text they must have.

        Beside a place and no kind, the free text says what is looked for (新町 パチンコ); beside a kind it adds to it.
        """
        total = np.zeros(self._fields.count, np.float32)
        is_out = np.zeros(self._fields.count, bool)
        mass = 0.0
        kinds = {part.kind for part in query.parts}
        must_meet_text = "place" in kinds and "concept" not in kinds
        for part in query.parts:
            values, weight = self._score_part(part)
            total += np.float32(weight) * values
            mass += weight
            if part.kind == "rest" and must_meet_text:
                is_out |= values < REST_FLOOR
        if query.numbers:
            total[self.rows_at_numbers(query)] += NUMBERS_MASS
            mass += NUMBERS_MASS
        return total / np.float32(mass), is_out

    def rows_at_numbers(self, query: Query) -> Rows:
        """Rows in the finest place asked for whose address begins with the numbers asked for."""
        names = [name for part in query.parts if part.kind == "place" for name in part.names]
        lists = [self._fields.places.rows[name] for name in names]
        rows = min(lists, key=len, default=np.empty(0, np.int32))
        asked = query.numbers
        found = [row for row in rows.tolist() if self._fields.numbers[row][: len(asked)] == asked]
        return np.array(found, np.int32)

    def _score_part(self, part: Part) -> tuple[Floats, float]:
        if part.kind == "place":
            return self._score_place(part), PLACE_MASS
        if part.kind == "concept":
            is_minor = all(self._lexicon.concepts[number].is_minor for number in part.concepts)
            return self._score_concept(part), MINOR_MASS if is_minor else CONCEPT_MASS
        return self._score_rest(part)

    def _score_place(self, part: Part) -> Floats:
        values = np.zeros(self._fields.count, np.float32)
        for name in part.names:
            values[self._fields.named.rows_with(name)] = _PLACE_IN_NAME_WORTH
        for name in part.names:
            values[self._fields.places.rows[name]] = 1.0
        return values

    def _score_concept(self, part: Part) -> Floats:
        values = np.zeros(self._fields.count, np.float32)
        for number in part.concepts:
            members = self._fields.members[number]
            values[members.rows] = np.maximum(values[members.rows], members.worth)
        values[self._fields.named.rows_with(part.text)] = 1.0
        return values

    def _score_rest(self, part: Part) -> tuple[Floats, float]:
        fields = self._fields
        families = ((fields.texts, _DESCRIPTION_WORTH), (fields.around, _AROUND_WORTH), (fields.named, 1.0))
        values, mass = self._coverage(part.text, families)
        if part.sound:
            sounded, sound_mass = self._coverage(part.sound, ((fields.sounds, 1.0),))
            values = np.maximum(values, sounded)
            # Latin letters have no grams of their own to be missed.
            mass = mass if part.text == part.sound else min(mass, sound_mass)
        for name in part.names:
            rows = fields.places.rows[name]
            values[rows] = np.maximum(values[rows], _ALIKE_PLACE_WORTH)
        return values, rest_mass(mass)

    def _coverage(self, text: str, families: Sequence[tuple[Postings, float]]) -> tuple[Floats, float]:
        """Idf-weighted share of the grams of `text` that each row has in its best family."""
        best = np.zeros(self._fields.count, np.float32)
        mass = 0.0
        for postings, worth in families:
            covered, mass = _covered(postings, text)
            np.maximum(best, covered * np.float32(worth), out=best)
        return best, mass


def _covered(postings: Postings, text: str) -> tuple[Floats, float]:
    """Idf-weighted share of the grams of one family that each row has, and the sum of their idf."""
    values = np.zeros(postings.count, np.float32)
    mass = 0.0
    for gram in postings.grams_of(text).tolist():
        rows = postings.rows_of(gram)
        weight = idf(rows.size, postings.count)
        weight *= _SINGLE_LETTER_WORTH if postings.is_single(gram) else 1.0
        values[rows] += np.float32(weight)
        mass += weight
    return (values / np.float32(mass), mass) if mass else (values, 0.0)
