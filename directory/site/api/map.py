"""What the map asks for: points, rows or cells of an answer, names of pins, outlines, GeoJSON, the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from directory.catalog.criteria import PAGE_SIZE, BoundingBox
from directory.domain.district import MUNICIPALITY_SCHEME
from directory.domain.errors import RequestRefused
from directory.mapping.cells import View
from directory.mapping.clusters import WholeAnswer, count_whole
from directory.mapping.districts import parse_codes
from directory.mapping.geojson import encode_geojson
from directory.mapping.payload import wrap_payload
from directory.mapping.points import encode_labels, parse_numbers, require_scheme
from directory.site.api.map_shelves import ALWAYS_ASK, AnswersDep, OutlineShelfDep, PositionsDep, ShelfDep, send_payload
from directory.site.caching import CacheDep, send_json
from directory.site.dependencies import CriteriaDep, FoundDep, RuntimeDep, answer_question
from directory.site.map_export import build_map_file
from directory.site.map_outlines import Detail, choose_outlines, prepare_outlines
from directory.usecases.show_map import (
    choose_scheme,
    map_revision,
    show_areas,
    show_clusters,
    show_districts,
    show_picture,
    show_points,
    show_row_labels,
    show_rows,
)

router = APIRouter(tags=["map"])

GEOJSON = "application/geo+json"
GEOJSON_ANSWER: dict[str, Any] = {"content": {GEOJSON: {"schema": {"type": "object"}}}}
WORLD = BoundingBox(west=-180, south=-85, east=180, north=85)
LAST_ZOOM = 22

Scheme = Annotated[str, Query(description="District scheme; default: municipalities and wards.")]
Revision = Annotated[str, Query(description="Revision that the page knows; an old one is answered with the present.")]


def read_scheme(runtime: RuntimeDep, scheme: Scheme = MUNICIPALITY_SCHEME) -> str:
    """The district scheme asked for.

    Raises:
        RequestRefused: there is no such scheme.
    """
    return require_scheme(runtime.catalog.current(), scheme)


def read_view(asked: CriteriaDep, z: Annotated[str, Query(description="Zoom of the view, 0 to 22.")] = "5") -> View:
    """The window asked for: `bbox` (the whole world without it) and `z`.

    Raises:
        RequestRefused: the zoom is no number of that range.
    """
    whole, _, part = z.partition(".")
    digits = f"{whole}{part}"
    if not (digits.isascii() and digits.isdigit() and whole and len(digits) <= 8 and float(z) <= LAST_ZOOM):
        raise RequestRefused("parameter_z", {"field": "z", "value": z[:100]})
    return View(box=asked.bbox or WORLD, zoom=float(z))


SchemeDep = Annotated[str, Depends(read_scheme)]
ViewDep = Annotated[View, Depends(read_view)]


@router.get("/api/v1/map/points")
def send_points(
    request: Request,
    runtime: RuntimeDep,
    shelf: ShelfDep,
    scheme: SchemeDep,
    rev: Revision = "",
    lean: Annotated[Literal["0", "1"], Query(description="1 = only what our own page reads: a third less.")] = "0",
) -> Response:
    """Positions and classes of every listing with a public point, as columns."""
    snapshot = runtime.catalog.current()
    name = f"points {scheme} {lean}"
    payload = shelf.get(snapshot, name, lambda: show_points(snapshot, scheme, is_lean=lean == "1"))
    return send_payload(request, payload, is_present=rev == map_revision(snapshot), media_type="application/json")


@router.get("/api/v1/districts.geojson", response_class=Response, responses={200: GEOJSON_ANSWER})
def send_districts(
    request: Request,
    runtime: RuntimeDep,
    shelf: OutlineShelfDep,
    scheme: SchemeDep,
    rev: Revision = "",
    codes: Annotated[str, Query(description="Only these districts: up to 60 codes, comma separated.")] = "",
    detail: Annotated[Detail, Query(description="overview: few corners, for a first look.")] = "full",
) -> Response:
    """Simplified outlines of the districts of a scheme, with a point for each name."""
    snapshot, chosen = runtime.catalog.current(), parse_codes(codes)
    is_present = rev == map_revision(snapshot)
    if chosen:
        payload = wrap_payload(show_districts(snapshot, scheme, choose_outlines(runtime, scheme), codes=chosen))
        return send_payload(request, payload, is_present=is_present, media_type=GEOJSON)
    payload = prepare_outlines(runtime, shelf, scheme, detail)
    return send_payload(request, payload, is_present=is_present, media_type=GEOJSON)


@router.get("/api/v1/map/rows")
def send_rows(headers: CacheDep, scheme: SchemeDep, found: FoundDep) -> Response:
    """Which rows of the points file answer a question, as a base64 bitset, with counts."""
    body = show_rows(found, scheme)
    return send_json(body, headers | {"Cache-Control": ALWAYS_ASK})


def read_whole(
    runtime: RuntimeDep, scheme: SchemeDep, kept: PositionsDep, answers: AnswersDep, asked: CriteriaDep
) -> WholeAnswer:
    """The answer wherever the window stands; whoever moves the map gets the same one for a minute."""
    question = replace(asked, bbox=None, sort="any", offset=0, limit=PAGE_SIZE)

    def answer() -> WholeAnswer:
        found = answer_question(runtime, question)
        return count_whole(found, kept.of(found.snapshot), scheme=scheme)

    return answers.get(runtime.catalog.current(), (scheme, question, runtime.today(), runtime.minute()), answer)


@router.get("/api/v1/map/clusters")
def send_clusters(
    headers: CacheDep, kept: PositionsDep, view: ViewDep, whole: Annotated[WholeAnswer, Depends(read_whole)]
) -> Response:
    """At most 400 cells of one view, and the counts of the whole answer: `bbox` is the window, no condition."""
    body = show_clusters(whole, kept.of(whole.snapshot), view)
    return send_json(body, headers | {"Cache-Control": ALWAYS_ASK})


@router.get("/api/v1/map/areas")
def send_areas(
    request: Request, runtime: RuntimeDep, shelf: ShelfDep, scheme: SchemeDep, kept: PositionsDep, rev: Revision = ""
) -> Response:
    """Names and bounds of the districts of a scheme, in the order of `by_district`."""
    snapshot = runtime.catalog.current()
    payload = shelf.get(snapshot, f"areas {scheme}", lambda: show_areas(snapshot, kept.of(snapshot), scheme=scheme))
    return send_payload(request, payload, is_present=rev == map_revision(snapshot), media_type="application/json")


@router.get("/api/v1/map/labels")
def send_labels(
    headers: CacheDep,
    runtime: RuntimeDep,
    ids: Annotated[str, Query(description="Up to 300 numbers of the points file, comma separated.")] = "",
    rows: Annotated[str, Query(description="Instead: up to 300 rows of the points file of `rev`.")] = "",
    rev: Revision = "",
) -> Response:
    """Public code and name of pins in view; for rows of an old revision only the name of the present one."""
    snapshot = runtime.catalog.current()
    if rows:
        body = show_row_labels(snapshot, parse_numbers(rows), revision=rev)
    else:
        body = encode_labels(snapshot, parse_numbers(ids))
    return send_json(body, headers | {"Cache-Control": ALWAYS_ASK})


@router.get("/api/v1/listings.geojson", response_class=Response, responses={200: GEOJSON_ANSWER})
def send_geojson(headers: CacheDep, runtime: RuntimeDep, found: FoundDep) -> StreamingResponse:
    """Every listing of an answer as GeoJSON; those without a public point have no geometry."""
    revision = map_revision(found.snapshot)
    body = encode_geojson(found, revision=revision, attribution=runtime.say_sources())
    return StreamingResponse(body, media_type=GEOJSON, headers=headers)


@router.get("/map.html", include_in_schema=False)
def send_map_file(headers: CacheDep, runtime: RuntimeDep, asked: CriteriaDep, found: FoundDep) -> Response:
    """The answer as one file to keep; a download, because its scripts are allowed by its own policy, not by ours."""
    name = f'attachment; filename="map-{runtime.today():%Y%m%d}.html"'
    body = build_map_file(runtime, found, conditions=asked.text)
    return Response(body, media_type="text/html; charset=utf-8", headers={**headers, "Content-Disposition": name})


@router.get("/map.svg", include_in_schema=False)
def send_picture(headers: CacheDep, runtime: RuntimeDep, found: FoundDep) -> Response:
    """The answer as a picture, for browsers without JavaScript and for paper."""
    scheme = choose_scheme(found)
    picture = show_picture(found, runtime.words, choose_outlines(runtime, scheme), scheme=scheme)
    return Response(picture, media_type="image/svg+xml", headers=headers)
