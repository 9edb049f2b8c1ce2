"""How uncertain a town point is: from the distance to its nearest neighbours."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict

from geodata_build.towns import Municipality, Point, Town

_CELL = 0.02
"""Side of a grid cell in degrees, about two kilometres."""
_DEGREE_M = 111_195
_NEIGHBOURS = 4
_SHARE = 0.9
_LEAST_M = 120
_GUESS_M = {"parent": 800, "municipality": 3000, "code": 400}
"""At least so much for a point that is not the town's own."""

Grid = dict[tuple[int, int], list[Point]]


def set_radii(municipalities: list[Municipality]) -> None:
    """Fills `radius_m`: max(120, 0.9 x mean distance to the 4 nearest town points)."""
    towns, lots = _grid(municipalities, with_koaza=False), _grid(municipalities, with_koaza=True)
    for municipality in municipalities:
        for town in municipality.towns:
            town.radius_m = _radius_m(town, lots if town.koaza else towns)


def _grid(municipalities: list[Municipality], *, with_koaza: bool) -> Grid:
    grid: dict[tuple[int, int], set[Point]] = defaultdict(set)
    for municipality in municipalities:
        for town in municipality.towns:
            if town.origin == "own" and (with_koaza or not town.koaza):
                grid[_cell(town.point)].add(town.point)
    return {cell: sorted(points) for cell, points in grid.items()}


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point[0] / _CELL), math.floor(point[1] / _CELL)


def _radius_m(town: Town, grid: Grid) -> int:
    nearest = _nearest_m(town.point, grid)
    radius = max(_LEAST_M, round(_SHARE * sum(nearest) / len(nearest)))
    return max(radius, _GUESS_M.get(town.origin, 0))


def _nearest_m(point: Point, grid: Grid) -> list[float]:
    """Distances in metres to the nearest other points; the ring of cells grows until it is certain."""
    row, column = _cell(point)
    narrow = math.cos(math.radians(point[0]))
    for ring in (1, 2, 4, 8, 32, 128):
        others = (
            other
            for y in range(row - ring, row + ring + 1)
            for x in range(column - ring, column + ring + 1)
            for other in grid.get((y, x), ())
            if other != point
        )
        found = heapq.nsmallest(
            _NEIGHBOURS, (math.hypot(lat - point[0], (lng - point[1]) * narrow) * _DEGREE_M for lat, lng in others)
        )
        if len(found) == _NEIGHBOURS and found[-1] <= ring * _CELL * narrow * _DEGREE_M:
            break
    return found or [_LEAST_M]
