"""Learn what likeness and words in common add to a score: pairs of a right and a wrong hit, judged on unseen folds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from directory.search.index import SearchIndex
from directory.search.weights import Weights

LEARNED = ("likeness_bonus", "common_bonus", "around_bonus", "exact_bonus", "prefix_bonus", "slip_bonus")
"""Weights that a score is linear in."""

COMPARED = 60
"""Hits of a question that are told apart; those behind them are not seen."""

ROUNDS = 200
STEP = 0.02
STEEPNESS = 12.0
PENALTY = 0.01
"""Of the descent: how often, how far, how sharply two scores are told apart, and how dear a change is."""

Table = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """The hits of one question.

    Attributes:
        scores: without what is learned. extras: what one unit of each learned weight adds. is_right: the right ones.
        share: of the question among all. fold: of the questions that it belongs to.
    """

    scores: Table
    extras: Table
    is_right: Bools
    share: float
    fold: int

    def first_and_ten(self, values: Table) -> tuple[bool, bool]:
        """Whether a right hit stands first, and whether one stands among the first ten."""
        order = np.argsort(-np.round(self.scores + self.extras @ values, 3), kind="stable")
        place = int(np.argmax(self.is_right[order]))
        return place == 0, place < 10


def judge(index: SearchIndex, weights: Weights, text: str, right: Bools) -> tuple[Table, Table, Bools] | None:
    """The scores of the first hits, what each weight adds to them, and which are right; None when no right one is hit.

    Args:
        index: of the rows.
        weights: now.
        text: the question.
        right: whether each row is a right answer.
    """
    matches = index.with_weights(weights).match(text)
    near = np.intersect1d(matches.compared, matches.rows)
    if not right[near].any():
        return None
    units = [replace(weights, **{name: float(name == unit) for name in LEARNED}) for unit in LEARNED]
    added = [index.with_weights(unit).likeness_of(matches.query, near).bonus for unit in units]
    extras = np.stack(added, axis=1).astype(np.float64)
    scores = matches.scores[matches.rows.searchsorted(near)].astype(np.float64)
    first = np.argsort(-(scores + extras @ values_of(weights)), kind="stable")[:COMPARED]
    kept = np.union1d(first, np.flatnonzero(right[near]))
    return scores[kept], extras[kept], right[near[kept]]


def values_of(weights: Weights) -> Table:
    """The learned weights as they are now."""
    return np.array([getattr(weights, name) for name in LEARNED])


def fit(judged: Sequence[Judged], start: Table) -> Table:
    """Values with which right hits stand before wrong ones: a softmax over the hits of each question, by gradient."""
    values, speed, spread = start.copy(), np.zeros(start.size), np.zeros(start.size)
    whole = sum(one.share for one in judged)
    for number in range(1, ROUNDS + 1):
        slope = PENALTY * (values - start)
        for one in judged:
            slope += one.share / whole * _slope(one, values)
        speed = 0.9 * speed + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        values = values - STEP * (speed / (1 - 0.9**number)) / (np.sqrt(spread / (1 - 0.99**number)) + 1e-8)
        values = np.maximum(values, 0.0)
    return values


def value_of(judged: Sequence[Judged], values: Table) -> float:
    """Mean over the questions of right first and right among ten, each by its share."""
    found = [(one.share, *one.first_and_ten(values)) for one in judged]
    whole = sum(share for share, _, _ in found)
    return sum(share * (first + ten) / 2 for share, first, ten in found) / whole


def learn_ranking(judged: Sequence[Judged], weights: Weights) -> tuple[Weights, list[tuple[float, float]]]:
    """Weights learned from all questions, the value of each unseen fold before and after; unchanged if one loses."""
    start = values_of(weights)
    gains = []
    for fold in sorted({one.fold for one in judged}):
        unseen = [one for one in judged if one.fold == fold]
        values = fit([one for one in judged if one.fold != fold], start)
        gains.append((value_of(unseen, start), value_of(unseen, values)))
    if any(after < before for before, after in gains):
        return weights, gains
    learned = dict(zip(LEARNED, fit(judged, start).round(3).tolist(), strict=True))
    # A whole name is also the beginning of a name.
    learned["exact_bonus"] = max(learned["exact_bonus"], learned["prefix_bonus"])
    return replace(weights, **learned), gains


def _slope(one: Judged, values: Table) -> Table:
    """Derivative of the surprise at the right hits."""
    scores = STEEPNESS * (one.scores + one.extras @ values)
    chances = np.exp(scores - scores.max())
    right = chances * one.is_right
    slope: Table = STEEPNESS * (chances @ one.extras / chances.sum() - right @ one.extras / max(right.sum(), 1e-12))
    return slope
