"""Mixes the first hits of a question that may mean several things, so that each meaning has its share of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from directory.search.analysis import Bools, Ints, Rows
from directory.search.query import Query

MIXED = 20
LOOKED_AT = 200
"""So many first hits are mixed (a page), and so many may come forward."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meaning:
    """How probable one meaning is, and which of the hits, best first, answer it."""

    share: float
    answers: Bools


def mix_meanings(order: Ints, rows: Rows, query: Query, *, belong: Callable[[Rows, tuple[int, ...]], Bools]) -> Ints:
    """The hits, best first, with the first ones dealt out to what a guessed question may mean.

    Without mixing, twenty hits of the most probable meaning hide the second one.

    Args:
        order: places of the hits among `rows`, best first.
        rows: of all hits.
        query: the question; one without guesses keeps its order.
        belong: which rows belong to one of some concepts.
    """
    parts = [part for part in query.parts if part.kind == "concept"]
    if len(parts) < 2 or order.size < 2 or not any(part.is_guess for part in parts) or _holds_name(query):
        return order
    head = order[:LOOKED_AT]
    meanings = [Meaning(share=part.certainty, answers=belong(rows[head], part.concepts)) for part in parts]
    return np.concatenate((head[deal_out(meanings)], order[LOOKED_AT:]))


def _holds_name(query: Query) -> bool:
    """Whether free text is as surely meant as written: what is called so comes first, whatever kind it is of."""
    return any(part.kind == "rest" and part.certainty == 1.0 for part in query.parts)


def deal_out(meanings: Sequence[Meaning]) -> Ints:
    """Places of the hits in their new order: by the shares of the meanings (Sainte-Laguë); the best hit stays first."""
    left = np.ones(meanings[0].answers.size, bool)
    seats = [0] * len(meanings)
    chosen: list[int] = []
    place = 0
    while len(chosen) < min(MIXED, left.size):
        chosen.append(place)
        left[place] = False
        seats = [count + bool(meaning.answers[place]) for count, meaning in zip(seats, meanings, strict=True)]
        place = _next_place(meanings, seats, left)
    return np.concatenate((np.array(chosen, np.int64), np.flatnonzero(left)))


def _next_place(meanings: Sequence[Meaning], seats: Sequence[int], left: Bools) -> int:
    """The best hit that is left of the meaning that has too few; of all when no meaning has one left."""
    claims = [meaning.share / (2 * count + 1) for meaning, count in zip(meanings, seats, strict=True)]
    for number in sorted(range(len(meanings)), key=lambda number: -claims[number]):
        found = np.flatnonzero(meanings[number].answers & left)
        if found.size:
            return int(found[0])
    return int(np.argmax(left))
