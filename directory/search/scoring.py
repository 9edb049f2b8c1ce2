"""How alike a question and names are, letter by letter, and what that adds to their scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from directory.search.analysis import Bools, Floats, Ints
from directory.search.overlap import Common
from directory.search.parts import LIKELY
from directory.search.query import Query
from directory.search.scored import best_of
from directory.search.weights import Weights

SHORT_WORD = 3
"""Letters of a question that must be alike nearly whole."""

SHORT_TEXT = 5
"""Letters of free text that must be met nearly whole when nothing else is asked."""

_THE_SAME = 100.0
"""Ratio of a text and itself."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Likeness:
    """How alike a question and each of some names are.

    Attributes:
        values: 0 … 1. bonus: what that, and being the same or beginning with it, adds to the score.
    """

    values: Floats
    bonus: Floats

    def raised(self, other: Likeness, *, at: Sequence[int] | None = None) -> Likeness:
        """The better of two comparisons of the same names, by what it adds; `at`: the other has only these of them."""
        places = slice(None) if at is None else list(at)
        is_better = other.bonus > self.bonus[places]
        values, bonus = self.values.copy(), self.bonus.copy()
        values[places] = np.where(is_better, other.values, values[places])
        bonus[places] = np.where(is_better, other.bonus, bonus[places])
        return Likeness(values=values, bonus=bonus)

    def with_common(self, common: Common, *, weights: Weights, share: float = 1.0, is_short: bool = False) -> Likeness:
        """Raised by what question and listings have in common: a telling part of the name is enough for a hit.

        A part of a short word is two letters, which tell nothing (メルカリ and かもめルーム).
        """
        values = self.values
        if not is_short:
            values = np.maximum(values, common.named * np.float32(weights.likeness_floor / weights.common_floor))
        return Likeness(values=values, bonus=self.bonus + np.float32(share) * common.worth(weights))


def choose_near(
    values: Floats, count: int, common: Callable[[Ints], Common], *, weights: Weights
) -> tuple[Ints, Common]:
    """Places of the candidates worth comparing letter by letter, ascending, and what each has in common.

    Many listings of a kind asked for stand before the one whose telling words were said as well.

    Args:
        values: share of the question that each answers.
        count: most places.
        common: what the question has in common with those at some places.
        weights: of that.
    """
    likely = np.sort(best_of(values, LIKELY))
    found = common(likely)
    if likely.size <= count:
        return likely, found
    chosen = np.sort(best_of(values[likely] + found.worth(weights), count))
    return likely[chosen], found.at(chosen)


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
    if not asked or not names:
        nothing = np.zeros(len(names), np.float32)
        return Likeness(values=nothing, bonus=nothing)
    whole, part = _ratios(asked, names)
    values = worth * (whole + part) / 200
    squares = values * values
    bonus = share * weights.likeness_bonus * squares * squares
    for place in np.flatnonzero(part == _THE_SAME).tolist():
        bonus[place] += _extra(asked, names[place], weights)
    return Likeness(values=values.astype(np.float32), bonus=bonus.astype(np.float32))


def _extra(asked: str, name: str, weights: Weights) -> float:
    """What a name gets that is the question or begins with it."""
    if name == asked:
        return weights.exact_bonus
    return weights.prefix_bonus if len(asked) > 1 and name.startswith(asked) else 0.0


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
    if query.reads_as_other:
        # A word of few letters with one wrong letter is another word.
        floor = 1.0 if len(query.text) <= SHORT_TEXT else weights.other_likeness_floor
        return np.full(misses_text.size, floor)
    is_strict = misses_text | (len(query.text) <= SHORT_WORD)
    return np.where(is_strict, weights.short_likeness_floor, weights.likeness_floor)


def _ratios(asked: str, names: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Likeness of the question and each whole name, and of it and the best part of the name, 0 … 100."""
    whole: NDArray[np.float64] = process.cdist([asked], names, scorer=fuzz.ratio, dtype=np.float64)[0]
    # A short name inside a long question proves nothing, so only the other direction counts.
    lengths = np.fromiter(map(len, names), np.int64, len(names))
    longer = np.flatnonzero(lengths >= len(asked))
    part = whole.copy()
    if longer.size:
        found = names if longer.size == len(names) else [names[place] for place in longer.tolist()]
        part[longer] = process.cdist([asked], found, scorer=fuzz.partial_ratio, dtype=np.float64)[0]
    return whole, part
