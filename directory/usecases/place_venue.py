"""Where one venue of a draft lies: its published point checked against its address, or its address geocoded."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from directory.domain.address import PIN_RADIUS_M, Located, Place
from directory.domain.confidential import find_revealing_texts
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.issue import Issue, Severity
from directory.domain.resource import Placement

FAR_M = 5_000
"""A published point farther than this from its address is never pinned. Source: geocoding.md section 8."""

ODD_M = 1_000
"""… and farther than this (or twice the radius of the place) is worth a warning."""

JAPAN_LATITUDES = (20.0, 46.0)
JAPAN_LONGITUDES = (122.0, 154.0)
"""Extent of Japan in degrees, islands included."""


class Locator(Protocol):
    """What is asked of the geocoder."""

    def locate(self, text: str, *, near: str | None = None, postal_code: str | None = None) -> Located:
        """Reading of an address."""


class Municipalities(Protocol):
    """What is asked of the outlines."""

    def municipality_at(self, coordinate: Coordinate) -> str | None:
        """JIS code of the municipality (of a designated city the ward) around a point."""


class Districts(Protocol):
    """What is asked of the districts."""

    def districts_of(
        self, *, municipality: str, municipality_name: str, place: Place | None, labels: tuple[str, ...] = ()
    ) -> tuple[DistrictRef, ...]:
        """Districts of a place, operators' schemes first."""

    def unknown_labels(self, *, municipality: str, labels: tuple[str, ...]) -> tuple[str, ...]:
        """The publisher's labels that no scheme of the municipality knows."""


class Names(Protocol):
    """What is asked of the book of municipalities."""

    def municipality_name(self, jis: str) -> str:
        """Name of a municipality; empty when the code is unknown."""

    def is_same_city(self, one: str, other: str) -> bool:
        """Whether two codes belong to one municipality or one designated city."""


