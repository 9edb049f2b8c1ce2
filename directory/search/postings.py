"""Gram -> documents whose text holds it: sorted lists, and bits for grams that are not rare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Bools, Ints, Rows, grams_of
from directory.search.array_file import Arrays

_Number = TypeVar("_Number", np.int32, np.int64)

_MANY_SHARE = 32
"""From this part of all numbers on, walking through a mark for each is quicker than looking for them."""

_REMEMBERED = 4_096
"""Grams whose places are kept: most questions share theirs with others."""


class Listed(NamedTuple):
    """The documents with a gram; neither a list nor bits where there are none.

    Attributes:
        size: how many they are.
        rows: the documents, ascending; None where they are many.
        bits: a bit for every document, in which few are looked up many times quicker; None where they are few.
    """

    size: int
    rows: Rows | None
    bits: NDArray[np.uint8] | None


_NOWHERE = Listed(0, None, None)


class Postings:
    """Immutable, so safe for any number of readers; the arrays may be mapped from a file."""

    def __init__(self, arrays: Arrays, *, count: int, sizes: tuple[int, ...]) -> None:
        """Reads what a `GramWriter` wrote."""
        self.count = count
        self.sizes = sizes
        self._grams: Ints = arrays["grams"]
        self._starts: Ints = arrays["starts"]
        self._rows: Rows = arrays["rows"]
        self._marked: Ints = arrays["marked"]
        self._marked_counts: Ints = arrays["marked_counts"]
        self._bits: NDArray[np.uint8] = arrays["bits"]
        self._known: dict[int, Listed] = {}

    def find(self, gram: int) -> Listed:
        """Where the documents with a gram are written."""
        return self.find_each((gram,))[0]

    def find_each(self, grams: Sequence[int]) -> list[Listed]:
        """The same for several grams at once, which is several times quicker."""
        # Another thread may begin a new memory meanwhile; this one is kept until the end.
        known = self._known
        new = [gram for gram in grams if gram not in known]
        if new:
            known.update(zip(new, self._look_up(new), strict=True))
            if len(known) > _REMEMBERED:
                self._known = {}
        return [known[gram] for gram in grams]

    def _look_up(self, grams: Sequence[int]) -> list[Listed]:
        asked = np.array(grams, np.int64)
        written, marked = _places_in(self._grams, asked), _places_in(self._marked, asked)
        # Nowhere (-1) points at the last bound, and is replaced.
        bounds = zip(self._starts[written].tolist(), self._starts[written + 1].tolist(), strict=True)
        found = [Listed(end - start, self._rows[start:end], None) for start, end in bounds]
        for place in np.flatnonzero(written < 0).tolist():
            found[place] = _NOWHERE
        for place in np.flatnonzero(marked >= 0).tolist():
            at = int(marked[place])
            found[place] = Listed(int(self._marked_counts[at]), found[place].rows, self._bits[at])
        return found

    def sizes_of(self, grams: Ints) -> Ints:
        """How many documents have each of some grams."""
        found = np.zeros(grams.size, np.int64)
        for known, counts in ((self._grams, np.diff(self._starts)), (self._marked, self._marked_counts)):
            if known.size:
                at = np.minimum(known.searchsorted(grams), known.size - 1)
                found = np.where(known[at] == grams, counts[at], found)
        return found

    def rows_of(self, gram: int) -> Rows:
        """The documents with a gram, ascending."""
        return self.rows_listed(self.find(gram))

    def rows_listed(self, listed: Listed) -> Rows:
        """The documents of what was found, ascending."""
        return rows_listed(listed, self.count)

    def rows_with(self, text: str) -> Rows:
        """Documents that hold all grams of `text` of the largest size that fits; all that contain it, and others."""
        size = max((size for size in self.sizes if size <= len(text)), default=0)
        if not size:
            return self._rows[:0]
        found = sorted(self.find_each(grams_of(text, (size,))), key=lambda listed: listed.size)
        bits = [listed.bits for listed in found if listed.bits is not None]
        if found[0].rows is None and len(bits) == len(found):
            return self.rows_listed(Listed(found[0].size, None, np.bitwise_and.reduce(bits)))
        rows = self.rows_listed(found[0])
        for listed in found[1:]:
            if not rows.size:
                break
            rows = rows[are_listed(rows, listed)]
        return rows

    def hold(self, text: str, rows: Rows) -> Bools:
        """Whether each of some documents is among those of `rows_with`."""
        size = max((size for size in self.sizes if size <= len(text)), default=0)
        found = np.full(rows.size, bool(size))
        for listed in self.find_each(grams_of(text, (size,))) if size else ():
            if not found.any():
                break
            found &= are_listed(rows, listed)
        return found


def rows_listed(listed: Listed, count: int) -> Rows:
    """The documents, of `count`, that have a gram; ascending."""
    if listed.rows is not None:
        return listed.rows
    if listed.bits is None:
        return np.empty(0, np.int32)
    return np.flatnonzero(np.unpackbits(listed.bits, count=count).view(bool)).astype(np.int32)


def are_listed(rows: Rows, listed: Listed) -> Bools:
    """Whether each of some ascending documents has a gram."""
    if listed.bits is not None:
        held: Bools = (listed.bits[rows >> 3] & bit_masks(rows)) != 0
        return held
    return np.zeros(rows.size, bool) if listed.rows is None else are_in(rows, listed.rows)


def bit_masks(rows: Rows) -> NDArray[np.uint8]:
    """Which bit of its byte stands for each document."""
    masks: NDArray[np.uint8] = np.right_shift(128, rows & 7).astype(np.uint8)
    return masks


def are_in(rows: NDArray[np.integer], others: NDArray[np.integer]) -> Bools:
    """Whether each of some numbers is among others, which ascend."""
    if not others.size:
        return np.zeros(rows.size, bool)
    found: Bools = others[np.minimum(others.searchsorted(rows), others.size - 1)] == rows
    return found


def places_among(rows: Rows, known: Rows, count: int) -> Ints:
    """Where each of some numbers stands among known ones, which ascend and hold all of them, below `count`."""
    if rows.size * _MANY_SHARE < count:
        return known.searchsorted(rows)
    places = np.empty(count, np.int32)
    places[known] = np.arange(known.size, dtype=np.int32)
    found: Ints = places.take(rows).astype(np.int64)
    return found


def distinct(rows: NDArray[_Number]) -> NDArray[_Number]:
    """Numbers in ascending order, each once; for few thousands much quicker than np.unique."""
    ordered = np.sort(rows)
    is_first = np.ones(ordered.size, bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def _places_in(known: Ints, asked: Ints) -> Ints:
    """Where each number stands among ascending ones; -1 = nowhere."""
    if not known.size:
        return np.full(asked.size, -1, np.int64)
    at = np.minimum(known.searchsorted(asked), known.size - 1)
    return np.where(known[at] == asked, at, -1)
