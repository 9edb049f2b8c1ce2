"""A resource's place and labels -> its district in every scheme, and the outline of each district."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from directory.domain.address import PIN_RADIUS_M, Place
from directory.domain.district import MUNICIPALITY_SCHEME, District, DistrictRef, DistrictRule, Evidence
from directory.geo.boundaries import Boundaries
from directory.geo.district_gaps import DistrictGap, find_reason
from directory.geo.district_labels import LabelBook
from directory.geo.district_towns import RuleBook
from directory.geo.service_areas import find_served
from directory.geo.voronoi import keep_polygons, metres_from

_EXACT_LEVELS = frozenset({"pin", "anchor", "block"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scheme:
    """One scheme of one municipality, ready to be asked."""

    name: str
    municipality: str
    districts: dict[str, District]
    labels: LabelBook
    rules: RuleBook
    outlines: dict[str, BaseGeometry]


class DistrictIndex:
    """All schemes of all municipalities; immutable but for outlines, which are drawn on first use."""

    def __init__(
        self, schemes: tuple[_Scheme, ...], municipalities: tuple[tuple[str, str], ...], boundaries: Boundaries
    ) -> None:
        """Use `build`."""
        self._boundaries = boundaries
        self._municipalities = municipalities
        self._schemes = schemes
        self._by_municipality: dict[str, list[_Scheme]] = defaultdict(list)
        for scheme in schemes:
            self._by_municipality[scheme.municipality].append(scheme)
        self._city_codes = tuple(code for code in self._by_municipality if code[2:3] == "1" and code.endswith("0"))
        self._scheme_of = {code: scheme for scheme in schemes for code in scheme.districts}
        self._drawn: dict[str, BaseGeometry | None] = {}
        self._lock = threading.Lock()

    @classmethod
    def build(
        cls,
        districts: tuple[District, ...],
        rules: tuple[DistrictRule, ...],
        outlines: tuple[tuple[str, BaseGeometry | str], ...],
        boundaries: Boundaries,
        municipalities: tuple[tuple[str, str], ...] = (),
    ) -> DistrictIndex:
        """An index of operators' schemes, in the order of `districts`.

        Args:
            districts: of any number of schemes and municipalities.
            rules: town rules, by district code.
            outlines: operators' polygons by district code, WGS84 lon-lat, as geometry or GeoJSON text.
            boundaries: outlines of municipalities.
            municipalities: code and name of those that `districts` lists with a default district.
        """
        groups: dict[tuple[str, str], list[District]] = defaultdict(list)
        for district in districts:
            groups[district.municipality, district.scheme].append(district)
        shapes = {code: _read_outline(outline) for code, outline in outlines}
        rules_of: dict[str, list[DistrictRule]] = defaultdict(list)
        for rule in rules:
            rules_of[rule.district].append(rule)
        schemes = tuple(
            _Scheme(
                name=scheme,
                municipality=municipality,
                districts={district.code: district for district in members},
                labels=LabelBook(members),
                rules=RuleBook(rule for district in members for rule in rules_of[district.code]),
                outlines={district.code: shapes[district.code] for district in members if district.code in shapes},
            )
            for (municipality, scheme), members in groups.items()
        )
        return cls(schemes, municipalities, boundaries)

    @property
    def districts(self) -> tuple[District, ...]:
        """Operators' districts in their order, then one default district per municipality of `build`."""
        own = tuple(district for scheme in self._schemes for district in scheme.districts.values())
        return own + tuple(self.default_district(jis, name) for jis, name in self._municipalities)

    def default_district(self, municipality: str, name: str) -> District:
        """The municipality or ward itself as a district."""
        approximate = self._boundaries.is_approximate(municipality)
        return District(
            code=municipality, scheme=MUNICIPALITY_SCHEME, name=name, municipality=municipality, approximate=approximate
        )

    def districts_of(
        self, *, municipality: str, municipality_name: str, place: Place | None, labels: tuple[str, ...] = ()
    ) -> tuple[DistrictRef, ...]:
        """One ref per scheme in which the district is known, operators' schemes first, the municipality last.

        The publisher's label goes before town rules, these before a polygon. With a known town only an operator's
        polygon is asked, never one made from town points, and it must hold the place with its whole uncertainty.
        """
        here = place if place is not None and place.jis == municipality else None
        refs = [_find(scheme, here, labels, self._boundaries) for scheme in self._schemes_of(municipality)]
        default = DistrictRef(
            scheme=MUNICIPALITY_SCHEME, code=municipality, name=municipality_name, evidence="municipality"
        )
        return (*(ref for ref in refs if ref is not None), default)

    def districts_served(
        self, *, municipality: str, municipality_name: str, service_area: str
    ) -> tuple[DistrictRef, ...]:
        """Refs of what a service without a place says it serves; none when no word of it is known.

        A municipality that is served as a whole is one ref of the default scheme, of a designated city each ward too.
        """
        return find_served(
            service_area,
            schemes=self._schemes_of(municipality),
            wards=self._boundaries,
            municipality=municipality,
            municipality_name=municipality_name,
        )

    def unknown_labels(self, *, municipality: str, labels: tuple[str, ...]) -> tuple[str, ...]:
        """Labels that no scheme of the municipality knows; empty when it has no operator's scheme to compare with."""
        schemes = self._schemes_of(municipality)
        if not schemes:
            return ()
        return tuple(label for label in labels if not any(scheme.labels.knows(label) for scheme in schemes))

    def gaps_of(
        self, *, municipality: str, place: Place | None, known: Collection[str], labels: tuple[str, ...] = ()
    ) -> tuple[DistrictGap, ...]:
        """Why each scheme of the municipality that is not among the `known` ones has no district for a place."""
        here = place if place is not None and place.jis == municipality else None
        nowhere = self.unknown_labels(municipality=municipality, labels=labels)
        return tuple(
            DistrictGap(
                scheme=scheme.name,
                reason=find_reason(
                    place=here,
                    # a 学区 says nothing about a scheme of care areas, which is no fault of either
                    labels=tuple(label for label in labels if label in nowhere or scheme.labels.knows(label)),
                    book=scheme.labels,
                    rules=scheme.rules,
                    has_polygons=bool(scheme.outlines),
                ),
            )
            for scheme in self._schemes_of(municipality)
            if scheme.name not in known
        )

    def schemes_of(self, municipality: str) -> tuple[str, ...]:
        """Names of the operators' schemes of a municipality; a ward has those of its city too."""
        return tuple(scheme.name for scheme in self._schemes_of(municipality))

    def needs_lot(self, municipality: str, town: str) -> bool:
        """Whether a rule of the municipality divides a town, so that its name alone does not say the district."""
        return any(scheme.rules.needs_lot(town) for scheme in self._schemes_of(municipality))

    def outline(self, district_code: str) -> BaseGeometry | None:
        """Area of a district (WGS84 lon-lat): the operator's polygon, else cells of its towns; None when unknown."""
        scheme = self._scheme_of.get(district_code)
        if scheme is None:
            return self._boundaries.outline(district_code)
        if district_code in scheme.outlines:
            return scheme.outlines[district_code]
        with self._lock:
            if district_code not in self._drawn:
                self._drawn[district_code] = self._draw(scheme, district_code)
            return self._drawn[district_code]

    def is_approximate(self, district_code: str) -> bool:
        """Whether the outline is a picture made from town points, to be drawn dashed."""
        scheme = self._scheme_of.get(district_code)
        if scheme is None:
            return self._boundaries.is_approximate(district_code)
        return district_code not in scheme.outlines

    def _schemes_of(self, municipality: str) -> tuple[_Scheme, ...]:
        """Schemes of a municipality; a ward has those of its city too."""
        own = tuple(self._by_municipality.get(municipality, ()))
        # Outlines are read only when some scheme may be that of the ward's city.
        if municipality[2:3] != "1" or not any(code[:3] == municipality[:3] for code in self._city_codes):
            return own
        return own + tuple(self._by_municipality.get(self._boundaries.city_of(municipality) or "", ()))

    def _draw(self, scheme: _Scheme, code: str) -> BaseGeometry | None:
        towns = self._boundaries.towns(scheme.municipality)
        names = frozenset(town.name for town in towns if code in scheme.rules.consider(town.name))
        return self._boundaries.draw_towns(scheme.municipality, names) if names else None


