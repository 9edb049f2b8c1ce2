"""One value for each candidate of a question, filled from the documents that hold each of its grams."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Floats, Rows
from directory.search.pool import Borrowing
from directory.search.postings import Listed, are_in, are_listed
from directory.search.sought import LONG_LIST, Sought, add_lines

_LOOKED_UP = 1 << 16
"""Candidates times grams that are looked up at once."""

_LANES = np.unpackbits(np.arange(256, dtype=np.uint8)[:, np.newaxis], axis=1).astype(np.float32)
"""The eight documents of every possible byte of bits, as 0 and 1."""


_HUNDREDTH = np.float32(0.01)


class Tally(Protocol):
    """Values of documents; all begin at 0."""

    def add_each(self, listed: Sequence[Listed], weights: Floats) -> None:
        """Adds the weight of every gram to the documents with it."""

    def add_either(self, listed: Sequence[Listed], others: Sequence[Listed], weights: Floats, worth: float) -> None:
        """The same; documents without a gram that have its other one get `worth` of its weight."""

    def raise_to(self, rows: Rows, worth: float) -> None:
        """Raises the documents in an ascending list to what they are worth."""

    def raise_all(self, hundredths: NDArray[np.uint8]) -> None:
        """Raises every document to what it is worth, told of all documents of the segment."""

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
        if listed.rows is not None:
            self._values[listed.rows] = self._values.take(listed.rows, mode="clip") + weight
        elif listed.bits is not None:
            np.take(_LANES * weight, listed.bits, axis=0, out=self._added, mode="clip")
            self._values += self._added.reshape(-1)

    def raise_to(self, rows: Rows, worth: float) -> None:
        """Raises the documents in a list to what they are worth."""
        if not rows.size:
            return
        if worth < self._most:
            self._values[rows] = np.maximum(self._values.take(rows, mode="clip"), np.float32(worth))
        else:
            self._values[rows] = worth
        self._most = max(self._most, worth)

    def raise_all(self, hundredths: NDArray[np.uint8]) -> None:
        """Raises every document to what it is worth."""
        values = self._values[: self._count]
        if self._most:
            worth = self._added.reshape(-1)[: self._count]
            np.maximum(values, np.multiply(hundredths, _HUNDREDTH, out=worth, dtype=np.float32), out=values)
        else:
            np.multiply(hundredths, _HUNDREDTH, out=values, dtype=np.float32)
        self._most = max(self._most, 1.0)

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
    if listed.rows is not None:
        return listed._replace(rows=listed.rows[~are_listed(listed.rows, others)])
    return listed if listed.bits is None else listed._replace(bits=listed.bits & ~others.bits)


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

    def raise_to(self, rows: Rows, worth: float) -> None:
        """Raises the candidates in an ascending list to what they are worth."""
        if not rows.size:
            return
        if rows.size > LONG_LIST * self._sought.rows.size:
            places = np.flatnonzero(are_in(self._sought.rows, rows))
        else:
            places, _ = self._sought.places_in(rows)
        self._values[places] = np.maximum(self._values.take(places), np.float32(worth))

    def raise_all(self, hundredths: NDArray[np.uint8]) -> None:
        """Raises every candidate to what it is worth."""
        worth = hundredths.take(self._sought.rows, mode="clip").astype(np.float32)
        worth *= _HUNDREDTH
        np.maximum(self._values, worth, out=self._values)

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
