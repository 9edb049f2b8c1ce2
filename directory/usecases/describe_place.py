"""Places as JSON, in the one shape that the command and the API share."""

from __future__ import annotations

from typing import TypedDict

from directory.domain.address import Located, Place


class CandidateDescription(TypedDict):
    """A reading that an address could have as well."""

    pref: str
    city: str
    jis: str
    town: str
    koaza: str
    lat: float
    lng: float
    level: str
    radius_m: int


class PlaceDescription(TypedDict):
    """One reading of an address. `lat` and `lng` in WGS84 degrees, `radius_m` in metres, `jis` 5 digits."""

    pref: str
    city: str
    ward: str
    jis: str
    town: str
    chome: int | None
    koaza: str
    banchi: str
    building: str
    postal_code: str | None
    lat: float
    lng: float
    level: str
    radius_m: int
    match: str
    corrected_from: str | None
    score: float
    candidates: list[CandidateDescription]


class LocatedDescription(TypedDict):
    """Readings of an address, best first, and the codes of what is odd about it."""

    results: list[PlaceDescription]
    problems: list[str]


def describe_located(located: Located) -> LocatedDescription:
    """All readings of an address; the first carries the others as its candidates."""
    places = located.candidates or ((located.place,) if located.place else ())
    return {"results": [describe_place(place, located) for place in places], "problems": list(located.problems)}


def describe_place(place: Place, located: Located) -> PlaceDescription:
    """One reading with the others beside it."""
    return {
        "pref": place.pref,
        "city": place.city,
        "ward": place.ward,
        "jis": place.jis,
        "town": place.town,
        "chome": place.chome,
        "koaza": place.koaza,
        "banchi": place.banchi,
        "building": place.building,
        "postal_code": place.postal_code,
        "lat": round(place.coordinate.latitude, 6),
        "lng": round(place.coordinate.longitude, 6),
        "level": place.level,
        "radius_m": place.radius_m,
        "match": place.match,
        "corrected_from": place.corrected_from,
        "score": round(place.score, 3),
        "candidates": [_describe_candidate(each) for each in located.candidates],
    }


def _describe_candidate(place: Place) -> CandidateDescription:
    return {
        "pref": place.pref,
        "city": place.city,
        "jis": place.jis,
        "town": place.town,
        "koaza": place.koaza,
        "lat": round(place.coordinate.latitude, 6),
        "lng": round(place.coordinate.longitude, 6),
        "level": place.level,
        "radius_m": place.radius_m,
    }
