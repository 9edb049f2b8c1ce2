"""/api/v1/listings and /api/v1/facets: the public directory as JSON."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request, Response

from directory.domain.errors import NotFound
from directory.site.api.detail import listing_answer
from directory.site.api.items import listing_item, understood_items
from directory.site.api.parameters import FILTERS, FILTERS_AND_PAGING
from directory.site.api.schemas import (
    NOT_MODIFIED,
    REFUSALS,
    ErrorAnswer,
    FacetsAnswer,
    ListingAnswer,
    ListingsAnswer,
)
from directory.site.asked import Asked, answer_asked
from directory.site.caching import CacheDep, send_json
from directory.site.dependencies import RuntimeDep
from directory.site.errors import ListingEnded

router = APIRouter(prefix="/api/v1", tags=["listings"], responses={**REFUSALS, **NOT_MODIFIED})


@router.get("/listings", responses={200: {"model": ListingsAnswer}}, openapi_extra=FILTERS_AND_PAGING)
async def send_listings(request: Request) -> Response:
    """One page of the listings that match, with counts for every other choice."""
    return await answer_asked(request, _list)


def _list(asked: Asked) -> Response:
    found, words, today = asked.find(), asked.runtime.words, asked.runtime.today()
    criteria = found.criteria
    answer = {
        "total": found.total,
        "sure": found.sure,
        "unplaced": found.unplaced,
        "offset": criteria.offset,
        "limit": criteria.limit,
        "items": [listing_item(hit, words, today=today) for hit in found.hits(criteria.offset, criteria.limit)],
        "facets": found.facets,
        "understood": understood_items(found.understood),
        "revision": found.snapshot.revision,
    }
    return send_json(msgspec.json.encode(answer), asked.headers)


@router.get("/facets", responses={200: {"model": FacetsAnswer}}, openapi_extra=FILTERS)
async def send_facets(request: Request) -> Response:
    """How many listings every option would leave, all other filters kept."""
    return await answer_asked(request, _count)


def _count(asked: Asked) -> Response:
    found = asked.find()
    answer = {
        "total": found.total,
        "facets": found.facets,
        "understood": understood_items(found.understood),
        "revision": found.snapshot.revision,
    }
    return send_json(msgspec.json.encode(answer), asked.headers)


@router.get(
    "/listings/{listing_id}",
    responses={200: {"model": ListingAnswer}, 404: {"model": ErrorAnswer}, 410: {"model": ErrorAnswer}},
)
def send_listing(runtime: RuntimeDep, headers: CacheDep, listing_id: str) -> Response:
    """Everything public about one listing; `listing_id` is its public code."""
    snapshot = runtime.catalog.current()
    row = snapshot.row_of(listing_id)
    if row is None:
        raise NotFound("listing_unknown")
    listing = snapshot.listing(row)
    if listing.status == "ended":
        raise ListingEnded("listing_ended")
    answer = listing_answer(runtime, snapshot, listing)
    return send_json(msgspec.json.encode(answer), headers)
