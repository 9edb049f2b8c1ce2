"""Which present municipality a point lies in, and how far a municipality reaches."""

from __future__ import annotations

import math

from shapely import STRtree, contains_xy
from shapely.geometry import Point as Dot

from geodata_build.outlines import Outlines
from geodata_build.town import Municipality, Point

_DEGREE_M = 111_195
_NEAR_MUNICIPALITIES = 12


def distance_m(one: Point, other: Point) -> float:
    """Metres between two points of one region (flat earth)."""
    narrow = math.cos(math.radians(one[0]))
    return math.hypot(one[0] - other[0], (one[1] - other[1]) * narrow) * _DEGREE_M


class Places:
    """Point -> JIS code: by outline, inside a designated city by the nearest town."""

    def __init__(self, outlines: Outlines, municipalities: list[Municipality]) -> None:
        """Indexes both."""
        self._codes = sorted(outlines)
        self._tree = STRtree([outlines[code] for code in self._codes])
        self._by_jis = {one.jis: one for one in municipalities}
        self._wards = {code: self._members(code) for code in self._codes}

    def jis_at(self, point: Point) -> str:
        """Code of the municipality; off the coast the nearest one."""
        found = self._tree.query(Dot(point[1], point[0]), predicate="intersects")
        index = int(found[0]) if len(found) else int(self._tree.nearest(Dot(point[1], point[0])))
        wards = self._wards[self._codes[index]]
        if len(wards) == 1:
            return wards[0]
        return min(wards, key=lambda jis: min(distance_m(point, town.point) for town in self._by_jis[jis].towns))

    def outline_code(self, jis: str) -> str | None:
        """Code of the outline that covers a municipality: its own, or its designated city's."""
        return next((code for code, wards in self._wards.items() if jis in wards), None)

    def share_inside(self, outlines: Outlines) -> float:
        """Share of published town points that lie in the outline of their own municipality."""
        inside = total = 0
        for jis, one in self._by_jis.items():
            code = self.outline_code(jis)
            points = [town.point for town in one.towns if town.origin == "own"]
            if code is None or not points:
                continue
            latitudes, longitudes = zip(*points, strict=True)
            inside += int(contains_xy(outlines[code], longitudes, latitudes).sum())
            total += len(points)
        return inside / max(1, total)

    def _members(self, code: str) -> list[str]:
        """Wards of a designated city's outline, or the municipality itself."""
        if code in self._by_jis:
            return [code]
        first = min(jis for jis in self._by_jis if jis > code)
        city = self._by_jis[first].name.partition("市")[0] + "市"
        return [jis for jis, one in sorted(self._by_jis.items()) if jis[:2] == code[:2] and one.name.startswith(city)]


def reach_m(one: Municipality, outlines: Outlines) -> int:
    """Distance in metres from the municipality's point to the farthest corner of its outline, or to its last town."""
    outline = outlines.get(one.jis)
    parts = getattr(outline, "geoms", [outline]) if outline else []
    corners = [(lat, lng) for part in parts for lng, lat in part.exterior.coords]
    return round(max(distance_m(one.point, corner) for corner in (corners or [town.point for town in one.towns])))
