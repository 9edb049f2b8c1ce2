"""How much a listing answers a question: parts of the question first, then likeness of the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

PLACE_MASS = 1.0
CONCEPT_MASS = 1.0
MINOR_MASS = 0.4
NUMBERS_MASS = 1.5
REST_MASS_PER_IDF = 1 / 14
REST_MASS_LIMITS = (0.5, 2.5)
"""Weight of each part of a question; of free text by how telling its grams are."""

LIKENESS_BONUS = 0.45
EXACT_BONUS = 0.25
PREFIX_BONUS = 0.12

VARIANT_WORTH = 0.98
SOUND_WORTH = 0.95
"""The same letters are worth more than a variant or the same sound: ひだまり before 陽だまり."""

LIKENESS_FLOOR = 0.72
"""Least likeness of a name that is a hit although its grams differ (two typos in a short name)."""

REST_FLOOR = 0.34
"""Least share of free text that a listing must cover beside a place or kind; less is junk (新町 + パチンコ)."""
SCORE_FLOOR = 0.42
RELATIVE_FLOOR = 0.65
SHORT_FLOOR = 0.72
SHORT_TEXT = 5
"""Least score of a hit: absolute, as a share of the best one, and for nothing but a few letters of free text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike question and name are (0 … 1), and whether one is the other or begins with it."""

    value: float
    is_exact: bool = False
    is_prefix: bool = False

    @property
    def bonus(self) -> float:
        """What it adds to the score."""
        extra = EXACT_BONUS if self.is_exact else PREFIX_BONUS if self.is_prefix else 0.0
        return LIKENESS_BONUS * self.value**4 + extra


def compare_names(asked: str, names: Sequence[str], *, worth: float = 1.0) -> list[Likeness]:
    """Likeness of a question and names, all folded, canonical or reading keys; scaled by what that is worth."""
    if not asked or not names:
        return [Likeness(value=0.0)] * len(names)
    values = process.cdist([asked], names, scorer=fuzz.ratio, dtype=np.float64)[0]
    # A short name inside a long question proves nothing, so only the other direction counts.
    longer = [place for place, name in enumerate(names) if len(asked) <= len(name)]
    partial = values.copy()
    if longer:
        found = [names[place] for place in longer]
        partial[longer] = process.cdist([asked], found, scorer=fuzz.partial_ratio, dtype=np.float64)[0]
    scaled = (worth * (values + partial) / 200).tolist()
    return [
        Likeness(
            value=value if name else 0.0,
            is_exact=asked == name,
            is_prefix=len(asked) > 1 and name.startswith(asked),
        )
        for value, name in zip(scaled, names, strict=True)
    ]


def rest_mass(idf_sum: float) -> float:
    """Weight of a stretch of free text by the sum of the idf of its grams."""
    low, high = REST_MASS_LIMITS
    return min(high, max(low, idf_sum * REST_MASS_PER_IDF))
