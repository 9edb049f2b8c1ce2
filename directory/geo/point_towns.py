"""Towns as official files write them -> the municipality and the key under which the geocoder asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from directory.domain.coordinate import Coordinate
from directory.geo.gazetteer import Gazetteer
from directory.geo.town_index import TownIndex
from directory.text.address_text import fold_name
from directory.text.lot_number import split_series

_CHOME = re.compile(r"(?P<base>.*[^0-9])(?P<number>[0-9]+)丁目")
_MARGIN = 0.1
"""Degrees around the towns of a municipality within which its points may lie, about 10 km."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownKey:
    """A town of a file.

    Attributes:
        series: 甲, 乙 … that the file counts to the town and everybody else to the lot.
        is_known: the gazetteer has it, so that addresses can lead to it.
    """

    jis: str
    key: str
    koaza: str = ""
    series: str = ""
    is_known: bool


class PointTowns:
    """Remembers every municipality and town that it was asked for: files name each of them thousands of times."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Knows nothing yet."""
        self._gazetteer = gazetteer
        self._candidates: dict[str, tuple[str, ...]] = {}
        self._towns: dict[tuple[str, str, str], TownKey | None] = {}

    def resolve(self, municipality: str, town: str, koaza: str) -> TownKey | None:
        """The town's keys; None when nobody knows the municipality.

        A former municipality (浜松市中区) leads to the successor that has the town.
        """
        asked = (municipality, town, koaza)
        if asked not in self._towns:
            self._towns[asked] = self._resolve(municipality, town, koaza)
        return self._towns[asked]

    def may_lie_in(self, jis: str, point: Coordinate) -> bool:
        """Whether a point is near enough to the towns of a municipality to belong to it."""
        one = self._gazetteer.municipality(jis)
        if one is None:
            return False
        south, west, north, east = one.box
        is_high_enough = south - _MARGIN <= point.latitude <= north + _MARGIN
        return is_high_enough and west - _MARGIN <= point.longitude <= east + _MARGIN

    def neighbours(self, jis: str) -> tuple[tuple[str, float, float], ...]:
        """Folded name, latitude and longitude of the shipped towns that have a point of their own."""
        points = (one for one in self._gazetteer.index(jis).points() if not one.origin)
        return tuple((fold_name(one.name), one.coordinate.latitude, one.coordinate.longitude) for one in points)

    def _resolve(self, municipality: str, town: str, koaza: str) -> TownKey | None:
        found = [self._key(jis, town, koaza) for jis in self._codes(municipality)]
        return next((one for one in found if one.is_known), found[0] if found else None)

    def _codes(self, municipality: str) -> tuple[str, ...]:
        if municipality not in self._candidates:
            present = tuple(one.jis for one in self._gazetteer.find_municipalities(municipality))
            self._candidates[municipality] = present or self._successors(municipality)
        return self._candidates[municipality]

    def _successors(self, municipality: str) -> tuple[str, ...]:
        """Present municipalities of a former one, which is written behind its prefecture."""
        history, name = self._gazetteer.history(), fold_name(municipality)
        return next((history[name[cut:]] for cut in (3, 4, 0) if name[cut:] in history), ())

    def _key(self, jis: str, town: str, koaza: str) -> TownKey:
        index, name = self._gazetteer.index(jis), fold_name(town)
        below, series = split_series(fold_name(koaza))
        found = _known_key(index, name)
        if found is not None:
            return TownKey(jis=jis, key=found, koaza=below, series=series, is_known=True)
        joined = _known_key(index, fold_name(town + koaza)) if koaza else None
        if joined is not None:
            return TownKey(jis=jis, key=joined, is_known=True)
        stem, of_town = split_series(name)
        found = _known_key(index, stem) if of_town and not koaza else None
        if found is not None:
            return TownKey(jis=jis, key=found, series=of_town, is_known=True)
        # without a name: the lots of a village that has no towns
        return TownKey(jis=jis, key=name, koaza=below, series=series, is_known=not name)


def _known_key(index: TownIndex, name: str) -> str | None:
    """The gazetteer's key of a folded town or 丁目; None when it has none."""
    row = _find_row(index, name)
    # only its 丁目 have rows of their own
    return index.find(name) if row is None else fold_name(index.point(row).name)


def _find_row(index: TownIndex, name: str) -> int | None:
    """Row of a folded town or 丁目."""
    found = index.find(name)
    if found is not None and found in index.keys:
        return index.keys[found]
    chome = _CHOME.fullmatch(name)
    base = index.find(chome["base"]) if chome else None
    return index.bases.get(base or "", {}).get(int(chome["number"])) if chome else None
