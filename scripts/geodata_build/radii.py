"""How uncertain a town point is: from the distance to its nearest neighbours."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict

from geodata_build.town import Municipality, Point, distances_m, mean_point

_CELL = 0.02
"""Side of a grid cell in degrees, about two kilometres."""
_DEGREE_M = 111_195
_NEIGHBOURS = 4
_SHARE = 0.9
_LEAST_M = 120
_CODE_M, _RELATIVE_M, _MIDDLE_M = 400, 800, 3000
"""At least so much for the point of a postal code, of relatives, of the municipality."""
_REACH_SHARE = 0.9
_RELATIVE_SHARE = 0.6
"""Nine tenths of the towns lie so near to the middle, and so near to relatives as a share of that: left out of the
towns that have points, 86 % lie within the first and nearly nine tenths within the second."""

Grid = dict[tuple[int, int], list[Point]]


def set_radii(municipalities: list[Municipality]) -> None:
    """Fills `radius_m`: max(120, 0.9 x mean distance to the 4 nearest town points), more for a guessed point."""
    towns, lots = _grid(municipalities, with_koaza=False), _grid(municipalities, with_koaza=True)
    for municipality in municipalities:
        least = _least_m(municipality)
        for town in municipality.towns:
            guess_m = town.radius_m or least.get(town.origin, 0)
            town.radius_m = max(_radius_m(town.point, lots if town.koaza else towns), guess_m)


def _least_m(municipality: Municipality) -> dict[str, int]:
    """Least uncertainty by origin, from how far the towns of a municipality lie apart."""
    points = [town.point for town in municipality.towns if town.origin == "own" and not town.koaza]
    distances = distances_m(mean_point(points), points)
    reach_m = sorted(distances)[int(_REACH_SHARE * (len(distances) - 1))] if distances else 0.0
    return {
        "code": _CODE_M,
        "parent": max(_RELATIVE_M, round(_RELATIVE_SHARE * reach_m)),
        "municipality": max(_MIDDLE_M, round(reach_m)),
    }


def _grid(municipalities: list[Municipality], *, with_koaza: bool) -> Grid:
    grid: dict[tuple[int, int], set[Point]] = defaultdict(set)
    for municipality in municipalities:
        for town in municipality.towns:
            if town.origin == "own" and (with_koaza or not town.koaza):
                grid[_cell(town.point)].add(town.point)
    return {cell: sorted(points) for cell, points in grid.items()}


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point[0] / _CELL), math.floor(point[1] / _CELL)


def _radius_m(point: Point, grid: Grid) -> int:
    nearest = _nearest_m(point, grid)
    return max(_LEAST_M, round(_SHARE * sum(nearest) / len(nearest)))


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
