"""Whether a published point can be believed: held against its address, the outlines and its own decimals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from directory.domain.address import PIN_RADIUS_M, Located, Place
from directory.domain.coordinate import Coordinate
from directory.domain.issue import Issue, Severity
from directory.geo.boundary_towns import TownPoint

FAR_M = 5_000
"""A published point farther than this from its address is never pinned. Source: geocoding.md section 8."""

ODD_M = 1_000
"""… and farther than this (or twice the radius of the place) is worth a warning."""

COARSE_RADII_M = ((0, 72_000), (1, 7_200), (2, 720), (3, 72))
"""Decimals of a point -> half the diagonal in metres of the cell that shares them, at 35 degrees north."""

COARSEST_PIN_M = 100
"""A point that may lie farther off than this is drawn as an area."""


class Areas(Protocol):
    """What is asked of the outlines."""

    def municipality_at(self, coordinate: Coordinate) -> str | None:
        """JIS code of the municipality (of a designated city the ward) around a point."""

    def nearest_town(self, jis: str, coordinate: Coordinate) -> TownPoint | None:
        """Town of a municipality whose point is nearest."""


class Names(Protocol):
    """What is asked of the book of municipalities."""

    def municipality_name(self, jis: str) -> str:
        """Name of a municipality; empty when the code is unknown."""

    def is_same_city(self, one: str, other: str) -> bool:
        """Whether two codes belong to one municipality or one designated city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPoint:
    """What became of a published point.

    Attributes:
        place: the pin, or the place of the address when the point can not be used.
        needs_question: whether a person must decide before anything is pinned.
    """

    place: Place | None
    needs_question: bool = False
    issues: tuple[Issue, ...] = ()


class PointChecker:
    """Checks points with the outlines and names of municipalities."""

    def __init__(self, areas: Areas, names: Names) -> None:
        """Keeps both."""
        self._areas = areas
        self._names = names

    def check(self, point: Coordinate, located: Located, *, municipality: str) -> CheckedPoint:
        """The point as a pin, unless the address or the outlines contradict it.

        Args:
            point: in Japan, as published.
            located: the reading of the address beside it.
            municipality: 5-digit code that the row states or that its file belongs to.
        """
        place = located.place
        if place is None or located.needs_question:
            return self._check_without_address(point, located, municipality)
        if place.level == "municipality":
            return self._check_in_municipality(point, place)
        distance = place.coordinate.distance_m(point)
        slack = _radius_m(point) + place.radius_m
        if distance <= max(_limit_m(place), slack):
            return CheckedPoint(place=_pin(place, point))
        if self._areas.municipality_at(point) is None:
            return CheckedPoint(place=place, issues=(_issue("coordinate_at_sea", "warning", point),))
        apart = f"{distance / 1000:.1f} km（{self._name_around(point)} ⇔ {place.city}{place.town}）"
        if distance > max(FAR_M, slack):
            far = _issue("coordinate_far", "attention", point, apart)
            return CheckedPoint(place=place, needs_question=True, issues=(far,))
        return CheckedPoint(place=_pin(place, point), issues=(_issue("coordinate_odd", "warning", point, apart),))

    def _check_in_municipality(self, point: Coordinate, place: Place) -> CheckedPoint:
        """An address that names only its municipality is held against the outline of that."""
        around = self._areas.municipality_at(point)
        if around is None:
            return CheckedPoint(place=place, issues=(_issue("coordinate_at_sea", "warning", point),))
        if not self._names.is_same_city(around, place.jis):
            issue = _issue("coordinate_elsewhere", "attention", point, f"{self._name_around(point)} ⇔ {place.city}")
            return CheckedPoint(place=place, needs_question=True, issues=(issue,))
        return CheckedPoint(place=_pin(place, point))

    def _check_without_address(self, point: Coordinate, located: Located, municipality: str) -> CheckedPoint:
        """A pin from the point alone; an uncertain reading of the address adds nothing but its town nearby."""
        guess = located.place
        if guess is not None and guess.coordinate.distance_m(point) <= _limit_m(guess):
            return CheckedPoint(place=_pin(replace(guess, match="exact"), point))
        jis = self._areas.municipality_at(point)
        if jis is None:
            issue = _issue("coordinate_at_sea", "attention", point)
            return CheckedPoint(place=guess, needs_question=located.needs_question, issues=(issue,))
        here = Place(
            pref="",
            city=self._names.municipality_name(jis),
            jis=jis,
            coordinate=point,
            level="pin",
            radius_m=PIN_RADIUS_M,
            match="exact",
        )
        if self._names.is_same_city(jis, municipality):
            return CheckedPoint(place=_pin(here, point))
        names = f"{self._name_around(point)} ⇔ {self._names.municipality_name(municipality)}"
        issue = _issue("coordinate_elsewhere", "attention", point, names)
        return CheckedPoint(place=_pin(here, point), needs_question=True, issues=(issue,))

    def _name_around(self, point: Coordinate) -> str:
        """Municipality and nearest town of a point, for messages."""
        jis = self._areas.municipality_at(point)
        if jis is None:
            return ""
        town = self._areas.nearest_town(jis, point)
        return f"{self._names.municipality_name(jis)}{town.name if town else ''}"


def write_point(point: Coordinate) -> str:
    """A point as files write it."""
    return f"{point.latitude},{point.longitude}"


def _limit_m(place: Place) -> int:
    return max(ODD_M, 2 * place.radius_m)


def _pin(place: Place, point: Coordinate) -> Place:
    """The place at the point; the place itself when so few decimals say less than the address does."""
    radius_m = _radius_m(point)
    if place.level not in {"municipality", "pin"} and radius_m > place.radius_m:
        return place
    return replace(place, coordinate=point, level="town" if radius_m > COARSEST_PIN_M else "pin", radius_m=radius_m)


def _radius_m(point: Coordinate) -> int:
    """How far off a point may be: as far as its decimals leave open."""
    for decimals, radius_m in COARSE_RADII_M:
        if (round(point.latitude, decimals), round(point.longitude, decimals)) == (point.latitude, point.longitude):
            return radius_m
    return PIN_RADIUS_M


def _issue(code: str, severity: Severity, point: Coordinate, suggestion: str = "") -> Issue:
    return Issue(code=code, severity=severity, original=write_point(point), suggestion=suggestion)
