"""How much of a question each candidate of a segment answers, in numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from directory.search.analysis import Bools, Floats, Ints, Rows
from directory.search.candidates import Source, choose_sources, find_sources, join_sources, within_budget
from directory.search.plan import Family, Plan, PlannedPart
from directory.search.postings import Listed, are_in, distinct
from directory.search.query import Query
from directory.search.segment import Segment
from directory.search.tally import Tally, open_tally
from directory.search.weights import Weights
from directory.search.word_starts import WordStarts, only_words

CANDIDATES = 4_000
"""Documents that are scored first, to learn how good the best one is and so how many of the others matter."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Scored:
    """Documents of one segment, ascending, and the share of the question (0 … 1) that each answers.

    Attributes:
        misses_text: those without the free text that they must have.
    """

    rows: Rows
    values: Floats
    misses_text: Bools

    @property
    def whole(self) -> Floats:
        """The values; 0 for those that miss text."""
        return np.where(self.misses_text, np.float32(0), self.values)

    def scaled(self, worth: float) -> Scored:
        """The same documents, all worth less."""
        return replace(self, values=self.values * np.float32(worth))

    @property
    def best(self) -> float:
        """The highest value of one that misses nothing."""
        return float(self.whole.max(initial=0.0))


class SegmentScorer:
    """Scores one question in one segment; used once, by one thread."""

    def __init__(self, plan: Plan, segment: Segment, number: int, *, weights: Weights) -> None:
        """Looks the question up; `number` is the place of the segment among those of the plan."""
        self._plan = plan
        self._segment = segment
        self._number = number
        self._weights = weights
        self._at_numbers = rows_at_numbers(plan.query, segment)
        # Names with a word are asked for more than once.
        self._named_with = cache(segment.named.rows_with)
        self._sources = find_sources(
            plan, segment, number, at_numbers=self._at_numbers, named_with=self._named_with, weights=weights
        )

    def score(self, *, least: float, best: float, eligible: Bools | None) -> Scored:
        """Every document that reaches the least score or the relative floor of the best one, and some more.

        Args:
            least: absolute floor of a hit.
            best: score that another segment has reached already.
            eligible: documents that may be found at all; None = every one.
        """
        first = self._rarest()
        found = self._score_rows(join_sources(first, self._segment.count), eligible)
        floor = max(least, self._weights.share_of_best(is_need=self._plan.query.is_need) * max(best, found.best))
        needed = within_budget(choose_sources(self._sources, floor))
        if len(needed) <= len(first):
            return found
        return self._score_rows(join_sources(needed, self._segment.count), eligible)

    def _rarest(self) -> list[Source]:
        """The rarest marks, until they have enough documents to compare names of."""
        chosen: list[Source] = []
        size = 0
        for source in sorted(self._sources, key=lambda source: source.size):
            if chosen and size + source.size > CANDIDATES:
                break
            chosen.append(source)
            size += source.size
        return chosen

    def _score_rows(self, rows: Rows, eligible: Bools | None) -> Scored:
        if eligible is not None:
            rows = rows[eligible[rows]]
        total = np.zeros(rows.size, np.float32)
        misses = np.zeros(rows.size, bool)
        if not rows.size:
            return Scored(rows=rows, values=total, misses_text=misses)
        with open_tally(rows, self._segment) as tally:
            for planned in self._plan.parts:
                values = self._values(planned, tally, rows)
                total += np.float32(planned.weight) * values
                if planned.part.kind == "rest" and self._plan.least_text:
                    misses |= values < self._plan.least_text
        if self._at_numbers.size:
            total += self._plan.numbers_weight * are_in(rows, self._at_numbers)
        return Scored(rows=rows, values=total, misses_text=misses)

    def _values(self, planned: PlannedPart, tally: Tally, rows: Rows) -> Floats:
        """How much of one part each candidate answers, 0 … 1."""
        part, segment = planned.part, self._segment
        if part.kind == "place":
            for name in part.names:
                tally.raise_to(self._named_with(name), self._weights.place_in_name_worth)
            for name in part.names:
                tally.raise_to(segment.rows_at(name), 1.0)
            return tally.take()
        if part.kind == "concept":
            for number in part.concepts:
                members = segment.members(number)
                tally.raise_to(members.rows, members.worth)
            tally.raise_to(self._named_with(part.text), 1.0)
            return tally.take()
        return self._text_values(planned, tally, rows)

    def _text_values(self, planned: PlannedPart, tally: Tally, rows: Rows) -> Floats:
        """How much of a stretch of free text each candidate answers, 0 … 1."""
        part, weights = planned.part, self._weights
        for place in part.alike:
            tally.raise_to(self._segment.rows_at(place.name), weights.worth_of_alike(is_nearest=place.is_nearest))
        values = tally.take()
        named, around, texts = planned.spelled
        if named.mass:
            covered = self._covered_by_either(named, around, tally)
            np.maximum(values, self._as_words(covered, part.text, rows, by_sound=False), out=values)
        if texts.mass:
            np.maximum(values, self._covered(texts, tally), out=values)
        for family in planned.sounded:
            if family.mass:
                covered = self._covered(family, tally)
                np.maximum(values, self._as_words(covered, part.sound, rows, by_sound=True), out=values)
        return values

    def _as_words(self, values: Floats, word: str, rows: Rows, *, by_sound: bool) -> Floats:
        """The values without those of names in which the word only stands within others, where that is asked."""
        starts, segment = self._plan.starts, self._segment
        if starts is None:
            return values
        if by_sound:
            return only_words(values, rows, lambda row: starts.stands_in_reading(word, segment.readings[row]))
        return only_words(values, rows, lambda row: self._holds_word(word, row, starts))

    def _holds_word(self, word: str, row: int, starts: WordStarts) -> bool:
        """Whether a name has a text as a word of its own, or a tag or what stands around the name has it."""
        segment, name = self._segment, self._segment.names[row]
        if starts.stands_in_name(word, name):
            return True
        one = np.array([row], np.int32)
        return word not in name and bool(segment.named.hold(word, one)[0] or segment.around.hold(word, one)[0])

    def _covered_by_either(self, named: Family, around: Family, tally: Tally) -> Floats:
        """Share of the grams that each candidate has in its name or around it (a town in the address)."""
        weights = np.array([gram.weight / named.mass for gram in named.grams], np.float32)
        tally.add_either(self._listed(named), self._listed(around), weights, around.worth)
        return tally.take()

    def _covered(self, family: Family, tally: Tally) -> Floats:
        """Idf-weighted share of the grams of one family that each candidate has, by what the family is worth."""
        weights = np.array([gram.weight * family.worth / family.mass for gram in family.grams], np.float32)
        tally.add_each(self._listed(family), weights)
        return tally.take()

    def _listed(self, family: Family) -> list[Listed]:
        return [gram.listed[self._number] for gram in family.grams]


