"""The best of some rows, with equal ones in an order that is worked out for them alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Floats, Ints, Rows

KeysOf = Callable[[Rows], NDArray[np.integer]]
"""For rows their keys, all different: of equal rows those with lower keys come first."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Ties:
    """Rows, and what decides between those that are equal.

    To put all rows in order first, so that equal ones keep it, takes longer than to find the best of them: of a common
    word there are tens of thousands, and a page shows twenty.
    """

    rows: Rows
    keys_of: KeysOf

    def best_of(self, values: Floats, count: int) -> Ints:
        """Places of the highest values; of equal ones those that come first. In no order."""
        if values.size <= count:
            return np.arange(values.size)
        least = np.partition(values, values.size - count)[values.size - count]
        above, equal = np.flatnonzero(values > least), np.flatnonzero(values == least)
        wanted = count - above.size
        if wanted < equal.size:
            equal = equal[np.argpartition(self.keys_of(self.rows[equal]), wanted - 1)[:wanted]]
        return np.concatenate((above, equal))

    def in_order(self, places: Ints, values: Floats) -> Ints:
        """Places with the highest values first; `values` are those of all rows."""
        return places[np.lexsort((self.keys_of(self.rows[places]), -values[places]))]


def as_they_stand(rows: Rows) -> Rows:
    """Keys by which lower rows come first."""
    return rows
