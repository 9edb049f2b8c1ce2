"""/api/v1/geocode: an address text -> its readings, best first; /api/v1/reverse: a point -> what lies around it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request, Response

from directory.catalog.criteria import QUERY_LIMIT
from directory.domain.coordinate import Coordinate
from directory.domain.errors import InvalidCoordinate, RequestRefused
from directory.domain.japan import looks_swapped
from directory.geo.districts import DistrictIndex
from directory.runtime import Runtime
from directory.site.api.geocode_schemas import GeocodeAnswer, ReverseAnswer
from directory.site.api.schemas import REFUSALS
from directory.site.caching import MAX_AGE_S, send_json
from directory.site.dependencies import RuntimeDep
from directory.usecases.describe_place import describe_located
from directory.usecases.describe_point import describe_point

ADDRESS_LIMIT = 2 * QUERY_LIMIT
"""Longest address in characters; long building names stand behind real ones."""

CACHED = {"Cache-Control": f"public, max-age={MAX_AGE_S}"}

router = APIRouter(prefix="/api/v1", tags=["geocode"], responses=REFUSALS)

AddressQuery = Annotated[str, Query(description="An address as people write it.", examples=["高知市本町5-1-45"])]
NearQuery = Annotated[
    str, Query(description="5-digit code or name of the municipality whose places win.", examples=["39201"])
]


def _number(description: str, example: str) -> Any:  # noqa: ANN401 (what FastAPI's Query gives)
    schema = {"type": "number"}
    return Query(description=description, examples=[example], json_schema_extra=schema)


LatitudeQuery = Annotated[str, _number("Degrees north, WGS84; together with `lng`.", "33.5588")]
LongitudeQuery = Annotated[str, _number("Degrees east, WGS84; together with `lat`.", "133.5311")]
PointQuery = Annotated[
    str, Query(description="LATITUDE,LONGITUDE, instead of `lat` and `lng`.", examples=["33.5588,133.5311"])
]


@router.get("/geocode", responses={200: {"model": GeocodeAnswer}})
def send_geocode(runtime: RuntimeDep, q: AddressQuery = "", near: NearQuery = "") -> Response:
    """Readings of an address. More than one candidate is a tie to ask about."""
    text = "".join(character if character.isprintable() else " " for character in q).strip()
    if len(text) > ADDRESS_LIMIT:
        raise RequestRefused("parameter_address", {"field": "q", "limit": ADDRESS_LIMIT})
    context = near.strip()[:QUERY_LIMIT] or runtime.settings.home_municipality or None
    located = runtime.geocoder.locate(text, near=context)
    return send_json(msgspec.json.encode(describe_located(located)), CACHED)


@router.get("/reverse", responses={200: {"model": ReverseAnswer}})
def send_reverse(
    request: Request, runtime: RuntimeDep, lat: LatitudeQuery = "", lng: LongitudeQuery = "", near: PointQuery = ""
) -> Response:
    """The municipality, the districts and the nearest town of a point; none at sea and outside Japan."""
    point = _read_point(lat, lng, near)
    districts = _read_districts(request, runtime)
    around = describe_point(point, areas=runtime.boundaries, municipalities=runtime.gazetteer, districts=districts)
    return send_json(msgspec.json.encode(around), CACHED)


def _read_point(lat: str, lng: str, near: str) -> Coordinate:
    """The point asked for.

    Raises:
        RequestRefused: parameter_point (missing or no numbers), point_swapped, point_impossible.
    """
    field = "near" if near.strip() and not (lat.strip() or lng.strip()) else "lat"
    first, _, second = near.partition(",") if field == "near" else (lat, "", lng)
    try:
        latitude, longitude = float(first), float(second)
    except ValueError:
        raise RequestRefused("parameter_point", {"field": field}) from None
    try:
        return Coordinate(latitude=latitude, longitude=longitude)
    except InvalidCoordinate:
        facts: dict[str, str | int | float] = {"field": field, "latitude": latitude, "longitude": longitude}
        code = "point_swapped" if looks_swapped(latitude, longitude) else "point_impossible"
        raise RequestRefused(code, facts) from None


def _read_districts(request: Request, runtime: Runtime) -> DistrictIndex:
    """Districts of the present revision; operators' schemes lie in the database and are read once a revision."""
    state, revision = request.app.state, runtime.catalog.current().revision
    known: tuple[str, DistrictIndex] | None = getattr(state, "reverse_districts", None)
    if known is None or known[0] != revision:
        known = (revision, runtime.open_districts())
        state.reverse_districts = known
    return known[1]
