"""What the points file knows of one municipality: merged with new points and written back with honest radii."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from directory.domain.official_point import PointKind
from directory.geo.points_file import STEPS_PER_DEGREE
from directory.geo.points_radius import farthest_m, lot_radii, town_radii

RANKS: Mapping[PointKind, int] = {"house": 0, "block": 1, "parcel": 2, "lot": 3}
"""Which kind of point is asked first; 0 and 1 belong to 住居表示."""

TownName = tuple[str, str]
"""Folded name and folded 小字."""

LotName = tuple[str, str, str, int]
"""Folded town, lot, folded 小字, rank."""

Point = tuple[float, float]
"""Latitude, longitude."""


@dataclass(slots=True)
class MunicipalityPoints:
    """Points of one municipality while they are gathered.

    Attributes:
        towns: point of a town; None when only its lots are known.
        names: town -> its name as written and whether addresses can lead to it.
        lots: the point that stands for a lot, and the metres to the farthest other point of the same lot.
    """

    jis: str
    towns: dict[TownName, Point | None] = field(default_factory=dict)
    names: dict[TownName, tuple[str, bool]] = field(default_factory=dict)
    lots: dict[LotName, tuple[Point, int]] = field(default_factory=dict)

    def name_town(self, key: TownName, name: str, *, is_known: bool) -> None:
        """Makes a town known without a point of its own."""
        self.towns.setdefault(key, None)
        self.names.setdefault(key, (name, is_known))

    def place_town(self, key: TownName, point: Point) -> bool:
        """Whether the town had no point yet; the first one stays."""
        is_new = self.towns.get(key) is None
        if is_new:
            self.towns[key] = point
        return is_new

    def count(self) -> int:
        """Number of different lots and of towns with a point."""
        return len(self.lots) + sum(point is not None for point in self.towns.values())

    def merge(self, newer: MunicipalityPoints) -> None:
        """Takes over everything that is newer."""
        for key, point in newer.towns.items():
            if point is not None or key not in self.towns:
                self.towns[key] = point
        self.names.update(newer.names)
        self.lots.update(newer.lots)


class LotGathering:
    """Rows of one lot -> the one that stands for it."""

    def __init__(self) -> None:
        """Nothing gathered."""
        self._main: dict[LotName, tuple[Point, bool]] = {}
        self._others: dict[LotName, list[Point]] = {}

    def add(self, name: LotName, point: Point, *, is_main: bool) -> bool:
        """Whether the lot was not known yet. The first row marked as main stands for it, else the first one."""
        known = self._main.get(name)
        if known is None:
            self._main[name] = (point, is_main)
            return True
        self._others.setdefault(name, [known[0]]).append(point)
        if is_main and not known[1]:
            self._main[name] = (point, True)
        return False

    def freeze(self) -> dict[LotName, tuple[Point, int]]:
        """Point and spread in metres by lot."""
        spreads = {name: farthest_m(self._main[name][0], others) for name, others in self._others.items()}
        return {name: (point, spreads.get(name, 0)) for name, (point, _) in self._main.items()}


def read_municipality(connection: sqlite3.Connection, jis: str) -> MunicipalityPoints:
    """What the file knows of a municipality."""
    found = MunicipalityPoints(jis=jis)
    query = "select id, key, koaza, name, is_known, latitude, longitude from town where jis = ?"
    keys = {}
    for number, key, koaza, name, is_known, latitude, longitude in connection.execute(query, (jis,)):
        keys[number] = key
        found.towns[key, koaza] = None if latitude is None else _degrees(latitude, longitude)
        found.names[key, koaza] = (name, bool(is_known))
    query = (
        "select town, lot, point.koaza, rank, point.latitude, point.longitude, spread_m from point"
        " join town on town.id = point.town where jis = ?"
    )
    for number, lot, koaza, rank, latitude, longitude, spread_m in connection.execute(query, (jis,)):
        found.lots[keys[number], lot, koaza, rank] = (_degrees(latitude, longitude), spread_m)
    return found


def remove_municipality(connection: sqlite3.Connection, jis: str) -> int:
    """Number of points and towns that went away."""
    query = "delete from point where town in (select id from town where jis = ?)"
    lots = connection.execute(query, (jis,)).rowcount
    towns = connection.execute("delete from town where jis = ?", (jis,)).rowcount
    connection.execute("delete from source where jis = ?", (jis,))
    return lots + towns


def write_municipality(
    connection: sqlite3.Connection, points: MunicipalityPoints, neighbours: Sequence[tuple[str, float, float]]
) -> None:
    """Writes a municipality in the place of what the file knew, sorted; its sources stay.

    `neighbours`: folded name, latitude and longitude of the shipped towns, for the radii of towns.
    """
    query = "delete from point where town in (select id from town where jis = ?)"
    connection.execute(query, (points.jis,))
    connection.execute("delete from town where jis = ?", (points.jis,))
    start = connection.execute("select coalesce(max(id), 0) from town").fetchone()[0] + 1
    numbers = {key: start + index for index, key in enumerate(sorted(points.towns))}
    radii = _town_radii(points, neighbours)
    connection.executemany(
        "insert into town values(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (numbers[key], points.jis, *key, *points.names[key], *_steps(points.towns[key]), radii.get(key, 0))
            for key in sorted(points.towns)
        ),
    )
    connection.executemany("insert into point values(?, ?, ?, ?, ?, ?, ?, ?)", sorted(_lot_rows(points, numbers)))


def _lot_rows(points: MunicipalityPoints, numbers: Mapping[TownName, int]) -> Iterable[tuple[object, ...]]:
    """Rows of all lots; the radius of a lot with several points holds them all."""
    for rank in sorted({name[3] for name in points.lots}):
        named = [(name, *points.lots[name]) for name in points.lots if name[3] == rank]
        radii = lot_radii(np.array([point for _, point, _ in named], dtype=np.float64), rank)
        for ((key, lot, koaza, _), point, spread_m), radius_m in zip(named, radii.tolist(), strict=True):
            yield numbers[key, ""], lot, koaza, rank, *_steps(point), spread_m, max(radius_m, spread_m + radius_m // 2)


def _town_radii(points: MunicipalityPoints, neighbours: Sequence[tuple[str, float, float]]) -> dict[TownName, int]:
    placed = [(key, point) for key, point in points.towns.items() if point is not None]
    if not placed:
        return {}
    others = [(lat, lng) for name, lat, lng in neighbours if points.towns.get((name, "")) is None]
    radii = town_radii(np.array([point for _, point in placed], dtype=np.float64), others)
    return {key: radius_m for (key, _), radius_m in zip(placed, radii.tolist(), strict=True)}


def _steps(point: Point | None) -> tuple[int | None, int | None]:
    if point is None:
        return None, None
    return round(point[0] * STEPS_PER_DEGREE), round(point[1] * STEPS_PER_DEGREE)


def _degrees(latitude: int, longitude: int) -> Point:
    return latitude / STEPS_PER_DEGREE, longitude / STEPS_PER_DEGREE
