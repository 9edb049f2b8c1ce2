"""How alike a question and names are, letter by letter, and what that adds to their scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

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

_ONE_LETTER_MORE = 0.87
"""Less than the likeness of a name of four or five letters and the same with one of them twice or forgotten."""

Ratios = NDArray[np.float64]

_THE_SAME = 100.0
_NEARLY_THE_SAME = 99.9
"""Ratio of a text and itself, and of no other one than that."""

_HALF = 50.0

_ROUNDED = 1e-4
"""More than what numbers are wrong by."""


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
        if at is None:
            is_better = other.bonus > self.bonus
            return Likeness(
                values=np.where(is_better, other.values, self.values), bonus=np.maximum(self.bonus, other.bonus)
            )
        values, bonus = self.values.copy(), self.bonus.copy()
        better = np.flatnonzero(other.bonus > bonus[at])
        places = np.array(at).take(better)
        values[places], bonus[places] = other.values.take(better), other.bonus.take(better)
        return Likeness(values=values, bonus=bonus)

    def least(self, least: Ratios | None) -> Ratios | Floats:
        """Likeness from which on another comparison of the same names matters, where it does from `least` on at all."""
        return self.values if least is None else np.maximum(self.values, least)

    def with_common(self, common: Common, *, weights: Weights, share: float = 1.0, is_short: bool = False) -> Likeness:
        """Raised by what question and listings have in common: a telling part of the name is enough for a hit.

        A part of a short word is two letters, which tell nothing (メルカリ and かもめルーム).
        """
        values = self.values if is_short else np.maximum(self.values, common_likeness(common, weights))
        return Likeness(values=values, bonus=self.bonus + np.float32(share) * common.worth(weights))


def common_likeness(common: Common, weights: Weights) -> Floats:
    """Likeness that listings have at least by what question and names have in common."""
    return common.named * np.float32(weights.likeness_floor / weights.common_floor)


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
    asked: str,
    names: Sequence[str],
    *,
    weights: Weights,
    worth: float = 1.0,
    share: float = 1.0,
    slip: float = 0.0,
    least: Ratios | Floats | None = None,
) -> Likeness:
    """Likeness of a question and names, all folded, canonical or reading keys.

    Args:
        asked: the question.
        names: to compare.
        weights: of the bonus.
        worth: of the likeness.
        share: of the bonus that names get which are only alike.
        slip: bonus of names that are the question, or are it but for one slip.
        least: likeness of each; both may be told wrong where it is less, and are less then as well; None = 0.
    """
    if not asked or not names:
        nothing = np.zeros(len(names), np.float32)
        return Likeness(values=nothing, bonus=nothing)
    whole = _with_swaps(asked, names, _ratios(asked, names, fuzz.ratio))
    chosen = _worth_a_look(asked, names, whole, None if least is None else least * (200 / worth))
    part = whole.copy()
    if chosen.size:
        found = names if chosen.size == len(names) else [names[place] for place in chosen.tolist()]
        part[chosen] = np.maximum(part[chosen], _ratios(asked, found, fuzz.partial_ratio))
    values = (whole + part) * (worth / 200)
    bonus = values * values
    bonus *= bonus
    bonus *= share * weights.likeness_bonus
    for place in np.flatnonzero(part == _THE_SAME).tolist():
        bonus[place] += _extra(asked, names[place], weights)
    for place in np.flatnonzero(whole >= _least_with_a_slip(asked)).tolist() if slip else ():
        if OSA.distance(asked, names[place], score_cutoff=1) <= 1:
            bonus[place] += slip
    return Likeness(values=values.astype(np.float32), bonus=bonus.astype(np.float32))


def _worth_a_look(asked: str, names: Sequence[str], whole: Ratios, least: Ratios | Floats | None) -> Ints:
    """Places of the names whose parts are compared, too, which takes ten times as long as the whole ones.

    No part has more letters in common with the question, one after the other, than the whole name; so it is most like
    a part of nothing but these. A short name inside a long question proves nothing: only names as long have parts.

    Args:
        asked: the question.
        names: to compare.
        whole: likeness of the question and each whole name, 0 … 100.
        least: of each that and the likeness of the best part together, below which it does not matter; None = 0.
    """
    lengths = np.fromiter(map(len, names), np.int64, len(names))
    are_open = lengths >= len(asked)
    are_open &= whole > 0
    if least is not None:
        common = (lengths + len(asked)) * whole
        most = common * 200 / (common + 200 * len(asked))
        are_open &= (whole + most >= least - _ROUNDED) | (most > _NEARLY_THE_SAME)
    return np.flatnonzero(are_open)


def _with_swaps(asked: str, names: Sequence[str], whole: Ratios) -> Ratios:
    """Ratios in which two swapped neighbours count as half a wrong letter: no other name has the same letters."""
    if len(asked) <= SHORT_WORD:
        return whole
    letters = sorted(asked)
    for place in np.flatnonzero((whole >= _HALF) & (whole < _NEARLY_THE_SAME)).tolist():
        name = names[place]
        if len(name) == len(asked) and sorted(name) == letters and OSA.distance(asked, name, score_cutoff=1) == 1:
            whole[place] = max(whole[place], _THE_SAME * (1 - 0.5 / len(asked)))
    return whole


def _extra(asked: str, name: str, weights: Weights) -> float:
    """What a name gets that is the question or begins with it."""
    if name == asked:
        return weights.exact_bonus
    return weights.prefix_bonus if len(asked) > 1 and name.startswith(asked) else 0.0


def _least_with_a_slip(asked: str) -> float:
    """Likeness, 0 … 100, of every text that is this one but for one slip: a letter changed, left out, added or moved.

    One letter of few makes another word: no text is one slip from such.
    """
    return 100 * (1 - 1 / len(asked)) - _ROUNDED if len(asked) >= SHORT_TEXT else np.inf


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
        # A word of few letters with one wrong letter is another word; with one too many it is hardly ever.
        is_short = len(query.text) <= SHORT_TEXT
        floor = _ONE_LETTER_MORE if is_short else weights.other_likeness_floor
        return np.full(misses_text.size, floor)
    is_strict = misses_text | (len(query.text) <= SHORT_WORD)
    return np.where(is_strict, weights.short_likeness_floor, weights.likeness_floor)


def _ratios(asked: str, names: Sequence[str], scorer: Callable[..., float]) -> Ratios:
    """Likeness of the question and each name, 0 … 100."""
    found: Ratios = process.cdist([asked], names, scorer=scorer, dtype=np.float64)[0]
    return found
