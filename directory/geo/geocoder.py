"""Address text -> a place with its level, its uncertainty and how it was understood, or candidates to ask about."""

from __future__ import annotations

from dataclasses import replace

from directory.domain.address import PIN_RADIUS_M, Located, Place
from directory.domain.coordinate import Coordinate
from directory.domain.errors import InvalidCoordinate
from directory.geo.address_reader import AddressReader, Question
from directory.geo.finer_points import FinerPoints
from directory.geo.gazetteer import Gazetteer, PostalTown
from directory.geo.reading import Reading, names_more, to_place
from directory.geo.reverse import find_nearest
from directory.geo.stations import Station
from directory.text.address_parts import find_point, is_confidential, second_parts, split_postal_code
from directory.text.address_text import FoldedText, fold_address, fold_name

_TIE_POINTS = 1.0
_MOST_CANDIDATES = 5
_STATION_RADIUS_M = 400
_MOST_TENANTS = 5_000
_LONGEST_TEXT = 500
"""No cell with an address is longer; the rest of a pasted page is not read."""
_LONGEST_KEY = 120
"""Municipality, streets, town and lot lie within so many characters; what follows is only quoted."""
_MOST_PARTS = 3


class Geocoder:
    """Answers from memory and the files of one gazetteer; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer, *, finer: tuple[FinerPoints, ...] = ()) -> None:
        """Keeps its gazetteer; `finer` are asked in this order for a better point of each place that is found."""
        self._gazetteer = gazetteer
        self._finer = finer
        self._reader = AddressReader(gazetteer)
        self._tenants: dict[str, frozenset[str]] = {}

    def locate(self, text: str, *, near: str | None = None, postal_code: str | None = None) -> Located:
        """The place of an address, with candidates (more than one only when they tie) and problems.

        Args:
            text: address, postal code, station (所沢駅), pasted point or map address.
            near: importing or searching municipality: 5-digit code or name; of a designated city all wards.
            postal_code: as published beside the address.
        """
        text = text[:_LONGEST_TEXT]
        if not text.strip(" 　\n-－ー"):
            return Located(place=None, problems=("address_blank",))
        if is_confidential(text):
            return Located(place=None, problems=("address_confidential",))
        point = find_point(text)
        if point is not None:
            return self._locate_point(point)
        split = split_postal_code(text)
        code = split.code or (fold_name(postal_code).replace("-", "").removeprefix("〒") if postal_code else "")
        towns = self._gazetteer.postal_towns(code) if code else ()
        if not split.rest.strip():
            return self._locate_code(towns)
        return self._locate_words(split.rest, near, code, towns)

    def reverse(self, coordinate: Coordinate) -> Place | None:
        """The nearest town point's place; good for 「この辺り」, never for stating an address. None outside Japan."""
        return find_nearest(self._gazetteer, coordinate)

    def _locate_words(self, text: str, near: str | None, code: str, towns: tuple[PostalTown, ...]) -> Located:
        tenant = self._tenant(near) if near else frozenset()
        stations = self._gazetteer.stations(text) if text.strip().endswith("駅") else ()
        if stations:
            return self._locate_station(text.strip(), stations, tenant)
        folded = _fold(text)
        postal = frozenset(one.jis for one in towns)
        readings = self._reader.read(Question(folded=folded, tenant=tenant, postal=postal))
        if not readings:
            return Located(place=None, problems=("address_unknown",))
        places = self._places(_ties(readings, postal), folded, code)
        return Located(
            place=places[0], candidates=places, problems=self._problems(readings[0], places[0], folded, towns)
        )

    def _places(self, readings: list[Reading], folded: FoldedText, code: str) -> tuple[Place, ...]:
        """One place for each different town, best first."""
        found: dict[tuple[str, str, str], Place] = {}
        for one in readings:
            municipality = self._gazetteer.municipality(one.head.jis)
            if municipality is not None:
                place = self._refine(to_place(one, municipality, folded, code))
                found.setdefault((place.jis, place.town, place.koaza), place)
        return tuple(found.values())[:_MOST_CANDIDATES]

    def _refine(self, place: Place) -> Place:
        """The place with the first finer point that knows its lot."""
        return next((better for one in self._finer if (better := one.refine(place)) is not None), place)

    def _problems(
        self, reading: Reading, place: Place, folded: FoldedText, towns: tuple[PostalTown, ...]
    ) -> tuple[str, ...]:
        problems = []
        if place.level == "municipality":
            problems.append(_why_no_town(reading, folded))
        elif reading.hit is not None and reading.hit.is_chosen and not reading.hit.is_clean:
            problems.append("town_unknown")
        if towns and not any(_agrees(one, place) for one in towns):
            problems.append("postal_code_contradicts")
        rest = folded.source[folded.source_index(reading.end) :]
        if self._has_second_address(place, second_parts(rest)):
            problems.append("two_addresses")
        return tuple(problems)

    def _has_second_address(self, place: Place, parts: tuple[str, ...]) -> bool:
        """Whether behind the lot another town with its lot begins."""
        for part in parts[:_MOST_PARTS]:
            folded = _fold(part)
            readings = self._reader.read(Question(folded=folded, tenant=frozenset({place.jis})))
            exact = [one.hit for one in readings if one.hit is not None and one.hit.wrong is None]
            if any(hit.chome or folded.key[hit.end : hit.end + 1].isdigit() for hit in exact):
                return True
        return False

    def _tenant(self, near: str) -> frozenset[str]:
        if len(self._tenants) > _MOST_TENANTS:
            self._tenants.clear()
        if near not in self._tenants:
            self._tenants[near] = frozenset(one.jis for one in self._gazetteer.find_municipalities(near))
        return self._tenants[near]

    def _locate_point(self, point: tuple[float, float]) -> Located:
        try:
            coordinate = Coordinate(latitude=point[0], longitude=point[1])
        except InvalidCoordinate:
            return Located(place=None, problems=("address_unknown",))
        found = self.reverse(coordinate)
        if found is None:
            return Located(place=None, problems=("address_unknown",))
        place = replace(found, level="pin", radius_m=PIN_RADIUS_M, match="exact")
        return Located(place=place, candidates=(place,))

    def _locate_code(self, towns: tuple[PostalTown, ...]) -> Located:
        """A postal code alone: all its towns; what only covers a municipality is that municipality."""
        places: list[Place] = []
        for one in towns[:_MOST_CANDIDATES]:
            folded = fold_address(one.town)
            question = Question(folded=folded, tenant=frozenset({one.jis}))
            places += self._places(self._reader.read(question)[:1], folded, one.code)
        if not places:
            return Located(place=None, problems=("address_unknown",))
        places = [replace(place, match="context") for place in places]
        problem = "town_without_point" if places[0].town else "municipality_only"
        problems = (problem,) if places[0].level == "municipality" else ()
        return Located(place=places[0], candidates=tuple(places), problems=problems)

    def _locate_station(self, text: str, stations: tuple[Station, ...], tenant: frozenset[str]) -> Located:
        """Stations of a name; the tenant's own ones outrank the others."""
        own = tuple(one for one in stations if one.jis in tenant)
        places = []
        different = {one.jis: one for one in reversed(own or stations)}
        for one in list(reversed(different.values()))[:_MOST_CANDIDATES]:
            municipality = self._gazetteer.municipality(one.jis)
            if municipality is not None:
                place = Place(
                    pref=municipality.pref,
                    city=municipality.name,
                    jis=one.jis,
                    building=text,
                    coordinate=one.coordinate,
                    level="town",
                    radius_m=_STATION_RADIUS_M,
                    match="context" if own and len(stations) > 1 else "exact",
                )
                places.append(place)
        return Located(place=places[0], candidates=tuple(places))


