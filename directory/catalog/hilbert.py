"""Places of points on a Hilbert curve, so that neighbours on the map are neighbours in the columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ORDER = 16
UNPLACED = np.iinfo(np.int64).max
"""Curve place of a listing without a point: after all others."""


def hilbert_keys(latitude: NDArray[np.float64], longitude: NDArray[np.float64]) -> NDArray[np.int64]:
    """Curve place of each point (degrees, WGS84); UNPLACED where a coordinate is NaN."""
    is_placed = ~(np.isnan(latitude) | np.isnan(longitude))
    side = (1 << _ORDER) - 1
    x = _scaled(longitude, is_placed, low=-180.0, span=360.0, side=side)
    y = _scaled(latitude, is_placed, low=-90.0, span=180.0, side=side)
    keys = np.zeros(len(latitude), np.int64)
    step = 1 << (_ORDER - 1)
    while step:
        right, up = (x & step) > 0, (y & step) > 0
        keys += step * step * ((3 * right) ^ up)
        flips = ~up & right
        x, y = np.where(flips, side - x, x), np.where(flips, side - y, y)
        x, y = np.where(up, x, y), np.where(up, y, x)
        step >>= 1
    keys[~is_placed] = UNPLACED
    return keys


def _scaled(
    degrees: NDArray[np.float64], is_placed: NDArray[np.bool_], *, low: float, span: float, side: int
) -> NDArray[np.int64]:
    return np.where(is_placed, (np.nan_to_num(degrees) - low) / span * side, 0).astype(np.int64)
