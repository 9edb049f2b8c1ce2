"""The least of the highest values, also where most values are equal."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Ints

_Number = TypeVar("_Number", np.float32, np.int32, np.int64)

_SAMPLE = 512
"""Values that tell about where the least one is."""

_FEW = 2_048
"""So few values are partly sorted at once."""

_MORE_SHARE = 4
"""So many times more values than are wanted are worth a sample."""

_LOOKS = 3
"""Samples before all that are left are partly sorted: one may deceive."""


def least_of_highest(values: NDArray[_Number], count: int) -> _Number:
    """The least of the `count` highest values, of which there are as many.

    Listings of a kind asked for are equal by the ten thousand, and to sort those partly takes ten times as long as to
    sort different values: a sample shows what the least may be, and two counts whether it is.
    """
    for _ in range(_LOOKS):
        if values.size <= max(_FEW, _MORE_SHARE * count):
            break
        sample = np.sort(values[:: values.size // _SAMPLE])
        # Half as many again, so that chance does not leave too few.
        wanted = math.ceil(1.5 * count * sample.size / values.size) + 8
        guess: _Number = sample[max(0, sample.size - wanted)]
        above = values[values > guess]
        if above.size < count:
            if np.count_nonzero(values >= guess) >= count:
                return guess
            break
        values = above
    least: _Number = np.partition(values, values.size - count)[values.size - count]
    return least


def first_with(values: NDArray[_Number], value: _Number, count: int) -> Ints:
    """Places of the first values that are the given one, at most `count`; ascending."""
    looked_at = 4 * count
    found = np.flatnonzero(values[:looked_at] == value)
    while found.size < count and looked_at < values.size:
        looked_at *= 8
        found = np.flatnonzero(values[:looked_at] == value)
    return found[:count]
