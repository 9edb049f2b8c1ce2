"""The window of a picture: degrees -> pixels in Web Mercator."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from directory.catalog.criteria import BoundingBox

WIDTH = 800
MARGIN = 24
MIN_HEIGHT, MAX_HEIGHT = 400, 1000
MIN_SPAN_DEGREES = 0.01
"""A picture of one point still shows about a kilometre around it."""

JAPAN = BoundingBox(west=122, south=24, east=146, north=46)

Degrees = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A window of WIDTH × `height` pixels; `scale` is pixels a degree of longitude."""

    west: float
    top: float
    scale: float
    height: int

    def to_x(self, longitude: Degrees) -> Pixels:
        """Pixels from the left."""
        return np.rint((longitude - self.west) * self.scale + MARGIN).astype(np.int64)

    def to_y(self, latitude: Degrees) -> Pixels:
        """Pixels from the top."""
        return np.rint((self.top - _mercator(latitude)) * self.scale + MARGIN).astype(np.int64)


def fit_frame(box: BoundingBox) -> Frame:
    """The window that shows the box in its middle, as large as it goes."""
    top, bottom = _mercator(np.array([box.north, box.south])).tolist()
    wide, high = max(box.east - box.west, MIN_SPAN_DEGREES), max(top - bottom, MIN_SPAN_DEGREES)
    scale = min((WIDTH - 2 * MARGIN) / wide, (MAX_HEIGHT - 2 * MARGIN) / high)
    height = max(MIN_HEIGHT, math.ceil(high * scale) + 2 * MARGIN)
    spare_x = (WIDTH - 2 * MARGIN) / scale - (box.east - box.west)
    spare_y = (height - 2 * MARGIN) / scale - (top - bottom)
    return Frame(west=box.west - spare_x / 2, top=top + spare_y / 2, scale=scale, height=height)


def _mercator(latitude: Degrees) -> Degrees:
    """Web Mercator northing in degrees of longitude at the equator."""
    northing: Degrees = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)))
    return northing
