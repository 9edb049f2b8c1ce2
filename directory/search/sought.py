"""Some documents that are looked up for many grams at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Bools, Floats, Rows
from directory.search.postings import Listed, are_in, bit_masks

LONG_LIST = 8
"""So many times more documents than are sought: those are looked up in the list, not the list among them."""

_EVERY_BIT = 0xFF


class Sought:
    """Some ascending documents that are looked up for many grams; where their bits stand is worked out once."""

    def __init__(self, rows: Rows, places: Rows | None = None) -> None:
        """Takes the documents, and when it is known for every document its place among them, from 1; 0 = it is none."""
        self.rows = rows
        self._places = places
        # Wide numbers are looked up half as fast again.
        self._bytes = (rows >> 3).astype(np.intp)
        self._masks = bit_masks(rows)

    def are_listed_each(self, listed: Sequence[Listed]) -> Bools:
        """For each of some grams, one in a line, whether each of the documents has it; quicker than one by one."""
        # Column 0 takes what is none of the documents.
        held = np.zeros((len(listed), self.rows.size + 1), np.uint8)
        for line, each in zip(held, listed, strict=True):
            if each.bits is not None:
                each.bits.take(self._bytes, out=line[1:], mode="clip")
            elif each.rows is not None:
                self._mark(line, each.rows)
        found: Bools = (held[:, 1:] & self._masks) != 0
        return found

    def _mark(self, line: NDArray[np.uint8], rows: Rows) -> None:
        if self._places is not None and rows.size <= LONG_LIST * self.rows.size:
            line[self._places.take(rows, mode="clip")] = _EVERY_BIT
        else:
            line[1:][are_in(self.rows, rows)] = _EVERY_BIT


def add_lines(values: Floats, lines: NDArray[np.float32 | np.bool_], weights: Floats) -> None:
    """Adds every line by its weight, the first one first, so that equal columns get equal sums."""
    for line in lines * weights[:, np.newaxis]:
        values += line
