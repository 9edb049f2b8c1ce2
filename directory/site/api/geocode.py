"""/api/v1/geocode: an address text -> its readings, best first."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from directory.catalog.criteria import QUERY_LIMIT
from directory.domain.errors import RequestRefused
from directory.site.api.schemas import REFUSALS, GeocodeAnswer
from directory.site.caching import MAX_AGE_S, send_json
from directory.site.dependencies import RuntimeDep
from directory.usecases.describe_place import describe_located

ADDRESS_LIMIT = 2 * QUERY_LIMIT
"""Longest address in characters; long building names stand behind real ones."""

router = APIRouter(prefix="/api/v1", tags=["geocode"], responses=REFUSALS)

AddressQuery = Annotated[str, Query(description="An address as people write it.", examples=["高知市本町5-1-45"])]
NearQuery = Annotated[
    str, Query(description="5-digit code or name of the municipality whose places win.", examples=["39201"])
]


@router.get("/geocode", responses={200: {"model": GeocodeAnswer}})
def send_geocode(runtime: RuntimeDep, q: AddressQuery = "", near: NearQuery = "") -> Response:
    """Readings of an address. More than one candidate is a tie to ask about."""
    text = "".join(character if character.isprintable() else " " for character in q).strip()
    if len(text) > ADDRESS_LIMIT:
        raise RequestRefused("parameter_q", {"field": "q", "value": text[:QUERY_LIMIT]})
    context = near.strip()[:QUERY_LIMIT] or runtime.settings.home_municipality or None
    located = runtime.geocoder.locate(text, near=context)
    headers = {"Cache-Control": f"public, max-age={MAX_AGE_S}"}
    return send_json(msgspec.json.encode(describe_located(located)), headers)
