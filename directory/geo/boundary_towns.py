"""Town points of one or several municipalities as one field that can be asked and drawn."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

from shapely.geometry.base import BaseGeometry

from directory.domain.coordinate import Coordinate
from directory.geo.voronoi import PointField


class TownPoint(Protocol):
    """One town of the gazetteer."""

    @property
    def name(self) -> str:
        """Name with its 丁目 (真砂四丁目)."""

    @property
    def coordinate(self) -> Coordinate:
        """Representative point."""

    @property
    def is_borrowed(self) -> bool:
        """Whether the point is not the town's own but that of something larger."""


class MunicipalityPoint(Protocol):
    """One municipality or ward of the gazetteer."""

    @property
    def jis(self) -> str:
        """5-digit code."""

    @property
    def coordinate(self) -> Coordinate:
        """Representative point."""


class TownSource(Protocol):
    """What boundaries and districts ask of the gazetteer."""

    def municipality(self, jis: str) -> MunicipalityPoint | None:
        """The municipality of a code."""

    def municipalities(self) -> tuple[MunicipalityPoint, ...]:
        """All municipalities and wards."""

    def towns(self, jis: str) -> tuple[TownPoint, ...]:
        """Towns of one municipality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownField:
    """Towns of some municipalities: `owners[i]` (JIS code) and `towns[i]` belong to point i of `field`."""

    owners: tuple[str, ...]
    towns: tuple[TownPoint, ...]
    field: PointField

    def nearest(self, coordinate: Coordinate) -> tuple[str, TownPoint, float]:
        """Owner, town and distance in metres of the nearest point."""
        index, distance_m = self.field.nearest(coordinate)
        return self.owners[index], self.towns[index], distance_m

    def draw_owner(self, jis: str) -> BaseGeometry:
        """Union of the cells of one municipality's towns, not yet cut by anything."""
        return self.field.draw(index for index, owner in enumerate(self.owners) if owner == jis)

    def draw_towns(self, names: frozenset[str]) -> BaseGeometry:
        """Union of the cells of the towns of these names, not yet cut by anything."""
        return self.field.draw(index for index, town in enumerate(self.towns) if town.name in names)


class TownFields:
    """Town fields by group of municipalities, built on first use and kept. Safe between threads."""

    def __init__(self, gazetteer: TownSource) -> None:
        """Keeps the gazetteer."""
        self.gazetteer = gazetteer
        self._fields: dict[tuple[str, ...], TownField | None] = {}
        self._lock = threading.Lock()

    def of(self, codes: tuple[str, ...]) -> TownField | None:
        """The field of these municipalities together; None when they have no towns."""
        with self._lock:
            if codes not in self._fields:
                self._fields[codes] = self._gather(codes)
            return self._fields[codes]

    def codes_near(self, coordinate: Coordinate, *, count: int) -> tuple[str, ...]:
        """Codes, sorted, of the municipalities whose own points are nearest to a point."""
        ranked = sorted(self.gazetteer.municipalities(), key=lambda one: one.coordinate.distance_m(coordinate))
        return tuple(sorted(one.jis for one in ranked[:count]))

    def _gather(self, codes: tuple[str, ...]) -> TownField | None:
        members = [member for jis in codes for member in _place_towns(jis, self.gazetteer.towns(jis))]
        if not members:
            return None
        owners, towns, points = zip(*members, strict=True)
        return TownField(owners=owners, towns=towns, field=PointField(points))


def _place_towns(jis: str, towns: tuple[TownPoint, ...]) -> list[tuple[str, TownPoint, Coordinate]]:
    """Towns with the points that share out the plane; those with a borrowed point share the cell of the nearest town.

    A parent's point lies between its 丁目: with a cell of its own it would take from theirs and from the next ward's.
    """
    own = [town for town in towns if not town.is_borrowed]
    members = [(jis, town, town.coordinate) for town in own or towns]
    if own and len(own) < len(towns):
        field = PointField(tuple(town.coordinate for town in own))
        borrowed = [town for town in towns if town.is_borrowed]
        members += [(jis, town, own[field.nearest(town.coordinate)[0]].coordinate) for town in borrowed]
    return members
