"""Towns and municipalities while the gazetteer is put together."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, field

_DEGREE_M = 111_195

Point = tuple[float, float]
"""Latitude, longitude."""


@dataclass(slots=True, kw_only=True)
class Town:
    """One town or 小字.

    Attributes:
        origin: own (published point), code (postal point), parent (point of its own parts or of relatives),
            municipality.
        radius_m: uncertainty; before it is measured at least what is known of it, 0 = nothing.
    """

    name: str
    koaza: str = ""
    point: Point
    origin: str = "own"
    radius_m: int = 0


@dataclass(slots=True, kw_only=True)
class Municipality:
    """One municipality while it is being put together."""

    jis: str
    pref: str
    name: str
    kana: str
    towns: list[Town] = field(default_factory=list)
    kana_of: dict[str, str] = field(default_factory=dict)
    point: Point = (0.0, 0.0)


def mean_point(points: list[Point]) -> Point:
    """The middle of points; 0, 0 of none."""
    if not points:
        return (0.0, 0.0)
    return statistics.fmean(lat for lat, _ in points), statistics.fmean(lng for _, lng in points)


def distances_m(middle: Point, points: list[Point]) -> list[float]:
    """Metres from a point to each of the others (flat earth)."""
    narrow = math.cos(math.radians(middle[0]))
    return [math.hypot(lat - middle[0], (lng - middle[1]) * narrow) * _DEGREE_M for lat, lng in points]


def spread_m(points: list[Point]) -> int:
    """Metres from the middle of points to the farthest of them."""
    return round(max(distances_m(mean_point(points), points), default=0.0))
