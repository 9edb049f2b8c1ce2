"""Answers a question in one way to take it after the other, and joins what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from directory.search.analysis import Bools
from directory.search.any_kind import answer_there, asks_for_kinds, floors_for_kinds
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
        self._lexicon = lexicon
        self._planner = Planner(segments, lexicon, weights)

    def score(self, ways: Sequence[Rephrasing], eligible: Bools | None) -> tuple[Scored, Bools]:
        """What can be a hit, each row by the way in which it answers most; and which of it is one.

        Args:
            ways: to take the question, the first of them as its words stand.
            eligible: rows that may be found at all; None = every row.
        """
        found: list[Scored] = []
        floors: list[tuple[float, float]] = []
        best = 0.0
        with self._scorers(eligible, self._weights_of(ways[0])) as scorers:
            for way in ways:
                if way.is_homophone and best >= WELL_ANSWERED:
                    continue
                weights = self._weights_of(way)
                floor = weights.homophone_floor if way.is_homophone else least_score(way.query, weights)
                scored = self._score(way.query, scorers, least=floor, best=best)
                floors.append((floor, weights.share_of_best(is_need=ways[0].query.is_need)))
                found.append(scored.scaled(self._weights.sounded_name_worth) if way.is_beside else scored)
                best = max(best, found[-1].best)
        least = [max(floor, share * best) for floor, share in floors]
        with self._rows.values.borrow() as memory:
            scored, is_hit = joined_ways(found, least, likely=LIKELY, memory=memory)
        return scored, self._of_places(ways[0].query, scored, is_hit)

    def _of_places(self, query: Query, scored: Scored, is_hit: Bools) -> Bools:
        """The hits; where several kinds are asked for at a place that has one of them, those of that place."""
        if not asks_for_kinds(query, self._lexicon) or all(part.kind != "place" for part in query.parts):
            return is_hit
        answer = is_hit & answer_there(query, scored.rows, self._lexicon, self._rows)
        return answer if answer.any() else is_hit

    def _weights_of(self, way: Rephrasing) -> Weights:
        """The weights, with the floors of one way to take the question."""
        if asks_for_kinds(way.query, self._lexicon):
            return floors_for_kinds(self._planner.plan(way.query), self._lexicon, self._weights)
        return self._weights

    @contextmanager
    def _scorers(self, eligible: Bools | None, weights: Weights) -> Iterator[list[SegmentScorer]]:
        """A scorer of every segment, with memory until the end of the block."""
        with ExitStack() as stack:
            yield [
                SegmentScorer(
                    segment,
                    number,
                    stack.enter_context(segment.values.borrow()),
                    eligible=self._rows.of_documents(number, eligible),
                    weights=weights,
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
