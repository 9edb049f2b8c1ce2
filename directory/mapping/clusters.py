"""One view of an answer -> the cells, counts and bounds that the map draws when there are too many points to send."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import numpy as np

from directory.catalog.columns import FLAG_APPROXIMATE
from directory.catalog.find import Found
from directory.catalog.snapshot import Snapshot
from directory.mapping.cells import Cells, Rows, View, gather_cells
from directory.mapping.points import DEGREE_STEPS, count_districts, select_rows
from directory.mapping.positions import Positions, Steps
from directory.mapping.symbols import CATEGORY_CODES

NO_CATEGORY = -1
"""Category of a cell of several places."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeAnswer:
    """What every view of an answer tells alike.

    Attributes:
        placed: rows with a public point, ascending.
        by_district: in the order of `encode_areas`; unplaced listings are counted too.
        elsewhere: placed listings that lie in no district of the scheme.
        bounds: of all places, null without any.
    """

    snapshot: Snapshot
    placed: Rows
    total: int
    unplaced: int
    by_district: tuple[int, ...]
    elsewhere: int
    bounds: Box | None


def count_whole(found: Found, positions: Positions, *, scheme: str) -> WholeAnswer:
    """The counts and bounds of an answer."""
    snapshot = found.snapshot
    # of a text the best come first
    rows = (found.rows if (found.rows[1:] > found.rows[:-1]).all() else np.sort(found.rows)).astype(np.intp)
    # those without a point are the last rows of a snapshot
    placed = rows[: np.searchsorted(rows, np.count_nonzero(snapshot.is_placed))]
    by_district, elsewhere = count_districts(snapshot, scheme, rows)
    return WholeAnswer(
        snapshot=snapshot,
        placed=placed,
        total=found.total,
        unplaced=found.unplaced,
        by_district=by_district,
        elsewhere=elsewhere,
        bounds=_bounds(positions.outer_rows(placed), positions),
    )


def encode_clusters(whole: WholeAnswer, positions: Positions, view: View, *, revision: str) -> bytes:
    """The cells of a view and the counts of the whole answer, as JSON; unplaced listings are only counted.

    A cell is [latitude, longitude, count, number, category, radius_m]: one place, whose first listing has that number
    and category; `radius_m` is 0 unless all its listings are approximate. Several places have number 0, category -1
    and, at the end, their west, south, east and north.
    """
    cells = gather_cells(whole.placed, positions, view)
    return msgspec.json.encode(
        {
            "rev": revision,
            "total": whole.total,
            "placed": int(whole.placed.size),
            "unplaced": whole.unplaced,
            "by_district": whole.by_district,
            "elsewhere": whole.elsewhere,
            "bounds": whole.bounds,
            "c": _cells(whole.snapshot, cells),
        }
    )


def encode_areas(snapshot: Snapshot, positions: Positions, *, scheme: str, revision: str) -> bytes:
    """The districts of a scheme as columns: code, name and bounds of their listings; no listing's text.

    One entry past the last district stands for listings in none. Bounds are [west, south, east, north], null where
    nothing has a place.
    """
    rows = select_rows(snapshot).rows
    codes = snapshot.district_codes[scheme]
    column = snapshot.district_columns[scheme][rows]
    area_of = np.where(column < 0, len(codes), column)
    order = np.argsort(area_of, kind="stable")
    ends = np.cumsum(np.bincount(area_of, minlength=len(codes) + 1))
    held = np.split(rows[order], ends)[: len(codes) + 1]
    return msgspec.json.encode(
        {
            "rev": revision,
            "scheme": scheme,
            "cats": CATEGORY_CODES,
            "districts": codes,
            "names": [snapshot.districts[code].name for code in codes],
            "bounds": [_bounds(part, positions) for part in held],
        }
    )


def _cells(snapshot: Snapshot, cells: Cells) -> list[tuple[float, ...]]:
    # written from behind, so that the first listing of each cell is the one that stays
    first = np.zeros(cells.count.size, np.intp)
    first[cells.cell_of[::-1]] = cells.rows[cells.starts[::-1]]
    is_one = (cells.west == cells.east) & (cells.south == cells.north)
    roots = np.array([CATEGORY_CODES.index(code) for code in snapshot.category_codes])
    columns = (
        (cells.latitude / DEGREE_STEPS).tolist(),
        (cells.longitude / DEGREE_STEPS).tolist(),
        cells.count.tolist(),
        np.where(is_one, snapshot.number[first], 0).tolist(),
        np.where(is_one, roots[snapshot.category[first]], NO_CATEGORY).tolist(),
        _radius(snapshot, *cells.rows_in(is_one), cells.count).tolist(),
    )
    boxes = (np.column_stack([cells.west, cells.south, cells.east, cells.north]) / DEGREE_STEPS).tolist()
    return [(*facts, *(() if one else box)) for *facts, one, box in zip(*columns, is_one.tolist(), boxes, strict=True)]


def _radius(snapshot: Snapshot, rows: Rows, cell_of: Rows, count: Steps) -> Steps:
    """Largest radius of each cell in metres; 0 where a listing's place is known, and for cells without rows here."""
    is_vague = (snapshot.flags[rows] & FLAG_APPROXIMATE) > 0
    vague = np.bincount(cell_of[is_vague], minlength=count.size)
    radius = np.zeros(count.size, np.int64)
    np.maximum.at(radius, cell_of, snapshot.radius_m[rows].astype(np.int64))
    return np.where(vague == count, radius, 0)


def _bounds(rows: Rows, positions: Positions) -> Box | None:
    if not rows.size:
        return None
    latitude, longitude = positions.latitude[rows], positions.longitude[rows]
    corners = np.array([longitude.min(), latitude.min(), longitude.max(), latitude.max()]) / DEGREE_STEPS
    west, south, east, north = corners.tolist()
    return west, south, east, north
