"""Large arrays that are used again: fresh memory comes page by page, which costs more than what is done with it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from directory.search.analysis import Floats

_KEPT = 16
"""Arrays that are kept while nobody uses them: as many as a long question takes."""


class FloatPool:
    """Arrays of one length; any number of threads may borrow from it."""

    def __init__(self, count: int) -> None:
        """Begins with no arrays of `count` values."""
        self._count = count
        # Taking one and putting one back are one step each, so no thread waits for another.
        self._free: deque[Floats] = deque(maxlen=_KEPT)

    @contextmanager
    def borrow(self) -> Iterator[Borrowing]:
        """Arrays until the end of the block; then others get them."""
        borrowing = Borrowing(self._free, self._count)
        try:
            yield borrowing
        finally:
            borrowing.end()


class Borrowing:
    """The arrays that one question has borrowed, each of `count` values."""

    def __init__(self, free: deque[Floats], count: int) -> None:
        """Begins with none."""
        self.count = count
        self._free = free
        self._lent: list[Floats] = []

    def empty(self) -> Floats:
        """An array of whatever was in it."""
        try:
            found = self._free.pop()
        except IndexError:
            found = np.empty(self.count, np.float32)
        self._lent.append(found)
        return found

    def zeros(self) -> Floats:
        """An array of zeros."""
        found = self.empty()
        found.fill(0)
        return found

    def end(self) -> None:
        """Gives all of them back."""
        self._free.extend(self._lent)
        self._lent = []
