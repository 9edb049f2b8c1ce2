"""Places in one view -> at most 400 cells of a grid that stands still while the map is moved."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from directory.catalog.criteria import BoundingBox
from directory.mapping.points import DEGREE_STEPS
from directory.mapping.positions import Positions, Shares, Steps, share_of_latitude, share_of_longitude

CELL_LIMIT = 400
CELL_PX = 80
NEAREST_PX = 62
"""Most cells of an answer, side of a cell, and the distance below which the markers of two cells would overlap."""

NARROW_SHARE = 8
"""A grid with less than this part of all rows between its parallels is a narrow one."""

TILE_PX = 256
GROWTH = 1.25
"""A view of more cells than CELL_LIMIT gets larger ones, by this factor as often as needed."""

Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a window shows: its corners and its zoom (0 = the world in 256 pixels)."""

    box: BoundingBox
    zoom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Columns, one entry a cell. Degrees are whole numbers of 1e-5 degree (WGS84).

    Attributes:
        count: listings in it. latitude, longitude: where its marker stands.
        west, south, east, north: its listings, not the square of the grid.
        cell_of: cell of each row asked for, -1 = outside of the view.
    """

    count: Steps
    latitude: Steps
    longitude: Steps
    west: Steps
    south: Steps
    east: Steps
    north: Steps
    cell_of: Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """A window of whole squares; `side` is a share of the world's width."""

    side: float
    left: int
    top: int
    columns: int
    rows: int


def gather_cells(rows: Rows, positions: Positions, view: View) -> Cells:
    """Every row of the view in exactly one cell; the view is widened to whole squares of the grid.

    Squares whose markers would cover each other become one cell, whose marker stands where the fuller one stood.
    `rows` are placed ones in ascending order.
    """
    grid = _lay_grid(view)
    inside = _find_inside(grid, rows, positions)
    across = np.floor(positions.x[rows[inside]] / grid.side).astype(np.int64) - grid.left
    down = np.floor(positions.y[rows[inside]] / grid.side).astype(np.int64) - grid.top
    # floats at the edge of the window: a share that is inside may divide to the square beside it
    squares = np.clip(down, 0, grid.rows - 1) * grid.columns + np.clip(across, 0, grid.columns - 1)
    # numpy sorts 16-bit numbers in linear time
    order = np.argsort(squares.astype(np.int16), kind="stable")
    sorted_rows, sorted_squares = rows[inside[order]], squares[order]
    starts = np.flatnonzero(np.diff(sorted_squares, prepend=-1))
    latitude, longitude = positions.latitude[sorted_rows], positions.longitude[sorted_rows]
    squares_held = _reduce(latitude, longitude, starts)
    leader = _choose_leaders(squares_held, grid.side * NEAREST_PX / CELL_PX)
    joined, number_of = _join(squares_held, leader)
    sizes = np.diff(starts, append=sorted_rows.size)
    cell_of = np.full(rows.size, -1, np.int64)
    cell_of[inside[order]] = np.repeat(number_of, sizes)
    return Cells(**joined, cell_of=cell_of)


def _find_inside(grid: _Grid, rows: Rows, positions: Positions) -> Steps:
    """Places in `rows` of those within the grid.

    Of a narrow grid only the rows between its parallels are looked at. Of a wide one all are compared in their own
    order, which is four times faster than fetching two numbers for each.
    """
    x, y = positions.x, positions.y
    left, right = grid.left * grid.side, (grid.left + grid.columns) * grid.side
    top, bottom = grid.top * grid.side, (grid.top + grid.rows) * grid.side
    between = _find_between(top, bottom, positions)
    if between.size * NARROW_SHARE > x.size:
        is_inside = (x >= left) & (x < right) & (y >= top) & (y < bottom)
        return np.flatnonzero(is_inside[rows])
    near = np.sort(between[(x[between] >= left) & (x[between] < right)])
    places = np.searchsorted(rows, near)
    # one past the last row is no place; any other row than the wanted one says that it was not asked for
    found: Steps = places[np.append(rows, -1)[places] == near]
    return found


def _find_between(top: float, bottom: float, positions: Positions) -> Rows:
    """Placed rows from `top` on and above `bottom`, as shares of the world's height."""
    by_latitude = positions.by_latitude

    def height(row: np.int32) -> float:
        return -float(positions.y[row])

    return by_latitude[bisect_right(by_latitude, -bottom, key=height) : bisect_right(by_latitude, -top, key=height)]


def _lay_grid(view: View) -> _Grid:
    """Squares counted from the world's north-west corner, so that they do not move with the view."""
    box, side = view.box, CELL_PX / (TILE_PX * 2**view.zoom)
    west, east = share_of_longitude(np.array([box.west, box.east])).tolist()
    north, south = share_of_latitude(np.array([box.north, box.south])).tolist()
    while True:
        left, top = math.floor(west / side), math.floor(north / side)
        columns, rows = math.floor(east / side) - left + 1, math.floor(south / side) - top + 1
        if columns * rows <= CELL_LIMIT:
            return _Grid(side=side, left=left, top=top, columns=columns, rows=rows)
        side *= GROWTH


def _reduce(latitude: Steps, longitude: Steps, starts: Steps) -> dict[str, Steps]:
    """Count, middle and extent of each run of places."""
    if not starts.size:
        return dict.fromkeys(("count", "latitude", "longitude", "west", "south", "east", "north"), starts)
    count = np.diff(starts, append=latitude.size)
    return {
        "count": count,
        "latitude": np.rint(np.add.reduceat(latitude, starts) / count).astype(np.int64),
        "longitude": np.rint(np.add.reduceat(longitude, starts) / count).astype(np.int64),
        "west": np.minimum.reduceat(longitude, starts),
        "south": np.minimum.reduceat(latitude, starts),
        "east": np.maximum.reduceat(longitude, starts),
        "north": np.maximum.reduceat(latitude, starts),
    }


def _choose_leaders(held: dict[str, Steps], nearest: float) -> Steps:
    """The square that each square joins: itself, or a fuller one whose marker stands too near (share of the world)."""
    x, y = share_of_longitude(held["longitude"] / DEGREE_STEPS), share_of_latitude(held["latitude"] / DEGREE_STEPS)
    is_near = _distances(x, y) < nearest
    leader = np.arange(x.size)
    is_free = np.ones(x.size, bool)
    order = np.argsort(-held["count"], kind="stable")
    # most squares have no near neighbour and lead only themselves
    for square in order[is_near.sum(axis=1)[order] > 1].tolist():
        if is_free[square]:
            taken = is_near[square] & is_free
            leader[taken], is_free[taken] = square, False
    return leader


def _distances(x: Shares, y: Shares) -> Shares:
    """From each place to each other."""
    distances: Shares = np.hypot(x[:, None] - x, y[:, None] - y)
    return distances


def _join(held: dict[str, Steps], leader: Steps) -> tuple[dict[str, Steps], Steps]:
    """One entry a leader with all that joined it, and the number of the entry of each square."""
    leaders, number_of = np.unique(leader, return_inverse=True)
    joined = {name: column[leaders].copy() for name, column in held.items()}
    joined["count"] = np.bincount(number_of, held["count"], minlength=leaders.size).astype(np.int64)
    for name, widen in (("west", np.minimum), ("south", np.minimum), ("east", np.maximum), ("north", np.maximum)):
        widen.at(joined[name], number_of, held[name])
    return joined, number_of
