"""The best of some rows, with equal ones in an order that is worked out for them alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Floats, Ints, Rows
from directory.search.highest import least_of_highest

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
        least = least_of_highest(values, count)
        above, equal = np.flatnonzero(values > least), np.flatnonzero(values == least)
        return np.concatenate((above, self._first(equal, count - above.size)))

    def within_reach(self, values: Floats, count: int, growth: float) -> Ints:
        """Places of the best and of those that are less by `growth` at most; of those equal to the last, `count`."""
        if values.size <= count:
            return np.arange(values.size)
        least = least_of_highest(values, count)
        above = np.flatnonzero(values >= least - np.float32(growth))
        found = values[above]
        is_last = found == least
        return np.concatenate((above[~is_last], self._first(above[is_last], count)))

    def _first(self, places: Ints, count: int) -> Ints:
        """Those of some places that come first, at most `count`; in no order."""
        if places.size <= count:
            return places
        keys = -self.keys_of(self.rows[places]).astype(np.int64)
        return places[keys >= least_of_highest(keys, count)]

    def in_order(self, places: Ints, values: Floats) -> Ints:
        """Places with the highest values first; `values` are those of all rows."""
        return places[np.lexsort((self.keys_of(self.rows[places]), -values[places]))]


def as_they_stand(rows: Rows) -> Rows:
    """Keys by which lower rows come first."""
    return rows
