"""/api/v1/geocode: an address text -> its readings, best first."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from directory.catalog.criteria import QUERY_LIMIT
from directory.domain.address import Located, Place
from directory.domain.errors import RequestRefused
from directory.site.api.items import JsonObject
from directory.site.api.schemas import REFUSALS, GeocodeAnswer
from directory.site.caching import MAX_AGE_S, send_json
from directory.site.dependencies import RuntimeDep

ADDRESS_LIMIT = 2 * QUERY_LIMIT
"""Longest address in characters; long building names stand behind real ones."""

router = APIRouter(prefix="/api/v1", tags=["geocode"], responses=REFUSALS)

AddressQuery = Annotated[str, Query(description="An address as people write it.", examples=["高知市本町5-1-45"])]
NearQuery = Annotated[
    str, Query(description="5-digit code or name of the municipality whose places win.", examples=["39201"])
]


@router.get("/geocode", responses={200: {"model": GeocodeAnswer}})
def send_geocode(runtime: RuntimeDep, q: AddressQuery = "", near: NearQuery = "") -> Response:
    """Readings of an address. Several results with `candidates` > 1 are a tie to ask about."""
    text = "".join(character if character.isprintable() else " " for character in q).strip()
    if len(text) > ADDRESS_LIMIT:
        raise RequestRefused("parameter_q", {"field": "q", "value": text[:QUERY_LIMIT]})
    context = near.strip()[:QUERY_LIMIT] or runtime.settings.home_municipality or None
    located = runtime.geocoder.locate(text, near=context)
    headers = {"Cache-Control": f"public, max-age={MAX_AGE_S}"}
    return send_json(msgspec.json.encode(_answer(located)), headers)


def _answer(located: Located) -> JsonObject:
    places = located.candidates or ((located.place,) if located.place else ())
    return {
        "results": [_candidate(place, tied=len(places)) for place in places],
        "problems": located.problems,
    }


def _candidate(place: Place, *, tied: int) -> JsonObject:
    return {
        "pref": place.pref,
        "city": place.city,
        "jis": place.jis,
        "town": place.town,
        "koaza": place.koaza,
        "banchi": place.banchi,
        "building": place.building,
        "postal_code": place.postal_code,
        "lat": place.coordinate.latitude,
        "lng": place.coordinate.longitude,
        "level": place.level,
        "radius_m": place.radius_m,
        "match": place.match,
        "corrected_from": place.corrected_from,
        "candidates": tied,
    }
