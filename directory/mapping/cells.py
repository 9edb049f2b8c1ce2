"""Places in one view -> at most 400 cells of a grid that stands still while the map is moved."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from directory.catalog.columns import run_lengths, run_starts
from directory.catalog.criteria import BoundingBox
from directory.mapping.points import DEGREE_STEPS
from directory.mapping.positions import Positions, Shares, Steps, share_of_latitude, share_of_longitude

CELL_LIMIT = 400
CELL_PX = 80
NEAREST_PX = 62
"""Most cells of an answer, side of a cell, and the distance below which the markers of two cells would overlap."""

EDGE = 1e-6
"""This part of a square is more than what floats are off by."""

TILE_PX = 256
GROWTH = 1.25
"""A view of more cells than CELL_LIMIT gets larger ones, by this factor as often as needed."""

Rows = npt.NDArray[np.intp]


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
        rows: those of the view, ascending. starts: places in `rows` from which on all lie in one cell.
        cell_of: the cell of each start.
    """

    count: Steps
    latitude: Steps
    longitude: Steps
    west: Steps
    south: Steps
    east: Steps
    north: Steps
    rows: Rows
    starts: Rows
    cell_of: Rows

    def rows_in(self, is_wanted: npt.NDArray[np.bool_]) -> tuple[Rows, Rows]:
        """The rows in some of the cells, and the cell of each."""
        cell_of = np.repeat(self.cell_of, run_lengths(self.starts, self.rows.size))
        places = np.flatnonzero(is_wanted[cell_of])
        return self.rows[places], cell_of[places]


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
    `rows` are placed ones in ascending order, which follows a curve over the map: most neighbours share a square, so
    runs of them are measured, and only the few runs are sorted.
    """
    grid = _lay_grid(view)
    inside, squares = _find_inside(grid, rows, positions)
    starts = run_starts(squares)
    order = np.argsort(squares[starts], kind="stable")
    heads = run_starts(squares[starts[order]])
    held = _measure(inside, starts, order, heads, positions)
    leader = _choose_leaders(held, grid.side * NEAREST_PX / CELL_PX)
    joined, number_of = _join(held, leader)
    cell_of = np.empty(starts.size, np.intp)
    cell_of[order] = np.repeat(number_of, run_lengths(heads, starts.size))
    return Cells(**joined, rows=inside, starts=starts, cell_of=cell_of)


def _find_inside(grid: _Grid, rows: Rows, positions: Positions) -> tuple[Rows, npt.NDArray[np.int16]]:
    """Those of the rows that lie in the grid, and the number of the square of each."""
    near = _find_near(grid, rows, positions)
    across = _count_squares(positions.x[near], grid.side, grid.left)
    down = _count_squares(positions.y[near], grid.side, grid.top)
    # what lies before the grid is below zero, which is more than any number of squares without a sign
    is_inside = (across.view(np.uint32) < grid.columns) & (down.view(np.uint32) < grid.rows)
    down *= grid.columns
    down += across
    # there are fewer squares than 16 bits can tell apart, and numpy sorts so short numbers in linear time
    squares = down.astype(np.int16)
    if is_inside.all():
        return near, squares
    places = np.flatnonzero(is_inside)
    return near[places], squares[places]


def _count_squares(shares: Shares, side: float, first: int) -> npt.NDArray[np.int32]:
    """How many squares behind the first one each share lies; the shares are used up."""
    shares /= side
    counted = shares.astype(np.int32)
    counted -= first
    return counted


def _find_near(grid: _Grid, rows: Rows, positions: Positions) -> Rows:
    """Those of the rows whose blocks reach into the grid: all that lie in it, and a few beside it."""
    # a little more than the grid: a share just before its edge may divide to the square behind it
    left, top, rest = grid.left - EDGE, grid.top - EDGE, 2 * EDGE
    is_near = (
        (positions.right >= left * grid.side)
        & (positions.left <= (left + grid.columns + rest) * grid.side)
        & (positions.bottom >= top * grid.side)
        & (positions.top <= (top + grid.rows + rest) * grid.side)
    )
    return positions.rows_in(is_near, rows)


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


def _measure(rows: Rows, starts: Rows, order: Rows, heads: Rows, positions: Positions) -> dict[str, Steps]:
    """Count, middle and extent of each square: of its runs, `order` sorts them, and each of `heads` begins a square."""
    if not starts.size:
        empty = np.zeros(0, np.int64)
        return dict.fromkeys(("count", "latitude", "longitude", "west", "south", "east", "north"), empty)

    def reduce(how: np.ufunc, column: Steps) -> Steps:
        found: Steps = how.reduceat(how.reduceat(column, starts)[order], heads)
        return found

    latitude, longitude = positions.latitude[rows], positions.longitude[rows]
    count = np.add.reduceat(run_lengths(starts, rows.size)[order], heads)
    return {
        "count": count,
        "latitude": np.rint(reduce(np.add, latitude) / count).astype(np.int64),
        "longitude": np.rint(reduce(np.add, longitude) / count).astype(np.int64),
        "west": reduce(np.minimum, longitude),
        "south": reduce(np.minimum, latitude),
        "east": reduce(np.maximum, longitude),
        "north": reduce(np.maximum, latitude),
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
    # in place, without the care that hypot takes of numbers near the ends of floats
    across, down = x[:, None] - x, y[:, None] - y
    across *= across
    down *= down
    across += down
    distances: Shares = np.sqrt(across, out=across)
    return distances


def _join(held: dict[str, Steps], leader: Steps) -> tuple[dict[str, Steps], Steps]:
    """One entry a leader with all that joined it, and the number of the entry of each square."""
    leaders, number_of = np.unique(leader, return_inverse=True)
    joined = {name: column[leaders].copy() for name, column in held.items()}
    joined["count"] = np.bincount(number_of, held["count"], minlength=leaders.size).astype(np.int64)
    for name, widen in (("west", np.minimum), ("south", np.minimum), ("east", np.maximum), ("north", np.maximum)):
        widen.at(joined[name], number_of, held[name])
    return joined, number_of
