"""How many of some rows have each of the few values of a column."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]


def count_chosen(values: Places, chosen: NDArray[np.bool_] | NDArray[np.integer], size: int) -> Places:
    """How many of the chosen rows (a mask, or their numbers) have each value below `size`.

    Where there is one value, all of them have it: nobody need look, as with schedules in a list that states none.
    """
    if size == 1:
        every = np.count_nonzero(chosen) if chosen.dtype == np.bool_ else chosen.size
        return np.array((every,), np.intp)
    return np.bincount(values[chosen], minlength=size)
