"""How much of a question each candidate of a segment answers, in numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from directory.search.analysis import Bools, Floats, Rows
from directory.search.candidates import Source, choose_sources, find_sources, join_sources, within_budget
from directory.search.name_words import NameWords
from directory.search.part_values import PartValues
from directory.search.plan import Plan, PlannedPart
from directory.search.pool import Borrowing
from directory.search.postings import are_in
from directory.search.query import Part, Query
from directory.search.scored import Scored, least_of_best
from directory.search.segment import Segment
from directory.search.sought import seek
from directory.search.tally import FewTally, ManyTally
from directory.search.weights import Weights

CANDIDATES = 4_000
"""Documents that are scored first, to learn how good the best one is and so how many of the others matter."""

LIKELY = 500
"""Candidates of which the nearest are chosen."""

NEAR = 200
"""Best documents whose scores must be right to the last letter: the names of so many are compared."""

_MANY_SHARE = 8
"""From this part of all documents on, a value for every document is filled quicker than one for every candidate."""


class SegmentScorer:
    """Scores one question in one segment, taken in one way after the other, by one thread."""

    def __init__(
        self, segment: Segment, number: int, memory: Borrowing, *, eligible: Bools | None, weights: Weights
    ) -> None:
        """Takes the segment.

        Args:
            segment: to look in.
            number: its place among the segments of the plans.
            memory: arrays with a value for every document.
            eligible: documents that may be found at all; None = every one.
            weights: of the search.
        """
        self._segment = segment
        self._number = number
        self._memory = memory
        self._eligible = eligible
        self._weights = weights
        self._values = PartValues(segment, number, weights)
        # Most parts of a question are asked for in each of its ways.
        self._known: dict[Part, Floats] = {}
        self._known_by_marks: dict[Part, Floats] = {}
        self._known_of: dict[tuple[bytes, bool], dict[Part, Floats]] = {}
        self._words: dict[str, tuple[Rows, Bools]] = {}
        self._many: ManyTally | None = None

    def score(self, plan: Plan, *, least: float, best: float) -> Scored:
        """Every document that reaches the least score or the relative floor of the best one, and some more.

        Args:
            plan: of the question, taken in one way.
            least: absolute floor of a hit.
            best: score that another segment or way has reached already.
        """
        at_numbers = rows_at_numbers(plan.query, self._segment)
        named_with = self._values.named_with
        sources = find_sources(
            plan, self._segment, self._number, at_numbers=at_numbers, named_with=named_with, weights=self._weights
        )
        share = self._weights.share_of_best(is_need=plan.query.is_need)
        first = _most_telling(sources)
        found = self._score_sources(plan, at_numbers, first, floor=max(least, share * best))
        floor = max(least, share * max(best, found.best))
        needed = within_budget(choose_sources(sources, floor))
        known = set(map(id, first))
        if all(id(source) in known for source in needed):
            return found
        marked = sum(source.size for source in needed if not source.is_by_letters)
        if marked <= CANDIDATES or found.rows.size < NEAR or plan.least_text:
            return self._score_sources(plan, at_numbers, needed, floor=floor)
        # The better the best ones are, the fewer letters can still lead to one that is as good.
        letters = within_budget(choose_sources(sources, max(floor, least_of_best(found.values, NEAR))))
        new = [source for source in letters if source.is_by_letters and id(source) not in known]
        near = found.with_others(self._score_few(plan, at_numbers, self._rows_of(new, but=found.rows)))
        return self._with_marked(plan, at_numbers, near, floor)

    def _score_sources(self, plan: Plan, at_numbers: Rows, sources: Sequence[Source], *, floor: float) -> Scored:
        found = join_sources(sources, self._segment.count)
        if found.rows is None:
            is_candidate = found.are_marked if self._eligible is None else found.are_marked & self._eligible
            # Names are read one by one where words must begin in them.
            if plan.starts is None and np.count_nonzero(is_candidate) * _MANY_SHARE > self._segment.count:
                return self._score_many(plan, at_numbers, is_candidate, floor)
            return self._score_few(plan, at_numbers, np.flatnonzero(is_candidate).astype(np.int32))
        rows = found.rows if self._eligible is None else found.rows[self._eligible[found.rows]]
        return self._score_few(plan, at_numbers, rows)

    def _rows_of(self, sources: Sequence[Source], *, but: Rows) -> Rows:
        """The documents with one of some marks, without some that are known."""
        found = join_sources(sources, self._segment.count)
        rows = np.flatnonzero(found.are_marked).astype(np.int32) if found.rows is None else found.rows
        rows = rows if self._eligible is None else rows[self._eligible[rows]]
        return rows[~are_in(rows, but)]

    def _with_marked(self, plan: Plan, at_numbers: Rows, near: Scored, floor: float) -> Scored:
        """The nearest documents, and all that places and kinds alone bring to the floor.

        The few frequent letters that these share with the question would only tell them from one another.
        """
        tally = self._tally_of_all()
        self._total[at_numbers] += np.float32(plan.numbers_weight)
        total = self._total[: self._segment.count]
        marked = [planned for planned in plan.parts if planned.part.kind != "rest" or planned.part.alike]
        marked.sort(key=lambda planned: -planned.weight)
        left = sum(planned.weight for planned in marked)
        is_high = np.ones(total.size, bool) if self._eligible is None else self._eligible.copy()
        while marked and np.count_nonzero(is_high) * _MANY_SHARE > total.size:
            planned = marked.pop(0)
            known = self._known_by_marks if planned.part.kind == "rest" else self._known
            values = _once(known, planned.part, partial(self._values.by_marks, planned.part, tally))
            self._total += np.multiply(values, np.float32(planned.weight), out=self._product)
            left -= planned.weight
            is_high = total >= floor - left
            if self._eligible is not None:
                is_high &= self._eligible
        if marked:
            rows = np.flatnonzero(is_high).astype(np.int32)
            total[rows] += self._marks_of(marked, rows)
            is_high = is_high & (total >= floor)
        is_high[near.rows] = True
        total[near.rows] = near.values
        rows = np.flatnonzero(is_high).astype(np.int32)
        return Scored(rows=rows, values=total.take(rows))

    def _marks_of(self, marked: Sequence[PlannedPart], rows: Rows) -> Floats:
        """What places and kinds of some parts add to the scores of some documents."""
        total = np.zeros(rows.size, np.float32)
        with seek(rows, self._segment.scratch()) as sought:
            tally = FewTally(sought)
            for planned in marked:
                total += self._values.by_marks(planned.part, tally) * np.float32(planned.weight)
        return total

    def _tally_of_all(self) -> ManyTally:
        """The tally of all documents; their total begins at 0."""
        if self._many is None:
            self._many = ManyTally(self._segment.count, self._memory)
            self._total, self._product = self._memory.empty(), self._memory.empty()
        self._total.fill(0)
        return self._many

    def _score_few(self, plan: Plan, at_numbers: Rows, rows: Rows) -> Scored:
        """Scores some documents."""
        if not rows.size:
            return Scored(rows=rows, values=np.empty(0, np.float32))
        total = np.zeros(rows.size, np.float32)
        # The most telling marks of a question are often the same in two ways.
        known = self._known_of.setdefault((rows.tobytes(), plan.starts is None), {})
        words = None if plan.starts is None else NameWords(plan.starts, self._segment, rows, self._words)
        with seek(rows, self._segment.scratch()) as sought:
            tally = FewTally(sought)
            misses = self._add_up(
                plan,
                total,
                np.empty_like(total),
                lambda planned: _once(known, planned.part, partial(self._values.of_all, planned, tally, words)),
            )
        if at_numbers.size:
            total += np.float32(plan.numbers_weight) * are_in(rows, at_numbers)
        return Scored(rows=rows, values=total, misses_text=misses)

    def _score_many(self, plan: Plan, at_numbers: Rows, is_candidate: Bools, floor: float) -> Scored:
        """Scores all documents; of the candidates those below the floor may be left out."""
        tally = self._tally_of_all()
        misses = self._add_up(
            plan,
            self._total,
            self._product,
            lambda planned: _once(self._known, planned.part, partial(self._values.of_all, planned, tally)),
        )
        self._total[at_numbers] += np.float32(plan.numbers_weight)
        total = self._total[: self._segment.count]
        is_high = is_candidate & (total >= floor)
        if misses is not None or np.count_nonzero(is_high) < LIKELY:
            is_high = is_candidate
        rows = np.flatnonzero(is_high).astype(np.int32)
        return Scored(rows=rows, values=total.take(rows), misses_text=None if misses is None else misses.take(rows))

    def _add_up(
        self, plan: Plan, total: Floats, product: Floats, answered: Callable[[PlannedPart], Floats]
    ) -> Bools | None:
        """Adds the share of the question that each document answers by each of its parts; which ones miss text."""
        misses = np.zeros(total.size, bool) if plan.least_text else None
        for planned in plan.parts:
            values = answered(planned)
            total += np.multiply(values, np.float32(planned.weight), out=product)
            if misses is not None and planned.part.kind == "rest":
                misses |= values < plan.least_text
        return misses


def _once(known: dict[Part, Floats], part: Part, ask: Callable[[], Floats]) -> Floats:
    """What is asked of a part, worked out once for all ways; how surely the part is meant makes no difference."""
    part = replace(part, certainty=1.0)
    if part not in known:
        known[part] = ask()
    return known[part]


def _most_telling(sources: Sequence[Source]) -> list[Source]:
    """The most telling marks, until they have enough documents to compare names of."""
    chosen: list[Source] = []
    size = 0
    for source in sorted(sources, key=lambda source: -source.telling):
        if size >= NEAR and size + source.size > CANDIDATES:
            break
        chosen.append(source)
        size += source.size
    return chosen


def rows_at_numbers(query: Query, segment: Segment) -> Rows:
    """Documents in the finest place asked for whose address begins with the numbers asked for."""
    names = [name for part in query.parts if part.kind == "place" for name in part.names]
    if not query.numbers or not names:
        return np.empty(0, np.int32)
    rows = min((segment.rows_at(name) for name in names), key=len)
    return rows[segment.begin_with_numbers(rows, query.numbers)]
