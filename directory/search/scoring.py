"""How alike a question and names are, letter by letter, and what that adds to their scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from directory.search.analysis import Bools, Floats
from directory.search.query import Query
from directory.search.weights import Weights

SHORT_WORD = 3
"""Letters of a question that must be alike nearly whole."""

SHORT_TEXT = 5
"""Letters of free text that must be met nearly whole when nothing else is asked."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Likeness:
    """How alike a question and each of some names are.

    Attributes:
        values: 0 … 1. bonus: what that, and being the same or beginning with it, adds to the score.
    """

    values: Floats
    bonus: Floats

    def raised(self, other: Likeness) -> Likeness:
        """The better of two comparisons of the same names, by what it adds."""
        is_better = other.bonus > self.bonus
        return Likeness(
            values=np.where(is_better, other.values, self.values), bonus=np.where(is_better, other.bonus, self.bonus)
        )

    def with_common(self, common: Floats, *, weights: Weights, share: float = 1.0) -> Likeness:
        """Raised by how much question and names have in common (0 … 1): a telling part of both is enough for a hit."""
        values = np.maximum(self.values, common * np.float32(weights.likeness_floor / weights.common_floor))
        return Likeness(values=values, bonus=self.bonus + np.float32(share * weights.common_bonus) * common)


def compare_names(
    asked: str, names: Sequence[str], *, weights: Weights, worth: float = 1.0, share: float = 1.0
) -> Likeness:
    """Likeness of a question and names, all folded, canonical or reading keys.

    Args:
        asked: the question.
        names: to compare.
        weights: of the bonus.
        worth: of the likeness.
        share: of the bonus that names get which are only alike.
    """
    values = worth * _ratios(asked, names) if asked and names else np.zeros(len(names))
    extra = np.zeros(len(names))
    if len(asked) > 1:
        extra[[name.startswith(asked) for name in names]] = weights.prefix_bonus
    extra[[name == asked for name in names]] = weights.exact_bonus
    bonus = share * weights.likeness_bonus * values**4 + extra
    return Likeness(values=values.astype(np.float32), bonus=bonus.astype(np.float32))


def least_score(query: Query, weights: Weights) -> float:
    """Little free text alone must be met nearly whole: メルカリ shares half of its letters with マルシェ かりん."""
    if query.is_need:
        return weights.need_floor
    is_short = len(query.text) <= SHORT_TEXT and all(part.kind == "rest" for part in query.parts)
    return weights.short_floor if is_short else weights.score_floor


def least_likeness(query: Query, misses_text: Bools, *, weights: Weights) -> NDArray[np.float64]:
    """Least likeness of each of some names that makes it a hit.

    One letter of three makes another word: ねいる is not いるか. Nor is a name alike by nothing but its town.

    Args:
        query: the question.
        misses_text: whether each has nothing of the words that stand beside a town.
        weights: of the search.
    """
    is_strict = misses_text | (len(query.text) <= SHORT_WORD)
    return np.where(is_strict, weights.short_likeness_floor, weights.likeness_floor)


def _ratios(asked: str, names: Sequence[str]) -> NDArray[np.float64]:
    """Mean of the likeness of the whole and that of the best part, 0 … 1."""
    whole = process.cdist([asked], names, scorer=fuzz.ratio, dtype=np.float64)[0]
    # A short name inside a long question proves nothing, so only the other direction counts.
    longer = np.flatnonzero([len(asked) <= len(name) for name in names])
    partial = whole.copy()
    if longer.size:
        found = [names[place] for place in longer.tolist()]
        partial[longer] = process.cdist([asked], found, scorer=fuzz.partial_ratio, dtype=np.float64)[0]
    values: NDArray[np.float64] = (whole + partial) / 200
    values[[not name for name in names]] = 0.0
    return values
