"""/print: an answer or the 候補 on A4 with a numbered map and a QR code, black on white."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.answer import Hit
from directory.catalog.criteria import Criteria
from directory.catalog.find import Found
from directory.catalog.snapshot import Snapshot
from directory.domain.district import MUNICIPALITY_SCHEME
from directory.formats.qr_code import QrCode, draw_qr
from directory.mapping.numbered_map import NumberedMap
from directory.runtime import Runtime
from directory.site.caching import CacheDep
from directory.site.dependencies import CriteriaDep, RuntimeDep, answer_question
from directory.site.pages.filters import describe_tags
from directory.site.pages.links import home_url, paper_url
from directory.site.pages.saved import MOST_SAVED, is_savable, list_url, read_saved
from directory.site.phrasing.card import Card, build_card
from directory.site.phrasing.day import phrase_date
from directory.site.public_address import keep_private, page_origin
from directory.site.templating import send_page
from directory.site.upcoming import upcoming_sessions
from directory.usecases.show_map import choose_scheme
from directory.usecases.show_paper import show_numbered

MOST = 200
"""Entries on paper; more than fifteen sheets are carried by nobody."""

FEW = 20
"""What a single link cuts a long answer down to."""

QUIET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""Headers of a list of 候補 that names a place whose visitors must not be betrayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperEntry:
    """One entry. `number` is that on the map; None for what has no point there."""

    number: int | None
    card: Card
    is_ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """Context of paper.html. `left_out` entries did not fit; `url` is the answer's address as people know it."""

    template: ClassVar[str] = "paper.html"

    conditions: tuple[str, ...]
    is_chosen: bool
    total: int
    left_out: int
    most: int
    short_url: str
    printed_on: str
    entries: tuple[PaperEntry, ...]
    maps: tuple[NumberedMap, ...]
    qr: QrCode
    back_url: str


router = APIRouter(include_in_schema=False)


@router.get("/print")
def send_paper(request: Request, runtime: RuntimeDep, headers: CacheDep, asked: CriteriaDep) -> Response:
    """The page; with `ids` it holds these 候補 in their order, else the answer to the question."""
    codes = read_saved(request)
    origin = page_origin(request)
    if codes:
        page, is_quiet = _build_chosen(runtime, codes[:MOST_SAVED], origin)
        return send_page(request, page, headers=QUIET if is_quiet else keep_private(request, headers))
    most = min(asked.limit, MOST) if request.query_params.get("limit") else MOST
    page = _build_answer(runtime, asked, origin, most=most)
    return send_page(request, page, headers=keep_private(request, headers))


def _build_answer(runtime: Runtime, asked: Criteria, origin: str, *, most: int) -> PaperPage:
    """The first entries of an answer, from its beginning on whatever page somebody came from."""
    whole = replace(asked, offset=0, limit=Criteria().limit)
    found = answer_question(runtime, whole)
    hits = found.hits(0, most)
    url = home_url(whole)
    return PaperPage(
        conditions=tuple(tag.label for tag in describe_tags(whole, found, runtime.words)),
        is_chosen=False,
        total=found.total,
        left_out=found.total - len(hits),
        most=len(hits),
        short_url=paper_url(whole, limit=FEW) if len(hits) > FEW else "",
        printed_on=phrase_date(runtime.today(), runtime.words),
        entries=_number(runtime, hits),
        maps=_draw_maps(runtime, found.snapshot, hits, scheme=_scheme_of(found)),
        qr=draw_qr(origin + url),
        back_url=url,
    )


def _build_chosen(runtime: Runtime, codes: tuple[str, ...], origin: str) -> tuple[PaperPage, bool]:
    """The 候補 of an address, and whether one of them must not be kept anywhere."""
    snapshot = runtime.catalog.current()
    rows = (row for code in codes if (row := snapshot.row_of(code)) is not None)
    listings = tuple(snapshot.listing(row) for row in rows)
    hits = tuple(
        Hit(listing=each, next_session=next(iter(upcoming_sessions(runtime, each)), None)) for each in listings
    )
    url = list_url(tuple(listing.code for listing in listings))
    page = PaperPage(
        conditions=(),
        is_chosen=True,
        total=len(hits),
        left_out=0,
        most=len(hits),
        short_url="",
        printed_on=phrase_date(runtime.today(), runtime.words),
        entries=_number(runtime, hits),
        maps=_draw_maps(runtime, snapshot, hits, scheme=MUNICIPALITY_SCHEME),
        qr=draw_qr(origin + url),
        back_url=url,
    )
    return page, not all(is_savable(listing) for listing in listings)


def _scheme_of(found: Found) -> str:
    return choose_scheme(found) if found.total else MUNICIPALITY_SCHEME


def _number(runtime: Runtime, hits: tuple[Hit, ...]) -> tuple[PaperEntry, ...]:
    """What lies on the map, numbered in the order of the answer; behind it what does not."""
    placed = [hit for hit in hits if hit.listing.coordinate is not None]
    numbers: list[int | None] = [*range(1, len(placed) + 1)]
    rest = [hit for hit in hits if hit.listing.coordinate is None]
    return tuple(
        PaperEntry(
            number=number,
            card=build_card(hit, runtime.words, today=runtime.today(), parameters={}),
            is_ended=hit.listing.status == "ended",
        )
        for number, hit in zip([*numbers, *(None for _ in rest)], [*placed, *rest], strict=True)
    )


def _draw_maps(runtime: Runtime, snapshot: Snapshot, hits: tuple[Hit, ...], *, scheme: str) -> tuple[NumberedMap, ...]:
    outlines = runtime.boundaries if scheme == MUNICIPALITY_SCHEME else runtime.open_districts()
    return show_numbered(
        snapshot,
        (hit.listing for hit in hits),
        runtime.words,
        outlines=outlines,
        stations=runtime.gazetteer,
        scheme=scheme,
    )
