"""A point on the earth (WGS84, EPSG:4326), keyword-only so that nobody swaps its two numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from directory.domain.errors import InvalidCoordinate

EARTH_RADIUS_M = 6_371_008.8
"""Mean earth radius in metres. Source: IUGG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinate:
    """Latitude and longitude in decimal degrees.

    Raises:
        InvalidCoordinate: a number is not finite or out of range.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Refuses what can not be a point on the earth."""
        finite = math.isfinite(self.latitude) and math.isfinite(self.longitude)
        if not finite or not -90 <= self.latitude <= 90 or not -180 <= self.longitude <= 180:
            raise InvalidCoordinate(latitude=self.latitude, longitude=self.longitude)

    def distance_m(self, other: Coordinate) -> float:
        """Great-circle distance to `other` in metres (haversine)."""
        phi_1, phi_2 = math.radians(self.latitude), math.radians(other.latitude)
        half_phi = (phi_2 - phi_1) / 2
        half_lambda = math.radians(other.longitude - self.longitude) / 2
        chord = math.sin(half_phi) ** 2 + math.cos(phi_1) * math.cos(phi_2) * math.sin(half_lambda) ** 2
        return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))
