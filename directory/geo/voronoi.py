"""Town points -> the area nearest to each of them."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from directory.domain.coordinate import EARTH_RADIUS_M, Coordinate

METRES_PER_DEGREE = math.pi * EARTH_RADIUS_M / 180
"""Length of one degree of latitude in metres."""

_MARGIN_DEGREES = 1.0
"""Cells reach this far beyond the outermost point; the caller cuts them by an outline."""


class PointField:
    """Points that share out the plane: the nearest one, and the cell of each (WGS84, lon-lat). Safe between threads."""

    def __init__(self, points: tuple[Coordinate, ...]) -> None:
        """Keeps the points.

        Raises:
            ValueError: there is none.
        """
        if not points:
            raise ValueError("a field needs a point")
        self._stretch = math.cos(math.radians(sum(point.latitude for point in points) / len(points)))
        flat = np.array([self._flatten(point) for point in points])
        # Several towns may share one point (municipal fallback); a Voronoi diagram wants distinct ones.
        self._flat, self._place_of = np.unique(flat, axis=0, return_inverse=True)
        self._first_of = {int(place): index for index, place in reversed(tuple(enumerate(self._place_of)))}
        self._tree = shapely.STRtree([shapely.Point(x, y) for x, y in self._flat])
        self._cells: tuple[BaseGeometry, ...] | None = None
        self._lock = threading.Lock()

    def _flatten(self, point: Coordinate) -> tuple[float, float]:
        """Plane where a degree is as long in both directions, so that nearest means nearest on the ground."""
        return (point.longitude * self._stretch, point.latitude)

    def nearest(self, point: Coordinate) -> tuple[int, float]:
        """Index of the nearest point (the first of equal ones) and its distance in metres."""
        place = int(self._tree.nearest(shapely.Point(self._flatten(point))))
        distance = math.dist(self._flat[place], self._flatten(point)) * METRES_PER_DEGREE
        return self._first_of[place], distance

    def draw(self, members: Iterable[int]) -> BaseGeometry:
        """Union of the cells of some points, by index; empty without members. Points that coincide share one cell."""
        places = sorted({int(self._place_of[member]) for member in members})
        with self._lock:
            if self._cells is None:
                self._cells = self._draw_cells()
        return shapely.union_all([self._cells[place] for place in places])

    def _draw_cells(self) -> tuple[BaseGeometry, ...]:
        west, south = self._flat.min(axis=0) - _MARGIN_DEGREES
        east, north = self._flat.max(axis=0) + _MARGIN_DEGREES
        frame = shapely.box(west, south, east, north)
        cells: tuple[BaseGeometry, ...] = (frame,)
        if len(self._flat) > 1:
            diagram = shapely.voronoi_polygons(shapely.multipoints(self._flat), extend_to=frame, ordered=True)
            cells = tuple(shapely.get_parts(diagram))
        return tuple(shapely.transform(cell, lambda xy: xy / (self._stretch, 1.0)) for cell in cells)


def keep_polygons(geometry: BaseGeometry) -> BaseGeometry | None:
    """The areas of a geometry, without the lines and points that cutting leaves behind; None when nothing is left."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type in {"Polygon", "MultiPolygon"}]
    merged = shapely.union_all(parts) if len(parts) > 1 else next(iter(parts), None)
    return None if merged is None or merged.is_empty else merged


def metres_from(geometry: BaseGeometry, point: Coordinate) -> float:
    """Distance from a geometry (lon-lat) to a point in metres, 0 inside; good to 1 % within 100 km."""
    stretch = math.cos(math.radians(point.latitude))
    flat = shapely.transform(geometry, lambda xy: xy * (stretch, 1.0))
    return float(flat.distance(shapely.Point(point.longitude * stretch, point.latitude))) * METRES_PER_DEGREE


def reach_m(geometry: BaseGeometry, point: Coordinate) -> float:
    """Distance in metres from a point to the farthest corner of a geometry (lon-lat)."""
    stretch = math.cos(math.radians(point.latitude))
    corners = shapely.get_coordinates(geometry) * (stretch, 1.0)
    offsets = corners - (point.longitude * stretch, point.latitude)
    return float(np.hypot(offsets[:, 0], offsets[:, 1]).max()) * METRES_PER_DEGREE
