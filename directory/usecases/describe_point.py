"""A point -> the municipality and districts around it and the nearest town, as JSON for the command and the API."""

from __future__ import annotations

from typing import Protocol, TypedDict

from directory.domain.address import PIN_RADIUS_M, Place
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.japan import is_in_japan
from directory.geo.boundary_towns import TownPoint
from directory.geo.gazetteer import Municipality


class Areas(Protocol):
    """What is asked of the outlines."""

    def municipality_at(self, coordinate: Coordinate) -> str | None:
        """JIS code of the municipality (of a designated city the ward) around a point."""

    def nearest_town(self, jis: str, coordinate: Coordinate) -> TownPoint | None:
        """Town of a municipality whose point is nearest."""


class Municipalities(Protocol):
    """What is asked of the gazetteer."""

    def municipality(self, jis: str) -> Municipality | None:
        """Municipality of a 5-digit code."""


class Districts(Protocol):
    """What is asked of the districts."""

    def districts_of(
        self, *, municipality: str, municipality_name: str, place: Place | None, labels: tuple[str, ...] = ()
    ) -> tuple[DistrictRef, ...]:
        """Districts of a place, operators' schemes first."""


class DistrictDescription(TypedDict):
    """One district around a point and how that is known."""

    scheme: str
    code: str
    name: str
    evidence: str


class PointDescription(TypedDict):
    """What lies around a point. `lat`, `lng` as asked; `town` is the nearest one, `distance_m` metres to its point."""

    pref: str
    city: str
    ward: str
    jis: str
    town: str
    town_lat: float | None
    town_lng: float | None
    distance_m: int | None
    lat: float
    lng: float
    districts: list[DistrictDescription]


class AroundDescription(TypedDict):
    """One description or none, and the codes of why there is none."""

    results: list[PointDescription]
    problems: list[str]


def describe_point(
    point: Coordinate, *, areas: Areas, municipalities: Municipalities, districts: Districts | None = None
) -> AroundDescription:
    """Municipality by its outline, nearest town in it, districts; problems: point_outside_japan, point_at_sea.

    The town is the nearest one, right in three of four cases: good for 「この辺り」, never for stating an address.
    """
    if not is_in_japan(point):
        return {"results": [], "problems": ["point_outside_japan"]}
    jis = areas.municipality_at(point)
    home = municipalities.municipality(jis) if jis else None
    if home is None:
        return {"results": [], "problems": ["point_at_sea"]}
    town = areas.nearest_town(home.jis, point)
    return {
        "results": [
            {
                "pref": home.pref,
                "city": home.name,
                "ward": home.name if "市" in home.name and home.name.endswith("区") else "",
                "jis": home.jis,
                "town": town.name if town else "",
                "town_lat": round(town.coordinate.latitude, 6) if town else None,
                "town_lng": round(town.coordinate.longitude, 6) if town else None,
                "distance_m": round(town.coordinate.distance_m(point)) if town else None,
                "lat": round(point.latitude, 6),
                "lng": round(point.longitude, 6),
                "districts": _describe_districts(point, home, districts) if districts else [],
            }
        ],
        "problems": [],
    }


def _describe_districts(point: Coordinate, home: Municipality, districts: Districts) -> list[DistrictDescription]:
    # no town: a polygon around the point says more about its district than the nearest town does
    here = Place(
        pref=home.pref,
        city=home.name,
        jis=home.jis,
        coordinate=point,
        level="pin",
        radius_m=PIN_RADIUS_M,
        match="exact",
    )
    found = districts.districts_of(municipality=home.jis, municipality_name=home.name, place=here)
    return [{"scheme": ref.scheme, "code": ref.code, "name": ref.name, "evidence": ref.evidence} for ref in found]
