"""Some documents that are looked up for many grams at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Bools, Floats, Ints, Rows
from directory.search.postings import Listed, are_in, bit_masks

LONG_LIST = 8
"""So many times more documents than are sought: those are looked up in the list, not the list among them."""

_EVERY_BIT = 0xFF


class Sought:
    """Some ascending documents that are looked up for many grams; where their bits stand is worked out once."""

    def __init__(self, rows: Rows, places: Rows) -> None:
        """Takes the documents, and for every document its place among them, counted from 1; 0 = it is none of them."""
        self.rows = rows
        self._places = places
        # Wide numbers are looked up half as fast again.
        self._bytes = (rows >> 3).astype(np.intp)
        self._masks = bit_masks(rows)

    def are_listed_each(self, listed: Sequence[Listed]) -> Bools:
        """For each of some grams, one in a line, whether each of the documents has it; quicker than one by one."""
        count = self.rows.size
        held = np.zeros((len(listed), count), np.uint8)
        short: list[Rows] = []
        lines: list[int] = []
        for number, each in enumerate(listed):
            if each.bits is not None:
                each.bits.take(self._bytes, out=held[number], mode="clip")
            elif each.rows is None:
                continue
            elif each.size <= LONG_LIST * count:
                short.append(each.rows)
                lines.append(number * count)
            else:
                held[number, are_in(self.rows, each.rows)] = _EVERY_BIT
        if short:
            places, at = self.places_in(np.concatenate(short))
            ends = at.searchsorted(np.cumsum([rows.size for rows in short]))
            places += np.repeat(np.array(lines), np.diff(ends, prepend=0))
            held.reshape(-1)[places] = _EVERY_BIT
        found: Bools = (held & self._masks) != 0
        return found

    def places_in(self, rows: Rows) -> tuple[Ints, Ints]:
        """Which of some documents are sought: the place of each among those sought, and among the given ones."""
        places = self._places.take(rows, mode="clip")
        # Of bytes they are found several times quicker than of numbers.
        at = np.flatnonzero(places != 0)
        return places.take(at).astype(np.int64) - 1, at


@contextmanager
def seek(rows: Rows, places: Rows) -> Iterator[Sought]:
    """Ascending documents to be looked up; `places` has a 0 for every document, before and afterwards."""
    places[rows] = np.arange(1, rows.size + 1, dtype=np.int32)
    try:
        yield Sought(rows, places)
    finally:
        places[rows] = 0


def add_lines(values: Floats, lines: NDArray[np.float32 | np.bool_], weights: Floats) -> None:
    """Adds every line by its weight, one after the other, so that equal columns get equal sums."""
    # Numbers of two kinds are multiplied at a third of the speed.
    values += np.einsum("g,gn->n", weights, lines.astype(np.float32, copy=False))
