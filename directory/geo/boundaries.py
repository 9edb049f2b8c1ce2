"""Municipalities and wards as areas: outline of a code, code of a point."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from directory.domain.coordinate import Coordinate
from directory.domain.errors import GeodataMissing
from directory.geo.boundary_towns import TownFields, TownPoint, TownSource
from directory.geo.voronoi import keep_polygons, metres_from, reach_m

OUTLINE_FILE = "municipalities.geojson"

COAST_M = 500.0
"""A point so near an outline belongs to it: piers, bridges, and coasts drawn with few corners."""

_NEIGHBOURS = 12
"""Without outlines: so many municipalities are asked for their nearest town."""

_REACH_M = 20_000.0
"""Without outlines: a point farther than this from every town is nobody's."""

_DISC_DEGREES = 0.03
"""Without outlines: a municipality reaches about 3 km beyond its town points."""

Outlines = dict[str, BaseGeometry]


class Boundaries:
    """Outlines of municipalities (WGS84, lon-lat), read on first use. Safe between threads.

    A whole municipality is as published; a ward of a designated city is the union of the Voronoi cells of its towns,
    cut by the outline of the city. Without a published outline the cells alone must do.
    """

    def __init__(self, load: Callable[[], Outlines], gazetteer: TownSource) -> None:
        """`load` gives the published outlines by 5-digit code (of a designated city that of the whole city)."""
        self._load = load
        self._gazetteer = gazetteer
        self._fields = TownFields(gazetteer)
        self._known: Outlines | None = None
        self._cities: dict[str, str | None] = {}
        self._wards: dict[str, tuple[str, ...]] = {}
        self._drawn: dict[str, BaseGeometry | None] = {}
        self._tree: tuple[tuple[str, ...], shapely.STRtree] | None = None
        self._lock = threading.RLock()

    @classmethod
    def open(cls, folder: Path, gazetteer: TownSource) -> Boundaries:
        """Boundaries from `folder`/municipalities.geojson, a layer that a build may leave out."""
        return cls(partial(read_outlines, folder / OUTLINE_FILE), gazetteer)

    def outline(self, jis: str) -> BaseGeometry | None:
        """Area of a municipality or ward; None for an unknown code."""
        if jis in self._published():
            return self._published()[jis]
        with self._lock:
            if jis not in self._drawn:
                self._drawn[jis] = self._draw(jis)
            return self._drawn[jis]

    def is_approximate(self, jis: str) -> bool:
        """Whether the outline is drawn from town points and not as published."""
        return jis not in self._published()

    def city_of(self, jis: str) -> str | None:
        """Code of the designated city a ward belongs to; None for everything else."""
        # The third digit 1 marks designated cities and their wards; a city's code precedes those of its wards.
        # Source: JIS X 0402. Tokyo's special wards have it too, but have outlines of their own.
        if jis[2:3] != "1" or jis in self._published():
            return None
        if jis not in self._cities:
            below = (code for code in self._published() if code[:3] == jis[:3] and code < jis)
            self._cities[jis] = max(below, default=None)
        return self._cities[jis]

    def wards_of(self, jis: str) -> tuple[str, ...]:
        """Codes of the wards of a designated city, in order; empty for everything else."""
        with self._lock:
            if jis not in self._wards:
                codes = [one.jis for one in self._gazetteer.municipalities() if one.jis[:3] == jis[:3]]
                self._wards[jis] = tuple(sorted(code for code in codes if self.city_of(code) == jis))
            return self._wards[jis]

    def municipality_at(self, coordinate: Coordinate) -> str | None:
        """Code of the municipality or ward a point lies in; off the coast the one within 500 m; None elsewhere."""
        if not self._published():
            return self._nearest_owner(coordinate)
        codes, tree = self._lookup()
        point = shapely.Point(coordinate.longitude, coordinate.latitude)
        hits = tree.query(point, predicate="intersects")
        code = codes[int(hits.min()) if len(hits) else int(tree.nearest(point))]
        if not len(hits) and metres_from(self._published()[code], coordinate) > COAST_M:
            return None
        wards = self._fields.of(self.wards_of(code))
        return wards.nearest(coordinate)[0] if wards else code

    def contains(self, jis: str, coordinate: Coordinate, *, tolerance_m: float = 0) -> bool:
        """Whether a point lies in a municipality or ward, or at most `tolerance_m` metres outside."""
        outline = self.outline(jis)
        if outline is None:
            return False
        if outline.intersects(shapely.Point(coordinate.longitude, coordinate.latitude)):
            return True
        return tolerance_m > 0 and metres_from(outline, coordinate) <= tolerance_m

    def radius_m(self, jis: str) -> int:
        """Distance in metres from the municipality's point to the farthest corner of its outline; 0 when unknown."""
        outline, municipality = self.outline(jis), self._gazetteer.municipality(jis)
        if outline is None:
            return 0
        if municipality is not None:
            return round(reach_m(outline, municipality.coordinate))
        center = outline.centroid
        return round(reach_m(outline, Coordinate(latitude=center.y, longitude=center.x)))

    def nearest_town(self, jis: str, coordinate: Coordinate) -> TownPoint | None:
        """The town of a municipality whose point is nearest; None when it has no towns."""
        field = self._fields.of((jis,))
        return field.nearest(coordinate)[1] if field else None

    def towns(self, jis: str) -> tuple[TownPoint, ...]:
        """Towns of a municipality, of a designated city those of all its wards."""
        field = self._fields.of(self.wards_of(jis) or (jis,))
        return field.towns if field else ()

    def draw_towns(self, jis: str, names: frozenset[str]) -> BaseGeometry | None:
        """Area of some towns of a municipality: their cells within its outline; None when there is none."""
        field, outline = self._fields.of(self.wards_of(jis) or (jis,)), self.outline(jis)
        if field is None or outline is None:
            return None
        return keep_polygons(field.draw_towns(names).intersection(outline))

    def _published(self) -> Outlines:
        with self._lock:
            if self._known is None:
                self._known = self._load()
            return self._known

    def _lookup(self) -> tuple[tuple[str, ...], shapely.STRtree]:
        with self._lock:
            if self._tree is None:
                codes = tuple(sorted(self._published()))
                tree = shapely.STRtree([self._published()[code] for code in codes])
                tree.query(shapely.Point(0, 0))  # the first question finishes the tree, so it is asked under the lock
                self._tree = codes, tree
            return self._tree

    def _draw(self, jis: str) -> BaseGeometry | None:
        """A ward inside its city; or, without any outline, cells among neighbours, not far beyond the town points."""
        home = self._gazetteer.municipality(jis)
        own = self._gazetteer.towns(jis) if home else ()
        if home is None or not own:
            return None
        city = self.city_of(jis)
        if city is not None:
            group, frame = self.wards_of(city), self._published()[city]
        else:
            group = tuple({*self._fields.codes_near(home.coordinate, count=_NEIGHBOURS), jis})
            points = shapely.points([(town.coordinate.longitude, town.coordinate.latitude) for town in own])
            frame = shapely.union_all(shapely.buffer(points, _DISC_DEGREES))
        field = self._fields.of(tuple(sorted(group)))
        return keep_polygons(field.draw_owner(jis).intersection(frame)) if field else None

    def _nearest_owner(self, coordinate: Coordinate) -> str | None:
        field = self._fields.of(self._fields.codes_near(coordinate, count=_NEIGHBOURS))
        if field is None:
            return None
        owner, _, distance_m = field.nearest(coordinate)
        return owner if distance_m <= _REACH_M else None


def read_outlines(path: Path) -> Outlines:
    """Published outlines by 5-digit code; empty when the file is absent.

    Raises:
        GeodataMissing: the file is there and unreadable.
    """
    if not path.is_file():
        return {}
    import geopandas as gpd  # noqa: PLC0415 - half a second to import, and most commands need no outline

    try:
        frame = gpd.read_file(path)
        return {str(jis): geometry for jis, geometry in zip(frame["jis"], frame.geometry, strict=True)}
    except (KeyError, RuntimeError, ValueError) as error:
        raise GeodataMissing("geodata_unreadable", {"file": path.name}) from error
