"""/list?ids=…: the 候補 of an address, in its order, side by side, also those that have ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.answer import Hit
from directory.domain.listing import Listing
from directory.runtime import Runtime
from directory.site.caching import CacheDep
from directory.site.dependencies import RuntimeDep
from directory.site.here import UNDERSTOOD
from directory.site.pages.comparison import MOST, ComparisonRow, compare
from directory.site.pages.saved import MOST_SAVED, carry, is_savable, list_url, read_saved
from directory.site.phrasing.card import Card, build_card
from directory.site.templating import send_page
from directory.site.upcoming import upcoming_sessions

QUIET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""Headers of a list that names a place whose visitors must not be betrayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedEntry:
    """One of the 候補 and the address of the others."""

    card: Card
    is_ended: bool
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistPage:
    """Context of shortlist.html. `unknown` and `dropped` count codes that nobody knows and that did not fit."""

    template: ClassVar[str] = "shortlist.html"

    entries: tuple[SavedEntry, ...]
    rows: tuple[ComparisonRow, ...]
    can_be_shared: bool
    is_too_many: bool
    unknown: int
    dropped: int
    most: int
    codes: str
    search_url: str
    paper_url: str
    sheet_url: str


router = APIRouter(include_in_schema=False)


@router.get("/list")
def send_shortlist(request: Request, runtime: RuntimeDep, headers: CacheDep) -> Response:
    """The page; codes that lead nowhere are counted, never repeated."""
    asked = read_saved(request)
    snapshot = runtime.catalog.current()
    rows = [row for code in asked if (row := snapshot.row_of(code)) is not None]
    listings = tuple(snapshot.listing(row) for row in rows[:MOST_SAVED])
    page = build_shortlist(runtime, listings, unknown=len(asked) - len(rows), dropped=len(rows) - len(listings))
    request.scope[UNDERSTOOD] = carry("", tuple(listing.code for listing in listings))
    return send_page(request, page, headers=headers if page.can_be_shared else QUIET)


def build_shortlist(
    runtime: Runtime, listings: tuple[Listing, ...], *, unknown: int = 0, dropped: int = 0
) -> ShortlistPage:
    """The words of the page."""
    codes = tuple(listing.code for listing in listings)
    cards = tuple(_card(runtime, listing) for listing in listings)
    return ShortlistPage(
        entries=tuple(
            SavedEntry(
                card=card,
                is_ended=listing.status == "ended",
                remove_url=list_url(tuple(code for code in codes if code != listing.code)),
            )
            for listing, card in zip(listings, cards, strict=True)
        ),
        rows=compare(listings, cards, runtime.words),
        can_be_shared=all(is_savable(listing) for listing in listings),
        is_too_many=len(listings) > MOST,
        unknown=unknown,
        dropped=dropped,
        most=MOST_SAVED,
        codes=",".join(codes),
        search_url=carry("/", codes),
        paper_url=carry("/print", codes),
        sheet_url=carry("/sheet", codes),
    )


def _card(runtime: Runtime, listing: Listing) -> Card:
    hit = Hit(listing=listing, next_session=next(iter(upcoming_sessions(runtime, listing)), None))
    return build_card(hit, runtime.words, today=runtime.today(), parameters={})
