"""Listings with the share of a question that each answers, and what several ways to take it found together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from directory.search.analysis import Bools, Floats, Ints, Rows
from directory.search.highest import first_with, least_of_highest
from directory.search.pool import Borrowing
from directory.search.postings import distinct

_DENSE_SHARE = 8
"""From this part of all listings on, a value for each of them is kept quicker than those found are looked up."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Scored:
    """Documents of one segment, or rows, ascending, and the share of the question (0 … 1) that each answers.

    Attributes:
        misses_text: those without the free text that they must have; None = nothing must be met.
    """

    rows: Rows
    values: Floats
    misses_text: Bools | None = None

    @property
    def whole(self) -> Floats:
        """The values; 0 for those that miss text."""
        return self.values if self.misses_text is None else np.where(self.misses_text, np.float32(0), self.values)

    def scaled(self, worth: float) -> Scored:
        """The same documents, all worth less."""
        return replace(self, values=self.values * np.float32(worth))

    @property
    def best(self) -> float:
        """The highest value of one that misses nothing."""
        return float(self.whole.max(initial=0.0))

    def with_others(self, other: Scored) -> Scored:
        """These and other documents, of which none misses text."""
        rows = np.concatenate((self.rows, other.rows))
        order = np.argsort(rows, kind="stable")
        return Scored(rows=rows[order], values=np.concatenate((self.values, other.values))[order])

    def miss_text(self, places: Ints) -> Bools:
        """Whether those at some places miss text."""
        return np.zeros(places.size, bool) if self.misses_text is None else self.misses_text[places]


def joined_ways(
    found: Sequence[Scored], floors: Sequence[float], *, likely: int, memory: Borrowing
) -> tuple[Scored, Bools]:
    """What was found in several ways, each row once with its best value, and whether it reaches a floor.

    Text is missed in the first way: only there it is known what is a place and what is not. Of rows that reach no
    floor, those are left that may be among the `likely` best ones of all.

    Args:
        found: in each way, by row.
        floors: of each way.
        likely: how many of the best rows are left in any case.
        memory: arrays with a value for every row, or more.
    """
    if len(found) == 1:
        return found[0], found[0].whole >= floors[0]
    if sum(each.rows.size for each in found) * _DENSE_SHARE < memory.count:
        return _joined_few(found, floors)
    values = memory.zeros()
    is_hit, misses = np.zeros(values.size, bool), None
    values[found[0].rows] = found[0].values
    for each in found[1:]:
        values[each.rows] = np.maximum(values.take(each.rows), each.values)
    for each, floor in zip(found, floors, strict=True):
        is_hit[each.rows[each.whole >= floor]] = True
    least = max(least_of_best(each.values, likely) for each in found)
    is_left = (values >= least) if least > 0 else (values > 0)
    is_left |= is_hit
    rows = np.flatnonzero(is_left).astype(np.int32)
    if found[0].misses_text is not None:
        misses = np.zeros(values.size, bool)
        misses[found[0].rows] = found[0].misses_text
        misses = misses.take(rows)
    return Scored(rows=rows, values=values.take(rows), misses_text=misses), is_hit.take(rows)


def _joined_few(found: Sequence[Scored], floors: Sequence[float]) -> tuple[Scored, Bools]:
    """The same by looking each row up in every way; all rows are left."""
    rows = distinct(np.concatenate([each.rows for each in found]))
    values, is_hit = np.zeros(rows.size, np.float32), np.zeros(rows.size, bool)
    misses = None
    for way, (each, floor) in enumerate(zip(found, floors, strict=True)):
        at = rows.searchsorted(each.rows)
        values[at] = np.maximum(values[at], each.values)
        is_hit[at] |= each.whole >= floor
        if way == 0 and each.misses_text is not None:
            misses = np.zeros(rows.size, bool)
            misses[at] = each.misses_text
    return Scored(rows=rows, values=values, misses_text=misses), is_hit


def least_of_best(values: Floats, count: int) -> float:
    """The least of so many highest values; 0 where there are fewer."""
    return float(least_of_highest(values, count)) if values.size >= count else 0.0


def best_of(values: Floats, count: int) -> Ints:
    """Places of the highest values; of equal ones those that stand first. In no order."""
    if values.size <= count:
        return np.arange(values.size)
    least = least_of_highest(values, count)
    above = np.flatnonzero(values > least)
    return np.concatenate((above, first_with(values, least, count - above.size)))
