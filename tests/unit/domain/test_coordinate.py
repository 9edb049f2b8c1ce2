from __future__ import annotations

import math

import pytest

from directory.domain.coordinate import Coordinate
from directory.domain.errors import InvalidCoordinate


def test_a_degree_of_latitude_is_111_kilometres():
    south = Coordinate(latitude=35, longitude=139)
    assert south.distance_m(Coordinate(latitude=36, longitude=139)) == pytest.approx(111_195, abs=5)


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (math.nan, 0), (0, math.inf), (139.7, 35.6)])
def test_what_is_not_on_the_earth_is_refused(latitude, longitude):
    with pytest.raises(InvalidCoordinate):
        Coordinate(latitude=latitude, longitude=longitude)
