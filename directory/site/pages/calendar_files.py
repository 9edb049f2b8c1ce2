"""/calendar.ics and /r/{code}.ics: dates for the calendar programs of phones."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from directory.domain.errors import NotFound, RequestRefused
from directory.formats.calendar_file import write_calendar
from directory.site.api.parameters import FILTERS
from directory.site.api.schemas import NOT_MODIFIED, PAGE_REFUSALS
from directory.site.caching import CacheDep
from directory.site.calendar_entries import describe_entry, has_calendar
from directory.site.dependencies import FoundDep, RuntimeDep
from directory.site.public_address import page_origin

MEDIA_TYPE = "text/calendar; charset=utf-8"
MOST_LISTINGS = 500
"""More would be no calendar that anybody reads; the answer says to choose a district or a kind."""

ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}}

router = APIRouter(tags=["calendar"], responses={**PAGE_REFUSALS, **NOT_MODIFIED})


@router.get("/calendar.ics", response_class=Response, responses=ANSWER, openapi_extra=FILTERS)
def send_calendar(request: Request, runtime: RuntimeDep, headers: CacheDep, found: FoundDep) -> Response:
    """The coming dates of everything that matches, to be subscribed to; dates to ask about are tentative."""
    if found.total > MOST_LISTINGS:
        raise RequestRefused("calendar_too_large", {"field": "q", "value": f"{found.total}", "most": MOST_LISTINGS})
    base = page_origin(request)
    listings = (hit.listing for hit in found.hits())
    entries = (describe_entry(runtime, each, base_url=base) for each in listings if has_calendar(each))
    body = write_calendar(runtime.settings.site_name, entries, host=request.url.hostname or "localhost")
    return _send(body, headers, "calendar")


@router.get("/r/{code}.ics", response_class=Response, responses=ANSWER)
def send_listing_calendar(request: Request, runtime: RuntimeDep, headers: CacheDep, code: str) -> Response:
    """The coming dates of one listing."""
    snapshot = runtime.catalog.current()
    row = snapshot.row_of(code)
    listing = snapshot.listing(row) if row is not None else None
    if listing is None or not has_calendar(listing):
        raise NotFound("listing_unknown")
    entry = describe_entry(runtime, listing, base_url=page_origin(request))
    body = write_calendar(listing.name, (entry,), host=request.url.hostname or "localhost")
    return _send(body, headers, code)


def _send(body: bytes, headers: dict[str, str], name: str) -> Response:
    disposition = f'attachment; filename="{name}.ics"'
    return Response(body, media_type=MEDIA_TYPE, headers={**headers, "Content-Disposition": disposition})