def _find(scheme: _Scheme, place: Place | None, labels: tuple[str, ...], boundaries: Boundaries) -> DistrictRef | None:
    """District of one scheme and how it is known."""
    evidence: Evidence = "label"
    code = scheme.labels.find(labels)
    if code is None and place is not None and place.town:
        evidence = "town"
        code = scheme.rules.decide(place.town, chome=place.chome, rest=place.banchi)
    if code is None and place is not None and place.is_pinnable:
        evidence = "polygon"
        code = _find_by_point(scheme, place, boundaries)
    if code is None:
        return None
    return DistrictRef(scheme=scheme.name, code=code, name=scheme.districts[code].name, evidence=evidence)


def _find_by_point(scheme: _Scheme, place: Place, boundaries: Boundaries) -> str | None:
    """District whose official polygon holds the point; without polygons the rule of the nearest town."""
    point = shapely.Point(place.coordinate.longitude, place.coordinate.latitude)
    hits = [code for code, outline in scheme.outlines.items() if outline.intersects(point)]
    if len(hits) == 1 and _is_certain(scheme.outlines[hits[0]], place):
        return hits[0]
    if scheme.outlines or place.town or not scheme.rules or place.level not in _EXACT_LEVELS:
        return None
    nearest = boundaries.nearest_town(place.jis, place.coordinate)
    return scheme.rules.decide(nearest.name) if nearest else None


def _is_certain(outline: BaseGeometry, place: Place) -> bool:
    """Whether a place stays inside even if it is as far off as it may be; pins are taken at their word."""
    if place.level in _EXACT_LEVELS or place.radius_m <= PIN_RADIUS_M:
        return True
    return metres_from(outline.boundary, place.coordinate) >= place.radius_m


def _read_outline(outline: BaseGeometry | str) -> BaseGeometry:
    """A polygon that can be asked: GeoJSON text is parsed, self-touching rings are mended."""
    shape = shapely.from_geojson(outline) if isinstance(outline, str) else outline
    return shape if shape.is_valid else keep_polygons(shapely.make_valid(shape)) or shape
