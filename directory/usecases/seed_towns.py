"""Where seeded places stand: public ones together, confidential ones apart from them and from each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from directory.domain.coordinate import Coordinate
from directory.mapping.districts import SIMPLIFY_DEGREES

APART_M = 1_600
"""Canaries keep this distance from every public place and from each other (the contract asks for 1,500)."""

FROM_LINES_M = 1_100
"""… and this one from points that mix two corners of an outline (the checks call a kilometre near).

Whoever reads a published outline number by number meets pairs of one corner's latitude and the next one's longitude.
"""


class NamedTown(Protocol):
    """A town of the gazetteer."""

    @property
    def name(self) -> str:
        """Name with its 丁目."""

    @property
    def coordinate(self) -> Coordinate:
        """Its point."""


class Towns(Protocol):
    """What is asked of the gazetteer."""

    def towns(self, jis: str) -> tuple[NamedTown, ...]:
        """Towns of a municipality."""

    def municipality_name(self, jis: str) -> str:
        """Its name."""


class Outlines(Protocol):
    """What is asked of the outlines."""

    def outline(self, jis: str) -> BaseGeometry | None:
        """Area of a municipality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarters:
    """Towns of one municipality. lonely: one per confidential place. crowd: names for the public places."""

    lonely: tuple[NamedTown, ...]
    crowd: tuple[str, ...]


def choose_quarters(jis: str, lonely_count: int, towns: Towns, outlines: Outlines) -> Quarters:
    """Public places in the towns nearest to one corner, confidential ones as far from there as they can be."""
    ordered = _by_distance(towns.towns(jis))
    lines = tuple(mix_corners(outlines.outline(jis)))
    lonely: list[NamedTown] = []
    for town in reversed(ordered):
        if len(lonely) < lonely_count and _is_apart(town, lonely) and _is_off(town, lines):
            lonely.append(town)
    crowd = [each.name for each in ordered if _is_apart(each, lonely)][: max(1, len(ordered) // 4)]
    return Quarters(lonely=tuple(lonely), crowd=tuple(crowd))


def mix_corners(outline: BaseGeometry | None) -> Iterator[Coordinate]:
    """Points with the latitude of one corner and the longitude of the next, in the order of the published lines."""
    if outline is None:
        return
    simple = shapely.coverage_simplify(np.array([outline], dtype=object), SIMPLIFY_DEGREES)[0]
    for ring in shapely.get_rings(shapely.get_parts(shapely.orient_polygons(simple))):
        corners = shapely.get_coordinates(ring).tolist()
        for (_, latitude), (longitude, _) in pairwise(corners):
            yield Coordinate(latitude=latitude, longitude=longitude)


def _by_distance(towns: tuple[NamedTown, ...]) -> list[NamedTown]:
    """Towns by distance from the south-western one."""
    corner = min(towns, key=lambda town: town.coordinate.latitude + town.coordinate.longitude)
    return sorted(towns, key=lambda town: (corner.coordinate.distance_m(town.coordinate), town.name))


def _is_apart(town: NamedTown, others: Sequence[NamedTown]) -> bool:
    return all(town.coordinate.distance_m(other.coordinate) >= APART_M for other in others)


def _is_off(town: NamedTown, points: Sequence[Coordinate]) -> bool:
    return all(town.coordinate.distance_m(point) >= FROM_LINES_M for point in points)
