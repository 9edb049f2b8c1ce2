"""Stations by their names, and those of an area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from directory.domain.coordinate import Coordinate
from directory.text.address_text import fold_name, fold_names

Box = tuple[float, float, float, float]
"""South, west, north, east."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station; `lines` are operator and line."""

    name: str
    jis: str
    coordinate: Coordinate
    lines: tuple[str, ...]


class StationIndex:
    """All stations in memory."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        """Takes rows of name, jis, latitude, longitude, lines."""
        named: dict[str, list[Station]] = {}
        for key, (name, jis, latitude, longitude, lines) in zip(fold_names(row[0] for row in rows), rows, strict=True):
            coordinate = Coordinate(latitude=float(latitude), longitude=float(longitude))
            station = Station(name=name, jis=jis, coordinate=coordinate, lines=tuple(lines.split("/")))
            named.setdefault(key, []).append(station)
        self._named = {name: tuple(stations) for name, stations in named.items()}
        self._stations = [station for same in self._named.values() for station in same]
        points = [(one.coordinate.latitude, one.coordinate.longitude) for one in self._stations]
        self._degrees = np.array(points).reshape(-1, 2)

    def named(self, name: str) -> tuple[Station, ...]:
        """Stations of a name, with or without 駅."""
        return self._named.get(fold_name(name.strip().removesuffix("駅")), ())

    def around(self, points: Sequence[Coordinate], *, within_degrees: float) -> tuple[Station, ...]:
        """Stations that a reader of a map of these points may know, each name once, the nearest to a point first."""
        away = np.full(len(self._stations), np.inf)
        for point in {(round(each.latitude, 2), round(each.longitude, 2)) for each in points}:
            here = np.abs(self._degrees - point).max(axis=1)
            away = np.minimum(away, here)
        found: dict[str, Station] = {}
        for row in np.argsort(away, kind="stable").tolist():
            if away[row] >= within_degrees:
                break
            found.setdefault(self._stations[row].name, self._stations[row])
        return tuple(found.values())

    def within(self, box: Box) -> tuple[Station, ...]:
        """Stations that lie in a box."""
        south_west, north_east = box[:2], box[2:]
        is_inside = ((self._degrees >= south_west) & (self._degrees <= north_east)).all(axis=1)
        return tuple(self._stations[row] for row in np.flatnonzero(is_inside).tolist())
