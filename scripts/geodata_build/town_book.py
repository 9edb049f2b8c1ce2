"""Towns of one municipality by name, and where a town lies that only the postal data knows."""

from __future__ import annotations

import math
import re
from collections import defaultdict

from directory.text.address_text import fold_name
from geodata_build.town import Municipality, Point, Town, mean_point, spread_m

_LOT_GROUPS = "甲乙丙丁戊己"
_CHOME = re.compile(r"[0-9]+丁目$")
_SHORTEST_STEM = 2
"""Names that share fewer first characters have nothing to do with each other."""
FAMILY_M = 800
"""Least uncertainty of a point that comes from the other 丁目 of a town, or from its 小字."""
_MARGIN = 0.03
"""Degrees around the towns of a municipality within which a postal point is believed, about 3 km."""


class TownBook:
    """Folded name, with 小字 and without 丁目 too -> towns."""

    def __init__(self, home: Municipality) -> None:
        """Reads the towns that were published."""
        self._home = home
        self._towns: dict[str, list[Town]] = defaultdict(list)
        for town in home.towns:
            self.add(town)

    def add(self, town: Town) -> None:
        """Makes a town known."""
        key = fold_name(town.name)
        for name in (key + fold_name(town.koaza), key, _CHOME.sub("", key)):
            self._towns[name].append(town)

    def knows(self, key: str) -> bool:
        """Whether a folded name is known, or only a part of known ones.

        仏生山町甲 is a group of lots of 仏生山町; 南郷通 is only the beginning of 南郷通十八丁目北.
        """
        is_lots = key[-1:] in _LOT_GROUPS and bool(self._towns.get(key[:-1]))
        is_begin = any(other.startswith(key) and other[len(key)].isdigit() for other in self._towns if other != key)
        return key in self._towns or is_lots or is_begin

    def place(self, name: str, code_point: Point | None, same_code: list[str]) -> Town:
        """A new town: at the point of its postal code, else of its relatives, else in the middle of the municipality.

        Left out of the towns that have points, these relatives of a town miss it by (median, nine tenths): towns of
        the same postal code 0.7 km, 2.1 km; towns whose names begin alike 0.9-1.9 km, 3-6 km; the middle of the
        municipality 3.6 km, 10 km.
        """
        points = [town.point for town in self._home.towns]
        if code_point and (not points or _is_near(code_point, points)):
            return Town(name=name, point=code_point, origin="code")
        key = fold_name(name)
        family = self._points(_CHOME.sub("", key)) or self._longer(key)
        if family:
            least_m = max(FAMILY_M, spread_m(family))
            return Town(name=name, point=mean_point(family), origin="parent", radius_m=least_m)
        for related in (self._of_names(same_code), self._parent(key), self._alike(key)):
            if related:
                return Town(name=name, point=mean_point(related), origin="parent")
        return Town(name=name, point=mean_point(points), origin="municipality")

    def _longer(self, key: str) -> list[Point]:
        return [point for other in self._towns if other.startswith(key) for point in self._points(other)]

    def _parent(self, key: str) -> list[Point]:
        lengths = range(len(key) - 1, _SHORTEST_STEM - 1, -1)
        return next((points for length in lengths if (points := self._points(key[:length]))), [])

    def _of_names(self, names: list[str]) -> list[Point]:
        return [mean_point(points) for name in names if (points := self._points(fold_name(name)))]

    def _alike(self, key: str) -> list[Point]:
        """Towns that share the longest beginning: 水橋駅前 lies among 水橋…."""
        stem = _CHOME.sub("", key)
        for length in range(len(stem) - 1, _SHORTEST_STEM - 1, -1):
            found = {other for other in self._towns if other.startswith(stem[:length])}
            related = [mean_point(points) for other in sorted(found) if (points := self._points(other))]
            if related:
                return related
        return []

    def _points(self, key: str) -> list[Point]:
        """Points of a name that are not guessed themselves."""
        return [town.point for town in self._towns.get(key, ()) if town.origin in {"own", "code"}]


def _is_near(point: Point, points: list[Point]) -> bool:
    wide = _MARGIN / max(0.1, math.cos(math.radians(point[0])))
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lng for _, lng in points), max(lng for _, lng in points)
    return south - _MARGIN <= point[0] <= north + _MARGIN and west - wide <= point[1] <= east + wide
