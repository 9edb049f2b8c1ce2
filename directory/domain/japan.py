"""Where Japan lies: a box around all its islands, and numbers that only reach it the other way round."""

from __future__ import annotations

from directory.domain.coordinate import Coordinate

LATITUDES = (20.0, 46.0)
LONGITUDES = (122.0, 154.5)
"""Outermost points of Japan, in degrees, rounded outwards. Source: 国土地理院 日本の東西南北端点."""


def is_in_japan(point: Coordinate) -> bool:
    """Whether a point lies in the box."""
    return _fits(point.latitude, point.longitude)


def looks_swapped(first: float, second: float) -> bool:
    """Whether two numbers, given as latitude and longitude in degrees, lie in the box once they change places."""
    return _fits(second, first)


def _fits(latitude: float, longitude: float) -> bool:
    south, north = LATITUDES
    west, east = LONGITUDES
    return south <= latitude <= north and west <= longitude <= east
