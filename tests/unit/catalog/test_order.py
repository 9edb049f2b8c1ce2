from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.order import count_within, distances_m, distances_within_m
from directory.domain.coordinate import Coordinate


class Points:
    """Two hundred points around 34.6, 135.5 and one without a place."""

    def __init__(self):
        numbers = np.random.default_rng(3)
        self.latitude = np.append(34.6 + numbers.random(200) / 10, np.nan)
        self.longitude = np.append(135.4 + numbers.random(200) / 10, np.nan)


POINTS = Points()


@given(st.floats(34.5, 34.8), st.floats(135.3, 135.6), st.integers(1, 50_000))
def test_distances_within_a_radius_are_those_to_everything(latitude, longitude, radius_m):
    near = Coordinate(latitude=latitude, longitude=longitude)
    everywhere, within = distances_m(POINTS, near), distances_within_m(POINTS, near, radius_m)
    is_within = everywhere <= radius_m
    assert within[is_within] == pytest.approx(everywhere[is_within])
    assert not (within[~is_within] <= radius_m).any()
    assert count_within(POINTS, near, radius_m) == np.count_nonzero(is_within)


def test_a_row_without_a_point_is_nowhere_near():
    near = Coordinate(latitude=34.65, longitude=135.45)
    assert np.isnan(distances_within_m(POINTS, near, 50_000)[-1])
