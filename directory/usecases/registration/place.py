"""Answers about where it happens -> an address, its municipality and its place, or the choices to ask about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from directory.domain.address import PIN_RADIUS_M, Located, Place
from directory.domain.category import SENSITIVE_CODES
from directory.domain.coordinate import Coordinate
from directory.domain.draft import VenueDraft
from directory.domain.errors import InvalidCoordinate
from directory.domain.japan import is_in_japan
from directory.domain.registration import FieldProblem, FormAnswers
from directory.domain.visibility import VISIBILITIES, Visibility
from directory.geo.gazetteer import Municipality, PostalTown, Town
from directory.usecases.registration.spelling import read_postal_code

AS_TYPED = "as_typed"
"""Choice of whoever insists on the address as written."""

MOST_CHOICES = 600
PIN_FARTHEST_M = 20_000
"""A pin farther from its address than this belongs to another address."""


class Locator(Protocol):
    """What is asked of the geocoder."""

    def locate(self, text: str, *, near: str | None = None, postal_code: str | None = None) -> Located:
        """Reading of an address."""


class Towns(Protocol):
    """What is asked of the gazetteer."""

    def postal_towns(self, code: str) -> tuple[PostalTown, ...]:
        """Towns of a postal code."""

    def municipality(self, jis: str) -> Municipality | None:
        """A municipality by its code."""

    def towns(self, jis: str) -> tuple[Town, ...]:
        """Towns of a municipality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReading:
    """Where it is.

    Attributes:
        area: prefecture, municipality and town as one text, completed from the postal code where nobody typed it.
        address: area and lot. municipality: 5-digit code; empty when nothing was found.
        place: from the pin, else from the address.
        by_address: where the address alone leads; the pin goes back to it.
        choices: areas that it may be, when a person must say which.
        served: for whom a service is there that has no place, as a text; empty for whatever has one.
    """

    area: str = ""
    address: str = ""
    municipality: str = ""
    place: Place | None = None
    by_address: Place | None = None
    choices: tuple[str, ...] = ()
    served: str = ""
    problems: tuple[FieldProblem, ...] = ()


class AddressReader:
    """Reads the place page without any network."""

    def __init__(self, towns: Towns, locator: Locator, *, home: str = "") -> None:
        """`home`: code of the municipality whose towns may be written without its name."""
        self._towns = towns
        self._locator = locator
        self._home = home

    def areas_of_postal_code(self, code: str) -> tuple[str, ...]:
        """Areas of a postal code in whatever spelling, each once; none for an unknown one."""
        found = self._towns.postal_towns(read_postal_code(code))
        return tuple(dict.fromkeys(self._say_area(each) for each in found))

    def read(self, answers: FormAnswers) -> PlaceReading:
        """The place of the answers; what is missing or unclear is a problem with its choices."""
        chosen = answers.one("area_choice")
        area = chosen if chosen not in {"", AS_TYPED} else answers.one("area")
        problems = []
        if answers.one("postal") and not read_postal_code(answers.one("postal")):
            problems.append(FieldProblem(field="postal", code="postal_digits"))
        if not area:
            areas = self.areas_of_postal_code(answers.one("postal"))
            if len(areas) != 1:
                return _without_area(answers, areas, problems)
            area = areas[0]
        return self._read_area(area, answers, problems, is_certain=bool(chosen))

    def _read_area(
        self, area: str, answers: FormAnswers, problems: list[FieldProblem], *, is_certain: bool
    ) -> PlaceReading:
        if is_nowhere(answers):
            return self._read_served(area, answers, problems, is_certain=is_certain)
        address = area + answers.one("lot")
        postal = read_postal_code(answers.one("postal")) or None
        located = self._locator.locate(address, near=self._home or None, postal_code=postal)
        place = located.place
        if place is None:
            problems.append(FieldProblem(field="area", code="area_unknown"))
            return PlaceReading(area=area, address=address, problems=tuple(problems))
        choices: tuple[str, ...] = ()
        if located.needs_question and not is_certain:
            choices = tuple(dict.fromkeys(_area_of(each) for each in located.candidates or (place,)))
            problems.append(FieldProblem(field="area_choice", code="area_unclear"))
        elif "municipality_only" in located.problems and not is_certain:
            choices = self._areas_within(place)
            problems.append(FieldProblem(field="area_choice", code="town_missing"))
        pinned = place_pin(answers, near=place)
        return PlaceReading(
            area=area,
            address=address,
            municipality=place.jis,
            place=pinned or place,
            by_address=place,
            choices=choices,
            problems=tuple(problems),
        )

    def _read_served(
        self, area: str, answers: FormAnswers, problems: list[FieldProblem], *, is_certain: bool
    ) -> PlaceReading:
        """A service without a place: its municipality, and whom it serves, which unsaid are all who live there."""
        located = self._locator.locate(area, near=self._home or None)
        place = located.place
        if place is None:
            problems.append(FieldProblem(field="area", code="area_unknown"))
            return PlaceReading(area=area, problems=tuple(problems))
        choices: tuple[str, ...] = ()
        if located.needs_question and not is_certain:
            choices = tuple(dict.fromkeys(_area_of(each) for each in located.candidates or (place,)))
            problems.append(FieldProblem(field="area_choice", code="area_unclear"))
        served = answers.one("served") or place.town or f"{place.city}全域"
        return PlaceReading(area=area, municipality=place.jis, choices=choices, served=served, problems=tuple(problems))

    def _areas_within(self, place: Place) -> tuple[str, ...]:
        names = dict.fromkeys(town.name for town in self._towns.towns(place.jis))
        return tuple(f"{_area_of(place)}{name}" for name in names)[:MOST_CHOICES]

    def _say_area(self, town: PostalTown) -> str:
        municipality = self._towns.municipality(town.jis)
        return f"{municipality.pref}{municipality.name}{town.town}" if municipality else town.town


