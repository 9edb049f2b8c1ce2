"""The documents of a segment that can reach a score at all, found from their rarest marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from directory.search.analysis import Rows
from directory.search.plan import Family, Plan, PlannedPart
from directory.search.postings import Listed, Postings, distinct
from directory.search.segment import Segment
from directory.search.weights import Weights

MOST_BY_GRAMS = 8_000
"""Documents after which no more are looked for by letters they share with the question."""

_GRAM_CHANNELS = ("spelled", "sounded")

_DENSE_SHARE = 16
"""From this part of all documents on, marking is quicker than sorting."""


class Source(NamedTuple):
    """Documents that share one mark of a question.

    Attributes:
        part, channel: of one part of the question the best channel counts; within a channel marks add up.
        size: how many documents, or more. bound: the most that the mark adds to the score of one.
        lists: the documents, each list ascending.
    """

    part: int
    channel: str
    size: int
    bound: float
    lists: Callable[[], list[Rows]]


def find_sources(
    plan: Plan,
    segment: Segment,
    number: int,
    *,
    at_numbers: Rows,
    named_with: Callable[[str], Rows],
    weights: Weights,
) -> list[Source]:
    """Every mark of a question in a segment.

    Args:
        plan: of the question.
        segment: to look in.
        number: its place among the segments of the plan.
        at_numbers: documents at the address asked for.
        named_with: the documents with a text in their names.
        weights: of the search.
    """
    sources = [
        source
        for place, planned in enumerate(plan.parts)
        for source in _sources_of(place, planned, segment, number, named_with, weights)
        if source.size
    ]
    if at_numbers.size:
        lists = [at_numbers]
        sources.append(
            Source(part=-1, channel="", size=at_numbers.size, bound=plan.numbers_weight, lists=lambda: lists)
        )
    return sources


def choose_sources(sources: Sequence[Source], threshold: float) -> list[Source]:
    """The marks of which every document that may reach the threshold has at least one; the rarest first.

    The most frequent marks are left out as long as all that are left out do not reach the threshold together.
    """
    left_out: dict[int, dict[str, float]] = {}
    together = 0.0
    kept = []
    for source in sorted(sources, key=lambda source: -source.size):
        channels = left_out.setdefault(source.part, {})
        before = max(channels.values(), default=0.0)
        added = channels.get(source.channel, 0.0) + source.bound
        growth = max(added - before, 0.0)
        if together + growth < threshold:
            together += growth
            channels[source.channel] = added
        else:
            kept.append(source)
    return kept[::-1]


def within_budget(sources: Sequence[Source]) -> list[Source]:
    """The marks without the most frequent grams, which say little, once the rarer ones have documents enough.

    Places and kinds stay: all that is of a kind asked for is found.
    """
    kept = []
    size = 0
    for source in sources:
        if source.channel not in _GRAM_CHANNELS or size <= MOST_BY_GRAMS:
            kept.append(source)
            size += source.size
    return kept


def join_sources(sources: Sequence[Source], count: int) -> Rows:
    """All documents of some marks, ascending, each once."""
    lists = [rows for source in sources for rows in source.lists()]
    if not lists:
        return np.empty(0, np.int32)
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) * _DENSE_SHARE < count:
        return distinct(np.concatenate(lists))
    is_marked = np.zeros(count, bool)
    for rows in lists:
        is_marked[rows] = True
    return np.flatnonzero(is_marked).astype(np.int32)


def _sources_of(
    place: int,
    planned: PlannedPart,
    segment: Segment,
    number: int,
    named_with: Callable[[str], Rows],
    weights: Weights,
) -> Iterator[Source]:
    part = planned.part
    if part.kind == "place":
        for name in part.names:
            yield _source(place, f"at {name}", planned.weight, segment.rows_at(name))
            yield _source(place, f"in {name}", planned.weight * weights.place_in_name_worth, named_with(name))
    elif part.kind == "concept":
        for concept in part.concepts:
            yield _source(place, f"is {concept}", planned.weight, segment.members(concept).rows)
        yield _source(place, "named", planned.weight, named_with(part.text))
    else:
        yield from _gram_sources(place, "spelled", planned.weight, planned.spelled, segment, number)
        yield from _gram_sources(place, "sounded", planned.weight, planned.sounded, segment, number)
        for each in part.alike:
            bound = planned.weight * weights.worth_of_alike(is_nearest=each.is_nearest)
            yield _source(place, f"at {each.name}", bound, segment.rows_at(each.name))


def _source(part: int, channel: str, bound: float, rows: Rows) -> Source:
    return Source(part=part, channel=channel, size=rows.size, bound=bound, lists=lambda: [rows])


def _gram_sources(
    place: int, channel: str, weight: float, families: tuple[Family, ...], segment: Segment, number: int
) -> Iterator[Source]:
    """One mark for each gram: the documents that have it in any of the families."""
    postings = (segment.named, segment.around, segment.texts) if channel == "spelled" else (segment.sounds,)
    for grams in zip(*[family.grams for family in families], strict=True):
        listed = [gram.listed[number] for gram in grams]
        # Around a name, grams weigh what they weigh in names.
        least = grams[0].weight / families[0].mass
        bound, size = 0.0, 0
        for family, gram, found in zip(families, grams, listed, strict=True):
            if found.size:
                bound = max(bound, family.worth * max(least, gram.weight / family.mass))
                size += found.size
        yield Source(place, channel, size, weight * bound, partial(_rows_listed, postings, listed))


def _rows_listed(postings: Sequence[Postings], listed: Sequence[Listed]) -> list[Rows]:
    return [each.rows_listed(where) for each, where in zip(postings, listed, strict=True) if where.size]
