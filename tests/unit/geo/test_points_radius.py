from __future__ import annotations

import math

import numpy as np
import pytest

from directory.geo.points_radius import farthest_m, lot_radii, town_radii

HOUSE, BLOCK, PARCEL, LOT = range(4)
DEGREE_M = 111_195


def grid(side_m: float, count: int = 5) -> np.ndarray:
    north = side_m / DEGREE_M
    east = north / math.cos(math.radians(35))
    return np.array([(35 + row * north, 139 + column * east) for row in range(count) for column in range(count)])


@pytest.mark.parametrize("side_m", [100, 150, 300])
def test_a_block_of_a_regular_town_holds_nine_tenths_of_itself(side_m: float):
    radius = lot_radii(grid(side_m), BLOCK)[12]
    assert 0.6 * side_m <= radius <= 0.72 * side_m


def test_no_radius_claims_more_than_the_kind_can_tell():
    points = grid(5)
    assert [lot_radii(points, rank).min() for rank in (HOUSE, BLOCK, PARCEL, LOT)] == [30, 60, 30, 60]


def test_lots_that_share_the_point_of_their_block_do_not_count_as_neighbours():
    points = np.vstack([grid(100), grid(100)])
    assert lot_radii(points, LOT)[12] == lot_radii(grid(100), LOT)[12]


def test_a_point_alone_is_less_certain():
    assert lot_radii(np.array([(35.0, 139.0)]), BLOCK).tolist() == [150]


def test_towns_are_measured_among_all_towns_of_their_municipality():
    radii = town_radii(np.array([(35.0, 139.0)]), [(35.01, 139.0), (35.0, 139.02)])
    assert 1200 < radii[0] < 1400
    assert town_radii(np.array([(35.0, 139.0)]), []).tolist() == [120]


def test_the_farthest_of_several_points():
    assert farthest_m((35.0, 139.0), [(35.001, 139.0), (35.0, 139.0)]) == 111
    assert farthest_m((35.0, 139.0), []) == 0