def _why_no_town(reading: Reading, folded: FoldedText) -> str:
    """Code of the reason for which a place is its whole municipality."""
    if reading.hit is not None:
        return "town_without_point"
    return "town_unknown" if names_more(reading, folded) else "municipality_only"


def _fold(text: str) -> FoldedText:
    folded = fold_address(text)
    return replace(folded, key=folded.key[:_LONGEST_KEY]) if len(folded.key) > _LONGEST_KEY else folded


def _ties(readings: list[Reading], postal: frozenset[str]) -> list[Reading]:
    """Readings as good as the best; the postal code decides between municipalities."""
    if len(readings) == 1:
        return readings
    best = readings[0].score
    is_guess = any(one.hit is not None and one.hit.wrong is not None for one in readings)
    limit = _TIE_POINTS if is_guess else 0.0
    tied = [one for one in readings if best - one.score <= limit]
    by_code = [one for one in tied if one.head.jis in postal]
    return by_code or tied


def _agrees(one: PostalTown, place: Place) -> bool:
    """Whether a town of the postal code is the place's own, or part of it, or the rest of its municipality."""
    if one.jis != place.jis:
        return False
    theirs, ours = fold_name(one.town), fold_name(place.town)
    return not theirs or not ours or ours.startswith(theirs) or theirs.startswith(ours)