class VenuePlacer:
    """Places venues with a geocoder, outlines, districts and names."""

    def __init__(self, *, locator: Locator, municipalities: Municipalities, districts: Districts, names: Names) -> None:
        """Keeps the four rooms it asks."""
        self._locator = locator
        self._municipalities = municipalities
        self._districts = districts
        self._names = names

    def place(
        self, draft: ResourceDraft, venue: VenueDraft, *, is_fallback_point: bool = False
    ) -> tuple[Placement, tuple[Issue, ...]]:
        """Placement of a venue and what a person should know about it.

        `is_fallback_point`: the published coordinate is shared by unrelated addresses and can not be trusted.
        """
        issues: list[Issue] = []
        located = self._locate(draft, venue, issues)
        place, needs_question = located.place, located.needs_question
        point = None if is_fallback_point else _usable_point(venue.coordinate, issues)
        if point is not None:
            place, needs_question = self._check_point(draft, point, located, issues)
        placement = self._with_districts(draft, venue, place, needs_question=needs_question)
        jis = place.jis if place is not None else draft.municipality
        unknown = self._districts.unknown_labels(municipality=jis, labels=venue.district_labels)
        issues.extend(_issue("district_label_unknown", "info", original=label) for label in unknown)
        if draft.visibility == "area_only":
            revealing = find_revealing_texts(draft)
            issues.extend(_issue("text_reveals_place", "attention", original=name) for name in revealing)
        return placement, tuple(issues)

    def place_nowhere(self, draft: ResourceDraft) -> Placement:
        """Placement of a resource without a place: its municipality and nothing finer."""
        return self._with_districts(draft, VenueDraft(), None, needs_question=False)

    def _locate(self, draft: ResourceDraft, venue: VenueDraft, issues: list[Issue]) -> Located:
        located = self._locator.locate(venue.address, near=draft.municipality, postal_code=venue.postal_code or None)
        issues.extend(_issue(problem, _severity(problem), original=venue.address) for problem in located.problems)
        place = located.place
        if place is None:
            return located
        if place.match == "fuzzy":
            issues.append(
                _issue("address_fuzzy", "attention", original=place.corrected_from or "", suggestion=place.town)
            )
        elif place.match == "inferred":
            suggestion = f"{place.city}{place.town}"
            original = place.corrected_from or venue.address
            issues.append(_issue("address_inferred", "attention", original=original, suggestion=suggestion))
        elif len(located.candidates) > 1:
            suggestion = " / ".join(f"{each.city}{each.town}" for each in located.candidates)
            issues.append(_issue("address_tied", "attention", original=venue.address, suggestion=suggestion))
        if not self._names.is_same_city(place.jis, draft.municipality):
            issues.append(_issue("municipality_differs", "info", original=venue.address, suggestion=place.city))
        return located

    def _check_point(
        self, draft: ResourceDraft, point: Coordinate, located: Located, issues: list[Issue]
    ) -> tuple[Place | None, bool]:
        """The published point as a pin, unless the address says it is far away."""
        place = located.place
        if place is None or located.needs_question:
            return self._pin_without_address(draft, point, place), False
        limit = max(ODD_M, 2 * place.radius_m)
        distance = place.coordinate.distance_m(point)
        if place.level != "municipality" and distance > max(FAR_M, place.radius_m):
            issues.append(_issue("coordinate_far", "attention", original=_written(point), suggestion=_km(distance)))
            return place, True
        if distance > limit:
            issues.append(_issue("coordinate_odd", "warning", original=_written(point), suggestion=_km(distance)))
        return replace(place, coordinate=point, level="pin", radius_m=PIN_RADIUS_M), False

    def _pin_without_address(self, draft: ResourceDraft, point: Coordinate, guess: Place | None) -> Place:
        """A pin from the point alone; an uncertain reading of the address adds nothing but its town nearby."""
        if guess is not None and guess.coordinate.distance_m(point) <= max(ODD_M, 2 * guess.radius_m):
            return replace(guess, coordinate=point, level="pin", radius_m=PIN_RADIUS_M, match="exact")
        jis = self._municipalities.municipality_at(point) or draft.municipality
        city = self._names.municipality_name(jis)
        return Place(pref="", city=city, jis=jis, coordinate=point, level="pin", radius_m=PIN_RADIUS_M, match="exact")

    def _with_districts(
        self, draft: ResourceDraft, venue: VenueDraft, place: Place | None, *, needs_question: bool
    ) -> Placement:
        jis = place.jis if place is not None else draft.municipality
        name = self._names.municipality_name(jis)
        sure = None if needs_question else place
        districts = self._districts.districts_of(
            municipality=jis, municipality_name=name, place=sure, labels=venue.district_labels
        )
        return Placement(place=place, districts=districts, needs_question=needs_question, municipality_name=name)


def _usable_point(point: Coordinate | None, issues: list[Issue]) -> Coordinate | None:
    """The published point when it can be in Japan; 0/0 stands for no point at all."""
    if point is None or (point.latitude == 0 and point.longitude == 0):
        return None
    if _is_in_japan(point):
        return point
    issues.append(_issue("coordinate_outside", "warning", original=_written(point)))
    return None


def _is_in_japan(point: Coordinate) -> bool:
    south, north = JAPAN_LATITUDES
    west, east = JAPAN_LONGITUDES
    return south <= point.latitude <= north and west <= point.longitude <= east


def _severity(problem: str) -> Severity:
    return "attention" if problem in {"address_unknown", "two_addresses", "postal_code_contradicts"} else "info"


def _issue(code: str, severity: Severity, *, original: str = "", suggestion: str = "") -> Issue:
    return Issue(code=code, severity=severity, original=original, suggestion=suggestion)


def _written(point: Coordinate | None) -> str:
    return f"{point.latitude},{point.longitude}" if point else ""


def _km(distance_m: float) -> str:
    return f"{distance_m / 1000:.1f} km"
