"""The few combinations of bits that occur in a long column, and which of them each row has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Masks = NDArray[np.uint64]
Places = NDArray[np.intp]


def find_patterns(bits: Masks, known: tuple[Masks, Places] | None = None) -> tuple[Masks, Places]:
    """The combinations, and the place of each row's among them; `known` are those of the first rows.

    Known ones keep their places, so that a long column is not sorted again because of a few more rows.
    """
    if known is None:
        masks, pattern_of = np.unique(bits, return_inverse=True)
        return masks, pattern_of.astype(np.intp, copy=False)
    masks, before = known
    later, later_of = np.unique(bits[before.size :], return_inverse=True)
    is_new = ~np.isin(later, masks)
    order = np.argsort(masks, kind="stable")
    places = order[np.minimum(np.searchsorted(masks, later, sorter=order), max(masks.size - 1, 0))] if masks.size else 0
    numbers = np.where(is_new, masks.size + np.cumsum(is_new) - 1, places)
    return np.concatenate((masks, later[is_new])), np.concatenate((before, numbers[later_of]))
