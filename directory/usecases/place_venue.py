"""Where one venue of a draft lies: its published point checked against its address, or its address geocoded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Protocol

from directory.domain.address import Located, Place
from directory.domain.confidential import find_revealing_texts
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.issue import Issue, Severity
from directory.domain.japan import is_in_japan
from directory.domain.resource import Confirmation, Placement
from directory.text.address_parts import split_postal_code
from directory.usecases.check_point import Areas, Names, PointChecker, write_point


class Locator(Protocol):
    """What is asked of the geocoder."""

    def locate(self, text: str, *, near: str | None = None, postal_code: str | None = None) -> Located:
        """Reading of an address."""


class Districts(Protocol):
    """What is asked of the districts."""

    def districts_of(
        self, *, municipality: str, municipality_name: str, place: Place | None, labels: tuple[str, ...] = ()
    ) -> tuple[DistrictRef, ...]:
        """Districts of a place, operators' schemes first."""

    def districts_served(
        self, *, municipality: str, municipality_name: str, service_area: str
    ) -> tuple[DistrictRef, ...]:
        """Refs of what a service without a place says it serves; none when no word of it is known."""

    def unknown_labels(self, *, municipality: str, labels: tuple[str, ...]) -> tuple[str, ...]:
        """The publisher's labels that no scheme of the municipality knows."""


class VenuePlacer:
    """Places venues with a geocoder, outlines, districts and names."""

    def __init__(
        self,
        *,
        locator: Locator,
        municipalities: Areas,
        districts: Districts,
        names: Names,
        points_confirmed_on: date | None = None,
    ) -> None:
        """Keeps the four rooms it asks, and the day on which somebody checked the published points on the spot."""
        self._locator = locator
        self._checker = PointChecker(municipalities, names)
        self._districts = districts
        self._names = names
        self._points_confirmed_on = points_confirmed_on

    @property
    def confirms_points(self) -> bool:
        """Whether published points count as checked on the spot."""
        return self._points_confirmed_on is not None

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
            checked = self._checker.check(point, located, municipality=draft.municipality)
            place, needs_question = checked.place, checked.needs_question
            issues.extend(checked.issues)
        placement = self._with_districts(draft, venue, place, needs_question=needs_question)
        if point is not None:
            placement = self._with_confirmation(draft, placement)
        jis = place.jis if place is not None else draft.municipality
        unknown = self._districts.unknown_labels(municipality=jis, labels=venue.district_labels)
        issues.extend(_issue("district_label_unknown", "info", original=label) for label in unknown)
        if draft.visibility == "area_only":
            revealing = find_revealing_texts(draft)
            issues.extend(_issue("text_reveals_place", "attention", original=name) for name in revealing)
        return placement, tuple(issues)

    def place_nowhere(self, draft: ResourceDraft) -> Placement:
        """Placement of a resource without a place: its municipality, and the districts that it says it serves."""
        placement = self._with_districts(draft, VenueDraft(), None, needs_question=False)
        return replace(placement, districts=add_served(placement.districts, draft, placement, self._districts))

    def _locate(self, draft: ResourceDraft, venue: VenueDraft, issues: list[Issue]) -> Located:
        located = self._locator.locate(venue.address, near=draft.municipality, postal_code=venue.postal_code or None)
        issues.extend(self._describe_problem(problem, venue) for problem in located.problems)
        place = located.place
        if place is None:
            return located
        if len(located.candidates) > 1:
            suggestion = " / ".join(f"{each.city}{each.town}" for each in located.candidates)
            issues.append(_issue("address_tied", "attention", original=venue.address, suggestion=suggestion))
        elif place.match == "fuzzy":
            issues.append(
                _issue("address_fuzzy", "attention", original=place.corrected_from or "", suggestion=place.town)
            )
        elif place.match == "inferred":
            suggestion = f"{place.city}{place.town}"
            original = place.corrected_from or venue.address
            issues.append(_issue("address_inferred", "attention", original=original, suggestion=suggestion))
        if not self._names.is_same_city(place.jis, draft.municipality):
            issues.append(_issue("municipality_differs", "info", original=venue.address, suggestion=place.city))
        return located

    def _describe_problem(self, problem: str, venue: VenueDraft) -> Issue:
        """A problem of the geocoder as a finding; of a postal code that contradicts, the towns it stands for."""
        original, suggestion = venue.address, ""
        if problem == "postal_code_contradicts":
            code = split_postal_code(venue.address).code or venue.postal_code
            towns = self._locator.locate(code)
            original = venue.address if code in venue.address else f"{code} {venue.address}"
            suggestion = " / ".join(f"{each.city}{each.town}" for each in towns.candidates)
        return _issue(problem, _severity(problem), original=original, suggestion=suggestion)

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

    def _with_confirmation(self, draft: ResourceDraft, placement: Placement) -> Placement:
        """The placement of a published point, confirmed if it became a pin. Confidential pins are never anchors."""
        day, place = self._points_confirmed_on, placement.place
        is_pin = place is not None and place.level == "pin" and not placement.needs_question
        if day is None or not is_pin or draft.visibility != "public":
            return placement
        return replace(placement, confirmed=Confirmation(on=day, by=draft.source.source))


def add_served(
    known: tuple[DistrictRef, ...], draft: ResourceDraft, placement: Placement, districts: Districts
) -> tuple[DistrictRef, ...]:
    """The districts of a placement; of a draft without any venue those that its service area names go first.

    A ref that says that the municipality is served takes the place of the one that says that it lies there.
    """
    if draft.venues or not draft.service_area:
        return known
    served = districts.districts_served(
        municipality=draft.municipality,
        municipality_name=placement.municipality_name,
        service_area=draft.service_area,
    )
    taken = {(ref.scheme, ref.code) for ref in served}
    return (*served, *(ref for ref in known if (ref.scheme, ref.code) not in taken))


def _usable_point(point: Coordinate | None, issues: list[Issue]) -> Coordinate | None:
    """The published point when it can be in Japan; 0/0 stands for no point at all."""
    if point is None or (point.latitude == 0 and point.longitude == 0):
        return None
    if is_in_japan(point):
        return point
    issues.append(_issue("coordinate_outside", "warning", original=write_point(point)))
    return None


def _severity(problem: str) -> Severity:
    return "attention" if problem in {"address_unknown", "two_addresses", "postal_code_contradicts"} else "info"


def _issue(code: str, severity: Severity, *, original: str = "", suggestion: str = "") -> Issue:
    return Issue(code=code, severity=severity, original=original, suggestion=suggestion)
