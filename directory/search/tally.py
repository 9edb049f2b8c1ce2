"""One value for each candidate of a question, filled from the documents that hold each of its grams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Floats, Rows
from directory.search.postings import Listed, are_listed
from directory.search.segment import Segment
from directory.search.sought import LONG_LIST, Sought, add_lines

_LOOKED_UP = 1 << 17
"""Candidates times grams that are looked up at once."""

_MANY_SHARE = 6
"""From this part of all documents on, a value for every document is filled quicker than one for every candidate."""

_LANES = np.unpackbits(np.arange(256, dtype=np.uint8)[:, np.newaxis], axis=1).astype(np.float32)
"""The eight documents of every possible byte of bits, as 0 and 1."""


class Tally(Protocol):
    """Values of candidates; all begin at 0."""

    def add_each(self, listed: Sequence[Listed], weights: Floats) -> None:
        """Adds the weight of every gram to the candidates with it."""

    def add_either(self, listed: Sequence[Listed], others: Sequence[Listed], weights: Floats, worth: float) -> None:
        """The same; candidates without a gram that have its other one get `worth` of its weight."""

    def raise_to(self, rows: Rows, worth: Floats | float) -> None:
        """Raises the candidates in an ascending list to what each is worth."""

    def take(self) -> Floats:
        """The values of the candidates in their order; all begin again at 0."""


@contextmanager
def open_tally(rows: Rows, segment: Segment) -> Iterator[Tally]:
    """The quicker tally for some ascending candidates of a segment; one at a time in each thread."""
    if rows.size * _MANY_SHARE > segment.count:
        yield ManyTally(rows, segment.count)
        return
    places = segment.scratch()
    # Place 0 takes whatever is no candidate.
    places[rows] = np.arange(1, rows.size + 1, dtype=np.int32)
    try:
        yield FewTally(rows, places)
    finally:
        places[rows] = 0


class ManyTally:
    """A value for every document of the segment, so that nobody asks which of them are candidates."""

    def __init__(self, rows: Rows, count: int) -> None:
        """Takes the candidates, and how many documents there are."""
        self._rows = rows
        self._by_byte = np.zeros(((count + 7) // 8, 8), np.float32)
        self._values = self._by_byte.reshape(-1)
        self._added = np.empty_like(self._by_byte)

    def add_each(self, listed: Sequence[Listed], weights: Floats) -> None:
        """Adds the weight of every gram to the documents with it."""
        for each, weight in zip(listed, weights, strict=True):
            self._add(each, weight)

    def add_either(self, listed: Sequence[Listed], others: Sequence[Listed], weights: Floats, worth: float) -> None:
        """The same; documents without a gram that have its other one get `worth` of its weight."""
        for each, other, weight in zip(listed, others, weights, strict=True):
            self._add(each, weight)
            self._add(other, weight * np.float32(worth), but=each)

    def _add(self, listed: Listed, weight: np.float32, *, but: Listed | None = None) -> None:
        if listed.bits is not None:
            bits = listed.bits & ~self._bits_of(but) if but and but.size else listed.bits
            np.take(_LANES * weight, bits, axis=0, out=self._added, mode="clip")
            self._by_byte += self._added
        elif listed.rows is not None:
            rows = listed.rows[~are_listed(listed.rows, but)] if but and but.size else listed.rows
            self._values[rows] += weight

    def raise_to(self, rows: Rows, worth: Floats | float) -> None:
        """Raises the documents in a list to what each is worth."""
        self._values[rows] = np.maximum(self._values[rows], np.asarray(worth, np.float32))

    def take(self) -> Floats:
        """The values of the candidates; all begin again at 0."""
        values: Floats = self._values[self._rows]
        self._values[:] = 0
        return values

    def _bits_of(self, listed: Listed) -> NDArray[np.uint8]:
        if listed.bits is not None:
            return listed.bits
        has = np.zeros(self._values.size, np.uint8)
        has[listed.rows] = 1
        return np.packbits(has)


class FewTally:
    """A value for every candidate."""

    def __init__(self, rows: Rows, places: Rows) -> None:
        """Takes the candidates, and for every document its place among them, counted from 1; 0 = it is none."""
        self._rows = rows
        self._places = places
        self._sought = Sought(rows, places)
        self._values = np.zeros(rows.size + 1, np.float32)
        self._at_once = max(1, _LOOKED_UP // rows.size)

    def add_each(self, listed: Sequence[Listed], weights: Floats) -> None:
        """Adds the weight of every gram to the candidates with it."""
        for part in self._parts(len(listed)):
            add_lines(self._values[1:], self._sought.are_listed_each(listed[part]), weights[part])

    def add_either(self, listed: Sequence[Listed], others: Sequence[Listed], weights: Floats, worth: float) -> None:
        """The same; candidates without a gram that have its other one get `worth` of its weight."""
        for part in self._parts(len(listed)):
            are_there = self._sought.are_listed_each(listed[part])
            less = self._sought.are_listed_each(others[part]) * np.float32(worth)
            np.maximum(less, are_there, out=less)
            add_lines(self._values[1:], less, weights[part])

    def _parts(self, count: int) -> Iterator[slice]:
        """Grams by the dozen: many candidates for many grams at once would not stay in the processor's memory."""
        return (slice(start, start + self._at_once) for start in range(0, count, self._at_once))

    def raise_to(self, rows: Rows, worth: Floats | float) -> None:
        """Raises the candidates in an ascending list to what each is worth."""
        if not rows.size:
            return
        if rows.size > LONG_LIST * self._rows.size:
            at = np.minimum(rows.searchsorted(self._rows), rows.size - 1)
            found = worth[at] if isinstance(worth, np.ndarray) else np.float32(worth)
            values = np.where(rows[at] == self._rows, found, np.float32(0))
            np.maximum(self._values[1:], values, out=self._values[1:])
            return
        places = self._places[rows]
        self._values[places] = np.maximum(self._values[places], np.asarray(worth, np.float32))

    def take(self) -> Floats:
        """The values of the candidates in their order; all begin again at 0."""
        values: Floats = self._values[1:].copy()
        self._values[:] = 0
        return values
