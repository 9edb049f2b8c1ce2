"""Cells of a view: everything in exactly one of them, never more than the limit, none upon another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.catalog.criteria import BoundingBox
from directory.mapping.cells import CELL_LIMIT, NEAREST_PX, TILE_PX, View, gather_cells
from directory.mapping.points import DEGREE_STEPS
from directory.mapping.positions import Positions, share_of_latitude, share_of_longitude

WORLD = BoundingBox(west=-180, south=-85, east=180, north=85)
OSAKA = BoundingBox(west=135.4, south=34.6, east=135.6, north=34.8)

STEPS = st.tuples(
    st.integers(int(24.0 * DEGREE_STEPS), int(46.0 * DEGREE_STEPS)),
    st.integers(int(122.0 * DEGREE_STEPS), int(146.0 * DEGREE_STEPS)),
)
NEAR = st.tuples(st.integers(3_460_000, 3_480_000), st.integers(13_540_000, 13_560_000))
PLACES = st.lists(st.one_of(STEPS, NEAR), max_size=80)
ZOOMS = st.one_of(st.integers(0, 18).map(float), st.floats(0, 18, allow_nan=False))


def positions_of(places: list[tuple[int, int]]) -> Positions:
    latitude = np.array([place[0] for place in places], np.int64)
    longitude = np.array([place[1] for place in places], np.int64)
    return Positions.of(latitude, longitude)


def cells_of(places, view):
    return gather_cells(np.arange(len(places)), positions_of(places), view)


def cell_of_each(cells, count):
    """The cell of each of `count` rows, -1 = in none."""
    found = np.full(count, -1)
    rows, cell_of = cells.rows_in(np.ones(cells.count.size, bool))
    found[rows] = cell_of
    return found


@settings(deadline=None)
@given(places=PLACES, zoom=ZOOMS)
def test_in_a_view_of_the_world_every_place_is_in_exactly_one_cell(places, zoom):
    cells = cells_of(places, View(box=WORLD, zoom=zoom))
    assert cells.count.sum() == len(places)
    cell_of = cell_of_each(cells, len(places))
    assert (cell_of >= 0).all()
    assert np.bincount(cell_of, minlength=cells.count.size).tolist() == cells.count.tolist()


@settings(deadline=None)
@given(places=PLACES, zoom=ZOOMS)
def test_a_cell_reaches_as_far_as_its_places(places, zoom):
    cells = cells_of(places, View(box=WORLD, zoom=zoom))
    cell_of = cell_of_each(cells, len(places)).tolist()
    for cell in range(cells.count.size):
        mine = [place for place, number in zip(places, cell_of, strict=True) if number == cell]
        assert cells.south[cell] == min(latitude for latitude, _ in mine)
        assert cells.north[cell] == max(latitude for latitude, _ in mine)
        assert cells.west[cell] == min(longitude for _, longitude in mine)
        assert cells.east[cell] == max(longitude for _, longitude in mine)
        assert cells.south[cell] <= cells.latitude[cell] <= cells.north[cell]
        assert cells.west[cell] <= cells.longitude[cell] <= cells.east[cell]


@settings(deadline=None)
@given(places=st.lists(NEAR, min_size=1, max_size=40), zoom=st.integers(10, 18))
def test_what_lies_in_the_view_is_counted_borders_included(places, zoom):
    latitudes, longitudes = [place[0] for place in places], [place[1] for place in places]
    # the corners of the view are places themselves
    box = BoundingBox(
        west=min(longitudes) / DEGREE_STEPS,
        south=min(latitudes) / DEGREE_STEPS,
        east=max(longitudes) / DEGREE_STEPS,
        north=max(latitudes) / DEGREE_STEPS,
    )
    assert cells_of(places, View(box=box, zoom=float(zoom))).count.sum() == len(places)


@settings(deadline=None)
@given(places=PLACES, zoom=st.integers(8, 18))
def test_of_what_lies_outside_only_the_rest_of_a_border_square_is_counted(places, zoom):
    cells = cells_of(places, View(box=OSAKA, zoom=float(zoom)))
    square = 360 * 80 / TILE_PX / 2**zoom * 4
    for (latitude, longitude), cell in zip(places, cell_of_each(cells, len(places)).tolist(), strict=True):
        is_inside = (
            OSAKA.south <= latitude / DEGREE_STEPS <= OSAKA.north
            and OSAKA.west <= longitude / DEGREE_STEPS <= OSAKA.east
        )
        assert cell >= 0 or not is_inside
        if abs(longitude / DEGREE_STEPS - 135.5) > 0.1 + square:
            assert cell == -1


@settings(deadline=None)
@given(places=PLACES, zoom=ZOOMS)
def test_no_two_markers_cover_each_other(places, zoom):
    view = View(box=WORLD, zoom=zoom)
    cells = cells_of(places, view)
    x = share_of_longitude(cells.longitude / DEGREE_STEPS)
    y = share_of_latitude(cells.latitude / DEGREE_STEPS)
    apart = np.hypot(x[:, None] - x, y[:, None] - y)[~np.eye(x.size, dtype=bool)]
    assert (apart * TILE_PX * 2**zoom >= NEAREST_PX * 0.999).all()


def test_coincident_places_stay_one_cell_at_every_zoom():
    places = [(3_467_600, 13_548_600)] * 5
    for zoom in (0.0, 13.0, 18.0):
        cells = cells_of(places, View(box=WORLD if zoom < 5 else OSAKA, zoom=zoom))
        assert cells.count.tolist() == [5]
        assert cells.west[0] == cells.east[0]


@pytest.mark.parametrize("zoom", [0.0, 5.0, 9.5, 13.0, 18.0])
@pytest.mark.parametrize("box", [WORLD, OSAKA, BoundingBox(west=122, south=24, east=146, north=46)])
def test_there_are_never_more_cells_than_the_limit(box, zoom):
    chosen = np.random.default_rng(5)
    places = list(
        zip(
            chosen.integers(3_460_000, 3_480_000, 5000).tolist(),
            chosen.integers(13_540_000, 13_560_000, 5000).tolist(),
            strict=True,
        )
    )
    cells = cells_of(places, View(box=box, zoom=zoom))
    assert 0 < cells.count.size <= CELL_LIMIT
    assert cells.count.sum() == 5000


def test_cells_stand_still_while_the_view_is_moved():
    places = [(3_467_000 + step, 13_545_000) for step in range(0, 9000, 300)]
    west = BoundingBox(west=135.40, south=34.62, east=135.50, north=34.80)
    east = BoundingBox(west=135.41, south=34.62, east=135.51, north=34.80)
    one, other = (cells_of(places, View(box=box, zoom=12.0)) for box in (west, east))
    assert one.count.tolist() == other.count.tolist()
    assert one.latitude.tolist() == other.latitude.tolist()


def test_an_empty_answer_has_no_cells():
    assert cells_of([], View(box=OSAKA, zoom=12.0)).count.size == 0


@pytest.mark.parametrize("zoom", [6.0, 11.0, 14.0, 17.0])
def test_rows_that_were_not_asked_for_are_in_no_cell_however_narrow_the_view(zoom):
    """Narrow and wide views look for their rows in different ways."""
    chosen = np.random.default_rng(9)
    places = list(
        zip(
            chosen.integers(2_400_000, 4_600_000, 4_000).tolist() + chosen.integers(3_460_000, 3_480_000, 400).tolist(),
            chosen.integers(12_200_000, 14_600_000, 4_000).tolist()
            + chosen.integers(13_540_000, 13_560_000, 400).tolist(),
            strict=True,
        )
    )
    rows = np.flatnonzero(chosen.random(len(places)) < 0.5)
    found = gather_cells(rows, positions_of(places), View(box=OSAKA, zoom=zoom))
    cell_of = cell_of_each(found, len(places))
    for row, cell in zip(rows.tolist(), cell_of[rows].tolist(), strict=True):
        latitude, longitude = places[row]
        is_inside = (
            OSAKA.south <= latitude / DEGREE_STEPS <= OSAKA.north
            and OSAKA.west <= longitude / DEGREE_STEPS <= OSAKA.east
        )
        assert cell >= 0 or not is_inside
        assert cell < 0 or found.south[cell] <= latitude <= found.north[cell]
    assert found.count.sum() == np.count_nonzero(cell_of >= 0) > 100
    assert not (cell_of[np.setdiff1d(np.arange(len(places)), rows)] >= 0).any()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.5, 1.0])
def test_the_outermost_of_many_rows_are_found(share):
    """Blocks of neighbours are compared first: places are laid along a line, as a snapshot lays them along a curve."""
    chosen = np.random.default_rng(11)
    places = sorted(
        zip(
            chosen.integers(2_400_000, 4_600_000, 6_000).tolist(),
            chosen.integers(12_200_000, 14_600_000, 6_000).tolist(),
            strict=True,
        )
    )
    rows = np.flatnonzero(chosen.random(len(places)) < share)
    positions = positions_of(places)
    outer = positions.outer_rows(rows)
    assert set(outer.tolist()) <= set(rows.tolist())
    for column in (positions.latitude, positions.longitude):
        assert sorted({*column[outer].tolist()})[:1] == sorted({*column[rows].tolist()})[:1]
        assert sorted({*column[outer].tolist()})[-1:] == sorted({*column[rows].tolist()})[-1:]


def test_of_no_place_nothing_is_outermost():
    assert positions_of([]).outer_rows(np.zeros(0, np.intp)).size == 0
