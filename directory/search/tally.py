"""One value for each candidate of a question, filled from the documents that hold each of its grams."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Floats, Rows
from directory.search.postings import Listed, Sought, are_listed
from directory.search.segment import Segment

_LONG_LIST = 8
"""So many times more documents than candidates: candidates are looked up in the list, not the list among them."""

_MANY_SHARE = 6
"""From this part of all documents on, a value for every document is filled quicker than one for every candidate."""

_LANES = np.unpackbits(np.arange(256, dtype=np.uint8)[:, np.newaxis], axis=1).astype(np.float32)
"""The eight documents of every possible byte of bits, as 0 and 1."""


class Tally(Protocol):
    """Values of candidates; all begin at 0."""

    def add_listed(self, listed: Listed, weight: np.float32, *, but: Listed | None = None) -> None:
        """Adds to the candidates with a gram, but not to those with the other one."""

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

    def add_listed(self, listed: Listed, weight: np.float32, *, but: Listed | None = None) -> None:
        """Adds to the documents with a gram, but not to those with the other one."""
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
        self._sought = Sought(rows)
        self._values = np.zeros(rows.size + 1, np.float32)

    def add_listed(self, listed: Listed, weight: np.float32, *, but: Listed | None = None) -> None:
        """Adds to the candidates with a gram, but not to those with the other one."""
        if listed.rows is not None and listed.size <= _LONG_LIST * self._rows.size:
            rows = listed.rows[~are_listed(listed.rows, but)] if but and but.size else listed.rows
            self._values[self._places[rows]] += weight
        elif listed.size:
            is_meant = self._sought.are_listed(listed)
            self._values[1:] += weight * (is_meant & ~self._sought.are_listed(but) if but and but.size else is_meant)

    def raise_to(self, rows: Rows, worth: Floats | float) -> None:
        """Raises the candidates in an ascending list to what each is worth."""
        if not rows.size:
            return
        if rows.size > _LONG_LIST * self._rows.size:
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