def rows_at_numbers(query: Query, segment: Segment) -> Rows:
    """Documents in the finest place asked for whose address begins with the numbers asked for."""
    names = [name for part in query.parts if part.kind == "place" for name in part.names]
    if not query.numbers or not names:
        return np.empty(0, np.int32)
    rows = min((segment.rows_at(name) for name in names), key=len)
    return rows[segment.begin_with_numbers(rows, query.numbers)]


def joined_ways(found: Sequence[Scored], floors: Sequence[float], *, likely: int) -> tuple[Scored, Bools]:
    """What was found in several ways, each document once with its best value, and whether it reaches a floor.

    Text is missed in the first way: only there it is known what is a place and what is not. Of documents that reach no
    floor, only those are left that are among the `likely` best ones of a way, so the best ones of all.
    """
    if len(found) == 1:
        return found[0], found[0].whole >= floors[0]
    reach = [each.whole >= floor for each, floor in zip(found, floors, strict=True)]
    kept = [_with_best(is_hit, each.values, likely) for each, is_hit in zip(found, reach, strict=True)]
    rows = distinct(np.concatenate([each.rows[places] for each, places in zip(found, kept, strict=True)]))
    values, is_hit = np.zeros(rows.size, np.float32), np.zeros(rows.size, bool)
    misses = np.zeros(rows.size, bool)
    for way, each in enumerate(found):
        if not each.rows.size:
            continue
        at = np.minimum(each.rows.searchsorted(rows), each.rows.size - 1)
        is_found = each.rows[at] == rows
        values = np.maximum(values, each.values[at] * is_found)
        is_hit |= reach[way][at] & is_found
        if way == 0:
            misses = each.misses_text[at] & is_found
    return Scored(rows=rows, values=values, misses_text=misses), is_hit


def _with_best(is_hit: Bools, values: Floats, count: int) -> Ints:
    """Places of the hits and of the highest values."""
    is_kept = is_hit.copy()
    is_kept[best_of(values, count)] = True
    return np.flatnonzero(is_kept)


def best_of(values: Floats, count: int) -> Ints:
    """Places of the highest values; of equal ones those that stand first. In no order."""
    if values.size <= count:
        return np.arange(values.size)
    least = np.partition(values, values.size - count)[values.size - count]
    above = np.flatnonzero(values > least)
    return np.concatenate((above, np.flatnonzero(values == least)[: count - above.size]))
