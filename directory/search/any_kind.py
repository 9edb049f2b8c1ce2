"""Floors of a question for several kinds at once: whoever meets one of them at the place asked for is an answer."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import numpy as np

from directory.search.analysis import Bools, Rows
from directory.search.concepts import Lexicon
from directory.search.plan import Plan
from directory.search.query import Query
from directory.search.segment_rows import SegmentRows
from directory.search.weights import Weights

LEAST_OF_KIND = 0.65
"""What a listing that may be meant by a kind answers of it at least (`evidence`)."""


def asks_for_kinds(query: Query, lexicon: Lexicon) -> bool:
    """Whether a question names several kinds, and nothing that is not understood (新町 子ども食堂 学習支援 相談)."""
    kinds = {part.concepts for part in query.parts if _names_kind(part.concepts, lexicon)}
    return len(kinds) > 1 and all(part.kind != "rest" for part in query.parts)


def floors_for_kinds(plan: Plan, lexicon: Lexicon, weights: Weights) -> Weights:
    """The weights with floors so low that one of the kinds is enough, however many are asked for.

    They are the same whatever else there is: a listing with all kinds in another town takes nothing from those with
    one of them here, where a filter asks for this town. How many are met decides on the order.
    """
    places = sum(planned.weight for planned in plan.parts if planned.part.kind == "place")
    kinds = [planned.weight for planned in plan.parts if _names_kind(planned.part.concepts, lexicon)]
    least = places + LEAST_OF_KIND * min(kinds)
    return replace(
        weights,
        score_floor=min(weights.score_floor, least),
        relative_floor=min(weights.relative_floor, least),
    )


def answer_there(query: Query, rows: Rows, lexicon: Lexicon, known: SegmentRows) -> Bools:
    """Which rows stand at all places that the question names, and are of one of its kinds."""
    kinds = [number for part in query.parts if _names_kind(part.concepts, lexicon) for number in part.concepts]
    answer = known.belong(rows, kinds)
    for part in query.parts:
        if part.kind == "place":
            answer &= reduce(np.logical_or, (known.stand_at(rows, name) for name in part.names))
    return answer


def _names_kind(concepts: tuple[int, ...], lexicon: Lexicon) -> bool:
    return any(lexicon.concepts[number].is_kind for number in concepts)