def is_nowhere(answers: FormAnswers) -> bool:
    """Whether it is a service without a place: advice by telephone, visits."""
    return answers.one("nowhere") == "yes"


def read_visibility(answers: FormAnswers) -> Visibility:
    """How much of the place is shown; unsaid, a home and a protective service show their district alone.

    Without a place there is nothing to keep to its district.

    Source: trust.md section 3.8.
    """
    said = next((each for each in VISIBILITIES if each == answers.one("visibility")), None)
    if is_nowhere(answers):
        return "hidden" if said == "hidden" else "public"
    needs_care = bool(answers.one("home")) or answers.one("category") in SENSITIVE_CODES
    return said or ("area_only" if needs_care else "public")


def read_venue(answers: FormAnswers, reading: PlaceReading) -> VenueDraft:
    """The venue; its point only where somebody confirmed the pin."""
    is_pinned = reading.place is not None and reading.place is not reading.by_address
    return VenueDraft(
        name=answers.one("venue"),
        address=reading.address,
        postal_code=read_postal_code(answers.one("postal")),
        coordinate=reading.place.coordinate if is_pinned and reading.place else None,
        access=answers.one("access"),
    )


def read_point(text: str) -> Coordinate | None:
    """`35.7276,139.5396` as a point in Japan; None for anything else."""
    latitude, _, longitude = text.partition(",")
    try:
        point = Coordinate(latitude=float(latitude), longitude=float(longitude))
    except (ValueError, InvalidCoordinate):
        return None
    return point if is_in_japan(point) else None


def write_point(point: Coordinate) -> str:
    """The text that `read_point` reads; six decimals are a tenth of a metre."""
    return f"{point.latitude:.6f},{point.longitude:.6f}"


def place_pin(answers: FormAnswers, *, near: Place) -> Place | None:
    """The place of a confirmed pin; None without one, and when the address has moved away from it since."""
    point = read_point(answers.one("pin"))
    if point is None or point.distance_m(near.coordinate) > PIN_FARTHEST_M:
        return None
    return Place(
        pref=near.pref,
        city=near.city,
        ward=near.ward,
        jis=near.jis,
        town=near.town,
        chome=near.chome,
        banchi=near.banchi,
        building=near.building,
        postal_code=near.postal_code,
        coordinate=point,
        level="pin",
        radius_m=PIN_RADIUS_M,
        match="exact",
    )


def _without_area(answers: FormAnswers, areas: Sequence[str], problems: list[FieldProblem]) -> PlaceReading:
    """Several towns to choose from, or nothing to go by."""
    if areas:
        problems.append(FieldProblem(field="area_choice", code="area_several"))
        return PlaceReading(choices=tuple(areas)[:MOST_CHOICES], problems=tuple(problems))
    if not problems:
        is_unknown_code = bool(answers.one("postal"))
        problems.append(FieldProblem(field="area", code="postal_unknown" if is_unknown_code else "place_missing"))
    return PlaceReading(problems=tuple(problems))


def _area_of(place: Place) -> str:
    return f"{place.pref}{place.city}{place.town}"
