"""How uncertain official points are: from the distances to their nearest neighbours."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

_DEGREE_M = 111_195
_NEIGHBOURS = 4
_TOWN_SHARE, _LEAST_TOWN_M = 0.9, 120
"""As for the shipped towns."""

_SHARE = 0.65
"""Of the mean distance to the 4 nearest: it holds nine tenths of a square block, and of one twice as long as wide."""

_LEAST_M = (30, 60, 30, 60)
"""By rank: house, block, parcel, lot. A lot of 位置参照情報 has the point of its block."""

_ALONE_M = 150
"""For a point without any neighbour."""

Points = NDArray[np.float64]
"""Rows of latitude and longitude in degrees."""


def lot_radii(points: Points, rank: int) -> NDArray[np.int64]:
    """Radius in metres of every point of one rank in one municipality; equal points count as one neighbour."""
    means = _neighbour_means(points, np.unique(points, axis=0), default=_ALONE_M / _SHARE)
    return np.maximum(np.rint(means * _SHARE), _LEAST_M[rank]).astype(np.int64)


def town_radii(points: Points, others: Sequence[tuple[float, float]]) -> NDArray[np.int64]:
    """Radius in metres of town points among themselves and all other known towns of the municipality."""
    neighbours = np.unique(np.vstack([points, np.array(others, dtype=np.float64).reshape(-1, 2)]), axis=0)
    means = _neighbour_means(points, neighbours, default=_LEAST_TOWN_M / _TOWN_SHARE)
    return np.maximum(np.rint(means * _TOWN_SHARE), _LEAST_TOWN_M).astype(np.int64)


def farthest_m(point: tuple[float, float], others: Sequence[tuple[float, float]]) -> int:
    """Metres from a point to the farthest of the others (flat earth)."""
    narrow = math.cos(math.radians(point[0]))
    far = (math.hypot(lat - point[0], (lng - point[1]) * narrow) * _DEGREE_M for lat, lng in others)
    return round(max(far, default=0.0))


def _neighbour_means(points: Points, neighbours: Points, *, default: float) -> NDArray[np.float64]:
    """Mean distance in metres of every point to its nearest different neighbours, up to 4."""
    count = min(_NEIGHBOURS + 1, len(neighbours))
    if count < 2:
        return np.full(len(points), default)
    scale = np.array([_DEGREE_M, _DEGREE_M * math.cos(math.radians(float(points[:, 0].mean())))])
    distances = np.asarray(KDTree(neighbours * scale).query(points * scale, k=count)[0])
    # the first neighbour of a point is the point itself
    return np.asarray(distances[:, 1:].mean(axis=1))
