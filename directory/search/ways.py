"""Answers a question in one way to take it after the other, and joins what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from directory.search.analysis import Bools
from directory.search.concepts import Lexicon
from directory.search.parts import LIKELY, SegmentScorer
from directory.search.plan import Planner
from directory.search.query import Query
from directory.search.rephrasing import Rephrasing
from directory.search.scored import Scored, joined_ways
from directory.search.scoring import least_score
from directory.search.segment import Segment
from directory.search.segment_rows import SegmentRows
from directory.search.weights import Weights

WELL_ANSWERED = 0.8
"""Share of a question from which on its kanji are taken as they are written."""


class WaysScorer:
    """Scores one question over all segments."""

    def __init__(self, segments: Sequence[Segment], known: SegmentRows, *, lexicon: Lexicon, weights: Weights) -> None:
        """Takes what is asked; `known` says which row every document is."""
        self._segments = segments
        self._rows = known
        self._weights = weights
        self._planner = Planner(segments, lexicon, weights)

    def score(self, ways: Sequence[Rephrasing], eligible: Bools | None) -> tuple[Scored, Bools]:
        """What can be a hit, each row by the way in which it answers most; and which of it is one.

        Args:
            ways: to take the question, the first of them as its words stand.
            eligible: rows that may be found at all; None = every row.
        """
        found: list[Scored] = []
        floors: list[float] = []
        best = 0.0
        with self._scorers(eligible) as scorers:
            for way in ways:
                if way.is_homophone and best >= WELL_ANSWERED:
                    continue
                floor = self._weights.homophone_floor if way.is_homophone else least_score(way.query, self._weights)
                scored = self._score(way.query, scorers, least=floor, best=best)
                floors.append(floor)
                found.append(scored.scaled(self._weights.sounded_name_worth) if way.is_beside else scored)
                best = max(best, found[-1].best)
        relative = self._weights.share_of_best(is_need=ways[0].query.is_need) * best
        with self._rows.values.borrow() as memory:
            return joined_ways(found, [max(least, relative) for least in floors], likely=LIKELY, memory=memory)

    @contextmanager
    def _scorers(self, eligible: Bools | None) -> Iterator[list[SegmentScorer]]:
        """A scorer of every segment, with memory until the end of the block."""
        with ExitStack() as stack:
            yield [
                SegmentScorer(
                    segment,
                    number,
                    stack.enter_context(segment.values.borrow()),
                    eligible=self._rows.of_documents(number, eligible),
                    weights=self._weights,
                )
                for number, segment in enumerate(self._segments)
            ]

    def _score(self, query: Query, scorers: Sequence[SegmentScorer], *, least: float, best: float) -> Scored:
        """What of every segment can be a hit, by row."""
        plan = self._planner.plan(query)
        found = []
        for scorer in scorers:
            found.append(scorer.score(plan, least=least, best=best))
            best = max(best, found[-1].best)
        return self._rows.joined(found)
