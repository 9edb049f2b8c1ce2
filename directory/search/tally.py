"""One value for each candidate of a question, filled from the documents that hold each of its grams."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np

from directory.search.analysis import Floats, Rows
from directory.search.pool import Borrowing
from directory.search.postings import Listed, are_listed
from directory.search.sought import LONG_LIST, Sought, add_lines

_LOOKED_UP = 1 << 16
"""Candidates times grams that are looked up at once."""

_LANES = np.unpackbits(np.arange(256, dtype=np.uint8)[:, np.newaxis], axis=1).astype(np.float32)
"""The eight documents of every possible byte of bits, as 0 and 1."""


class Tally(Protocol):
    """Values of documents; all begin at 0."""

    def add_each(self, listed: Sequence[Listed], weights: Floats) -> None:
        """Adds the weight of every gram to the documents with it."""

    def add_either(self, listed: Sequence[Listed], others: Sequence[Listed], weights: Floats, worth: float) -> None:
        """The same; documents without a gram that have its other one get `worth` of its weight."""

    def raise_to(self, rows: Rows, worth: Floats | float) -> None:
        """Raises the documents in an ascending list to what each is worth."""

    def correct(self, change: Callable[[Floats], Floats]) -> None:
        """Puts other values in the place of those of this channel."""

    def begin_channel(self) -> None:
        """Begins again at 0; of each document the best value of all channels counts."""

    def take(self) -> Floats:
        """The best values in the order of the documents; all begin again at 0."""


class ManyTally:
    """A value for every document of the segment, so that nobody asks which of them are candidates."""

    def __init__(self, count: int, memory: Borrowing) -> None:
        """Takes how many documents there are, and arrays of that length or up to 7 longer."""
        self._count = count
        self._memory = memory
        self._values = memory.zeros()
        self._added = memory.empty().reshape(-1, 8)
        self._best: Floats | None = None
        self._most = 0.0

    def add_each(self, listed: Sequence[Listed], weights: Floats) -> None:
        """Adds the weight of every gram to the documents with it."""
        for each, weight in zip(listed, weights, strict=True):
            self._add(each, weight)

    def add_either(self, listed: Sequence[Listed], others: Sequence[Listed], weights: Floats, worth: float) -> None:
        """The same; documents without a gram that have its other one get `worth` of its weight."""
        for each, other, weight in zip(listed, others, weights, strict=True):
            less = weight * np.float32(worth)
            if other.size and each.rows is not None:
                # Few documents are quicker put right than left out.
                before = self._values.take(each.rows, mode="clip")
                self._add(other, less)
                self._values[each.rows] = before + weight
            else:
                self._add(each, weight)
                self._add(_without(other, each), less)

    def _add(self, listed: Listed, weight: np.float32) -> None:
        if not listed.size:
            return
        self._most = np.inf
        if listed.bits is not None:
            np.take(_LANES * weight, listed.bits, axis=0, out=self._added, mode="clip")
            self._values += self._added.reshape(-1)
        elif listed.rows is not None:
            self._values[listed.rows] = self._values.take(listed.rows, mode="clip") + weight

    def raise_to(self, rows: Rows, worth: Floats | float) -> None:
        """Raises the documents in a list to what each is worth."""
        if not rows.size:
            return
        least, most = (worth.min(), worth.max()) if isinstance(worth, np.ndarray) else (worth, worth)
        if least < self._most:
            worth = np.maximum(self._values.take(rows, mode="clip"), np.asarray(worth, np.float32))
        self._values[rows] = worth
        self._most = max(self._most, float(most))

    def correct(self, change: Callable[[Floats], Floats]) -> None:
        """Puts other values in the place of those of this channel."""
        values = self._values[: self._count]
        values[:] = change(values)

    def begin_channel(self) -> None:
        """Begins again at 0; of each document the best value of all channels counts."""
        if self._best is None:
            self._best, self._values = self._values, self._memory.zeros()
        elif self._most:
            np.maximum(self._best, self._values, out=self._best)
            self._values.fill(0)
        self._most = 0.0

    def take(self) -> Floats:
        """The best values of all documents; all begin again at 0."""
        self.begin_channel()
        best, self._best = self._best, None
        return self._values if best is None else best


def _without(listed: Listed, others: Listed) -> Listed:
    """Documents of one gram that have not another one, which is written as bits or nowhere."""
    if others.bits is None:
        return listed
    if listed.bits is not None:
        return listed._replace(bits=listed.bits & ~others.bits)
    if listed.rows is None:
        return listed
    return listed._replace(rows=listed.rows[~are_listed(listed.rows, others)])


class FewTally:
    """A value for every candidate."""

    def __init__(self, sought: Sought) -> None:
        """Takes the candidates."""
        self._sought = sought
        self._values = np.zeros(sought.rows.size, np.float32)
        self._best: Floats | None = None
        self._at_once = max(1, _LOOKED_UP // max(1, sought.rows.size))

    def add_each(self, listed: Sequence[Listed], weights: Floats) -> None:
        """Adds the weight of every gram to the candidates with it."""
        for part in self._parts(len(listed)):
            add_lines(self._values, self._sought.are_listed_each(listed[part]), weights[part])

    def add_either(self, listed: Sequence[Listed], others: Sequence[Listed], weights: Floats, worth: float) -> None:
        """The same; candidates without a gram that have its other one get `worth` of its weight."""
        for part in self._parts(len(listed)):
            are_there = self._sought.are_listed_each(listed[part]).astype(np.float32)
            less = self._sought.are_listed_each(others[part]).astype(np.float32)
            less *= np.float32(worth)
            np.maximum(less, are_there, out=less)
            add_lines(self._values, less, weights[part])

    def _parts(self, count: int) -> Iterator[slice]:
        """Grams by the dozen: many candidates for many grams at once would not stay in the processor's memory."""
        return (slice(start, start + self._at_once) for start in range(0, count, self._at_once))

    def raise_to(self, rows: Rows, worth: Floats | float) -> None:
        """Raises the candidates in an ascending list to what each is worth."""
        sought = self._sought.rows
        if not rows.size:
            return
        if rows.size > LONG_LIST * sought.size:
            at = np.minimum(rows.searchsorted(sought), rows.size - 1)
            found = worth[at] if isinstance(worth, np.ndarray) else np.float32(worth)
            values = np.where(rows[at] == sought, found, np.float32(0))
            np.maximum(self._values, values, out=self._values)
            return
        places, listed = self._sought.places_in(rows)
        if isinstance(worth, np.ndarray):
            worth = worth.take(listed)
        self._values[places] = np.maximum(self._values.take(places), np.asarray(worth, np.float32))

    def correct(self, change: Callable[[Floats], Floats]) -> None:
        """Puts other values in the place of those of this channel."""
        self._values = change(self._values)

    def begin_channel(self) -> None:
        """Begins again at 0; of each candidate the best value of all channels counts."""
        if self._best is not None:
            np.maximum(self._values, self._best, out=self._values)
        self._best, self._values = self._values, np.zeros_like(self._values)

    def take(self) -> Floats:
        """The best values of the candidates in their order; all begin again at 0."""
        self.begin_channel()
        best, self._best = self._best, None
        return self._values if best is None else best
