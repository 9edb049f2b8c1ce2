"""/feed.xml and /feed.json: what is new or has changed, of the whole directory or of any question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from heapq import nlargest
from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response

from directory.domain.category import SENSITIVE_CODES
from directory.domain.listing import Listing
from directory.formats.feed_file import Feed, FeedEntry, write_atom, write_json_feed
from directory.runtime import Runtime
from directory.site.api.parameters import FILTERS
from directory.site.api.schemas import NOT_MODIFIED, PAGE_REFUSALS
from directory.site.caching import CacheDep
from directory.site.dependencies import FoundDep, RuntimeDep
from directory.site.phrasing.contact import phone_of
from directory.site.phrasing.kind import phrase_kind
from directory.site.phrasing.place import phrase_place
from directory.site.phrasing.schedule import phrase_schedule
from directory.site.public_address import keep_private, page_origin
from directory.wording.languages import HTML_CODES

MOST_ENTRIES = 50
BATCH = 1_000
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""An empty feed has not changed since."""

ATOM_TYPE = "application/atom+xml"
JSON_TYPE = "application/feed+json"


class _Change(msgspec.Struct, frozen=True):
    """The part of an encoded listing that says when it changed and whether a feed may name it."""

    updated_at: datetime
    categories: tuple[str, ...]


_decoder = msgspec.json.Decoder(_Change)


def _describes(media_type: str) -> dict[int | str, dict[str, Any]]:
    kind = "object" if media_type == JSON_TYPE else "string"
    return {200: {"content": {media_type: {"schema": {"type": kind}}}}}


router = APIRouter(tags=["feeds"], responses={**PAGE_REFUSALS, **NOT_MODIFIED})


@router.get("/feed.xml", response_class=Response, responses=_describes(ATOM_TYPE), openapi_extra=FILTERS)
def send_atom(request: Request, runtime: RuntimeDep, headers: CacheDep, found: FoundDep) -> Response:
    """The newest changes of everything that matches, as Atom."""
    return _send(request, runtime, found, headers, write_atom, f"{ATOM_TYPE}; charset=utf-8")


@router.get("/feed.json", response_class=Response, responses=_describes(JSON_TYPE), openapi_extra=FILTERS)
def send_json_feed(request: Request, runtime: RuntimeDep, headers: CacheDep, found: FoundDep) -> Response:
    """The newest changes of everything that matches, as JSON Feed."""
    return _send(request, runtime, found, headers, write_json_feed, JSON_TYPE)


def _send(
    request: Request,
    runtime: Runtime,
    found: FoundDep,
    headers: dict[str, str],
    write: Callable[[Feed], bytes],
    media_type: str,
) -> Response:
    origin = page_origin(request)
    question = f"?{request.url.query}" if request.url.query else ""
    listings = [found.snapshot.listing(row) for row in _newest_rows(found)]
    feed = Feed(
        language=HTML_CODES[runtime.words.language],
        title=runtime.words.say("feed.title", site=runtime.settings.site_name),
        author=runtime.settings.site_name,
        own_url=f"{origin}{request.url.path}{question}",
        home_url=f"{origin}/{question}",
        changed_at=max((each.updated_at for each in listings), default=NEVER),
        entries=tuple(_describe(each, runtime, origin=origin) for each in listings),
    )
    return Response(write(feed), media_type=media_type, headers=keep_private(request, headers))


def _newest_rows(found: FoundDep) -> list[int]:
    """Rows of the latest changes, the newest first, without those whose visitors must not be betrayed."""
    return [row for _, row in nlargest(MOST_ENTRIES, _changes(found))]


def _changes(found: FoundDep) -> Iterator[tuple[datetime, int]]:
    for offset in range(0, found.total, BATCH):
        rows = found.rows[offset : offset + BATCH].tolist()
        for row, payload in zip(rows, found.payloads(offset, BATCH), strict=True):
            change = _decoder.decode(payload)
            if not SENSITIVE_CODES.intersection(change.categories):
                yield change.updated_at, row


def _describe(listing: Listing, runtime: Runtime, *, origin: str) -> FeedEntry:
    category, label = listing.categories[0], phrase_kind(listing.categories[0], runtime.words)
    phone = phone_of(listing)
    lines = (
        label,
        phrase_schedule(listing.schedule, runtime.words),
        phrase_place(listing, runtime.words),
        phone.value if phone else "",
    )
    return FeedEntry(
        url=f"{origin}/r/{listing.code}",
        title=listing.name,
        summary="\n".join(line for line in lines if line),
        category=category,
        category_label=label,
        changed_at=listing.updated_at,
    )
