"""The documents of a segment that can reach a score at all, found from their most telling marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from directory.search.analysis import Bools, Rows
from directory.search.plan import Family, Plan, PlannedPart
from directory.search.postings import Listed, distinct, rows_listed
from directory.search.segment import Segment
from directory.search.weights import Weights

MOST_BY_GRAMS = 8_000
"""Documents after which no more are looked for by letters they share with the question."""

_GRAM_CHANNELS = ("spelled", "sounded")

_DENSE_SHARE = 4
"""From this part of all documents on, marking is quicker than sorting."""


class Source(NamedTuple):
    """Documents that share one mark of a question.

    Attributes:
        part, channel: of one part of the question the best channel counts; within a channel marks add up.
        size: how many documents, or more. bound: the most that the mark adds to the score of one.
        listed: where the documents are written.
    """

    part: int
    channel: str
    size: int
    bound: float
    listed: tuple[Listed, ...]

    @property
    def telling(self) -> float:
        """How much it says for each of its documents: rare letters of a rare word say most."""
        return self.bound / self.size

    @property
    def is_by_letters(self) -> bool:
        """Whether the mark is a few letters that text shares with the question, not a place, kind or number."""
        return self.channel in _GRAM_CHANNELS


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
        sources.append(_source(-1, "", plan.numbers_weight, at_numbers))
    return sources


def choose_sources(sources: Sequence[Source], threshold: float) -> list[Source]:
    """The marks of which every document that may reach the threshold has at least one; most telling ones first.

    Those that say least for as many documents are left out, as long as they do not reach the threshold together.
    """
    left_out: dict[int, dict[str, float]] = {}
    together = 0.0
    kept = []
    for source in sorted(sources, key=lambda source: source.telling):
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
    """The marks without the last grams, which say little, once those before them have documents enough.

    Places and kinds stay: all that is of a kind asked for is found.
    """
    kept = []
    size = 0
    for source in sources:
        if not source.is_by_letters or size <= MOST_BY_GRAMS:
            kept.append(source)
            size += source.size
    return kept


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Joined:
    """Documents, each once: ascending, or when they may be many (None then), whether each of all is one."""

    rows: Rows | None
    are_marked: Bools


def join_sources(sources: Sequence[Source], count: int) -> Joined:
    """All of `count` documents that have one of some marks."""
    size = sum(source.size for source in sources)
    listed = [each for source in sources for each in source.listed if each.size]
    if size * _DENSE_SHARE < count:
        lists = [rows_listed(each, count) for each in listed]
        rows = distinct(np.concatenate(lists)) if len(lists) > 1 else next(iter(lists), np.empty(0, np.int32))
        return Joined(rows=rows, are_marked=np.empty(0, bool))
    bits = [each.bits for each in listed if each.rows is None and each.bits is not None]
    are_marked = np.unpackbits(np.bitwise_or.reduce(bits), count=count).view(bool) if bits else np.zeros(count, bool)
    for each in listed:
        if each.rows is not None:
            are_marked[each.rows] = True
    return Joined(rows=None, are_marked=are_marked)


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
        yield from _gram_sources(place, "spelled", planned.weight, planned.spelled, number)
        yield from _gram_sources(place, "sounded", planned.weight, planned.sounded, number)
        for each in part.alike:
            bound = planned.weight * weights.worth_of_alike(is_nearest=each.is_nearest)
            yield _source(place, f"at {each.name}", bound, segment.rows_at(each.name))


def _source(part: int, channel: str, bound: float, rows: Rows) -> Source:
    return Source(part, channel, rows.size, bound, (Listed(rows.size, rows, None),))


def _gram_sources(
    place: int, channel: str, weight_of_part: float, families: tuple[Family, ...], number: int
) -> Iterator[Source]:
    """One mark for each gram: the documents that have it in any of the families."""
    if not families:
        return
    # Around a name, grams weigh what they weigh in names.
    named = [weight / families[0].mass for weight in families[0].weights] if families[0].mass else ()
    bounds, sizes = [0.0] * len(named), [0] * len(named)
    for family in families:
        worth, mass = family.worth, family.mass
        for at, (weight, listed, least) in enumerate(zip(family.weights, family.listed[number], named, strict=True)):
            if listed.size:
                bounds[at] = max(bounds[at], worth * max(least, weight / mass))
                sizes[at] += listed.size
    each_gram = zip(*[family.listed[number] for family in families], strict=True)
    for size, bound, gram in zip(sizes, bounds, each_gram, strict=True):
        if size:
            yield Source(place, channel, size, weight_of_part * bound, gram)
