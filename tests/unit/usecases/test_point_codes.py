"""Short codes of points, against values worked out from the public specifications."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.coordinate import Coordinate
from directory.usecases.point_codes import GEOHASH_ALPHABET, encode_geohash, encode_plus_code

POINTS = st.builds(
    Coordinate,
    latitude=st.floats(-90, 90, allow_nan=False),
    longitude=st.floats(-180, 180, allow_nan=False),
)


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (42.6, -5.6, "ezs42"),
        (57.64911, 10.40744, "u4pruydqqvj"),
        (0.0, 0.0, "s0000000"),
        (90.0, 180.0, "zzzzzzzz"),
        (-90.0, -180.0, "00000000"),
    ],
)
def test_geohash(latitude: float, longitude: float, code: str):
    assert encode_geohash(Coordinate(latitude=latitude, longitude=longitude), len(code)) == code


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (20.3700625, 2.7821875, "7FG49QCJ+2V"),
        (47.0000625, 8.0000625, "8FVC2222+22"),
        (20.3701125, 2.782234375, "7FG49QCJ+2V"),
        (-41.2730625, 174.7859375, "4VCPPQGP+Q9"),
        (90.0, 1.0, "CFX3X2X2+X2"),
        (1.0, 180.0, "62H22222+22"),
    ],
)
def test_plus_code(latitude: float, longitude: float, code: str):
    assert encode_plus_code(Coordinate(latitude=latitude, longitude=longitude)) == code


@given(POINTS)
def test_codes_have_their_form(point: Coordinate):
    geohash = encode_geohash(point)
    assert len(geohash) == 8
    assert set(geohash) <= set(GEOHASH_ALPHABET)
    assert encode_geohash(point, 5) == geohash[:5]
    assert encode_plus_code(point).index("+") == 8


@given(POINTS)
def test_a_shorter_geohash_is_the_beginning_of_a_longer_one(point: Coordinate):
    assert encode_geohash(point, 12).startswith(encode_geohash(point, 7))
