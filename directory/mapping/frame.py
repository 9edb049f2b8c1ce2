"""The window of a picture: degrees -> pixels in Web Mercator, outlines -> lines in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from directory.catalog.criteria import BoundingBox

WIDTH = 800
MARGIN = 24
MIN_HEIGHT, MAX_HEIGHT = 400, 1000
MIN_SPAN_DEGREES = 0.01
"""A picture of one point still shows about a kilometre around it."""

DEGREE_M = 111_320
"""Metres of a degree of longitude at the equator."""

JAPAN = BoundingBox(west=122, south=24, east=146, north=46)

Degrees = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A window of `width` × `height` pixels; `scale` is pixels a degree of longitude."""

    west: float
    top: float
    scale: float
    height: int
    width: int = WIDTH

    def to_x(self, longitude: Degrees) -> Pixels:
        """Pixels from the left."""
        return np.rint((longitude - self.west) * self.scale + MARGIN).astype(np.int64)

    def to_y(self, latitude: Degrees) -> Pixels:
        """Pixels from the top."""
        return np.rint((self.top - _mercator(latitude)) * self.scale + MARGIN).astype(np.int64)

    def window(self) -> BoundingBox:
        """All that can be seen, margins included."""
        west, top = self.west - MARGIN / self.scale, self.top + MARGIN / self.scale
        south, north = (_latitude(top - down / self.scale) for down in (self.height, 0))
        return BoundingBox(west=west, south=south, east=west + self.width / self.scale, north=north)

    @property
    def pixel_m(self) -> float:
        """Metres of one pixel in the middle of the window."""
        middle = _latitude(self.top - (self.height / 2 - MARGIN) / self.scale)
        return DEGREE_M * math.cos(math.radians(middle)) / self.scale


def trace_outline(outline: BaseGeometry, frame: Frame) -> str:
    """SVG path of all rings of an outline; corners that fall on the same pixel are dropped."""
    polygons = (part for part in shapely.get_parts(outline) if part.geom_type == "Polygon")
    rings = (ring for part in polygons for ring in (part.exterior, *part.interiors))
    return "".join(_trace_ring(shapely.get_coordinates(ring), frame) for ring in rings)


def _trace_ring(ring: Degrees, frame: Frame) -> str:
    x, y = frame.to_x(ring[:, 0]), frame.to_y(ring[:, 1])
    moved = np.concatenate([[True], (np.diff(x) != 0) | (np.diff(y) != 0)])
    pairs = [f"{each_x} {each_y}" for each_x, each_y in zip(x[moved].tolist(), y[moved].tolist(), strict=True)]
    return f"M{'L'.join(pairs)}Z" if len(pairs) > 2 else ""


def fit_frame(
    box: BoundingBox, *, min_height: int = MIN_HEIGHT, max_height: int = MAX_HEIGHT, width: int = WIDTH
) -> Frame:
    """The window that shows the box in its middle, as large as it goes."""
    top, bottom = _mercator(np.array([box.north, box.south])).tolist()
    wide, high = max(box.east - box.west, MIN_SPAN_DEGREES), max(top - bottom, MIN_SPAN_DEGREES)
    scale = min((width - 2 * MARGIN) / wide, (max_height - 2 * MARGIN) / high)
    height = max(min_height, math.ceil(high * scale) + 2 * MARGIN)
    spare_x = (width - 2 * MARGIN) / scale - (box.east - box.west)
    spare_y = (height - 2 * MARGIN) / scale - (top - bottom)
    return Frame(west=box.west - spare_x / 2, top=top + spare_y / 2, scale=scale, height=height, width=width)


def _mercator(latitude: Degrees) -> Degrees:
    """Web Mercator northing in degrees of longitude at the equator."""
    northing: Degrees = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)))
    return northing


def _latitude(northing: float) -> float:
    """The latitude of a Web Mercator northing."""
    return math.degrees(2 * math.atan(math.exp(math.radians(northing))) - math.pi / 2)
