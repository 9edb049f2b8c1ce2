"""/sheet?ids=…: the referral sheet, places on paper for a family; knows nothing about anybody and is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from directory.domain.district import MUNICIPALITY_SCHEME
from directory.domain.emergency import EMERGENCY_NUMBERS
from directory.domain.listing import Listing
from directory.formats.qr_code import QrCode, draw_qr
from directory.mapping.numbered_map import NumberedMap
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.here import UNDERSTOOD
from directory.site.language_path import language_of, prefix_of
from directory.site.pages.saved import MOST_SAVED, list_url
from directory.site.pages.sheet_choices import Choice, ChoiceGroup, describe_choices, describe_places
from directory.site.pages.sheet_entry import SheetEntry, describe_entry, is_sensitive
from directory.site.pages.sheet_options import PATH, SheetOptions, read_options
from directory.site.phrasing.day import phrase_date
from directory.site.public_address import public_origin
from directory.site.templating import send_page
from directory.usecases.show_paper import show_numbered

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
"""Nobody keeps the sheet, no page that it leads to learns of it, no search engine lists it."""

MOST_ON_ONE = {"normal": 3, "compact": 4, "large": 0}
"""So many places fit on one sheet of A4 by the size of letters; what is left of it is room for handwriting."""

UNTELLING_NUMBERS = frozenset({"police", "ambulance"})
"""Numbers that may stand on a discreet sheet: everybody knows them."""

MOST_PICTURES = 2
"""So many maps stand beside each other; more ask for a second sheet."""

MAP_HEIGHT_PX = 320
"""A picture of the sheet is flat, so that it leaves room for the places below it."""

LINE_URL = "https://line.me/R/share"
"""Opens LINE with a text. Source: LINE URL scheme, documentation of the provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """Context of sheet.html.

    Attributes:
        is_preset: whether the sheet is discreet without anybody having asked for it.
        is_dense: whether the letters are small, to make room for more places, a map or numbers.
        is_one_sheet: whether it fits on one sheet of paper whatever its texts are.
        gone: how many codes lead nowhere; hidden and unknown ones look the same.
        dropped: how many places did not fit.
        places: for every entry the links that move it or take it off.
        shared_url: the address that is passed on, with the site's own.
    """

    template: ClassVar[str] = "sheet.html"

    options: SheetOptions
    is_quiet: bool
    is_preset: bool
    is_dense: bool
    is_one_sheet: bool
    gone: int
    dropped: int
    most: int
    entries: tuple[SheetEntry, ...]
    maps: tuple[NumberedMap, ...]
    numbers: tuple[str, ...]
    groups: tuple[ChoiceGroup, ...]
    places: tuple[tuple[Choice, ...], ...]
    printed_on: str
    codes: str
    qr: QrCode
    shared_url: str
    line_url: str
    back_url: str
    search_url: str


router = APIRouter(include_in_schema=False)


@router.get("/sheet")
def send_sheet(request: Request, runtime: RuntimeDep) -> Response:
    """The page; everybody gets the same one, signed in or not."""
    origin = f"{public_origin(request)}{prefix_of(language_of(request))}"
    page = build_sheet(runtime, read_options(request), origin=origin)
    request.scope[UNDERSTOOD] = page.options.url.removeprefix(PATH)
    return send_page(request, page, headers=HEADERS)


def build_sheet(runtime: Runtime, asked: SheetOptions, *, origin: str) -> SheetPage:
    """The words of the page; codes that lead nowhere are counted, never repeated.

    `origin`: the site's address with the path of the page's language, such as https://example.jp/en.
    """
    snapshot = runtime.catalog.current()
    found = [snapshot.listing(row) for code in asked.codes if (row := snapshot.row_of(code)) is not None]
    listings = tuple(found[:MOST_SAVED])
    options = replace(asked, codes=tuple(listing.code for listing in listings))
    is_preset = asked.quiet is None and any(map(is_sensitive, listings))
    is_quiet = is_preset or bool(asked.quiet)
    entries = _describe_entries(runtime, listings, options, origin=origin, is_quiet=is_quiet)
    maps = _draw_maps(runtime, listings) if options.has_map else ()
    shared = origin + options.shared_url
    title = runtime.words.plain.say("sheet.quiet_title" if is_quiet else "sheet.h1")
    message = f"{title}\n{shared}"
    return SheetPage(
        options=options,
        is_quiet=is_quiet,
        is_preset=is_preset,
        is_dense=options.size == "compact" or (options.size == "normal" and (bool(maps) or options.has_numbers)),
        is_one_sheet=len(listings) <= MOST_ON_ONE[options.size] and len(maps) <= MOST_PICTURES,
        gone=len(asked.codes) - len(found),
        dropped=len(found) - len(listings),
        most=MOST_SAVED,
        entries=entries,
        maps=maps,
        numbers=_describe_numbers(runtime, is_quiet=is_quiet) if options.has_numbers else (),
        groups=describe_choices(options, runtime.words, is_quiet=is_quiet),
        places=describe_places(options, entries, runtime.words),
        printed_on=phrase_date(runtime.today(), runtime.words),
        codes=",".join(options.codes),
        qr=draw_qr(shared),
        shared_url=shared,
        line_url=f"{LINE_URL}?{urlencode({'text': message})}",
        back_url=list_url(options.codes),
        search_url="/",
    )


def _describe_entries(
    runtime: Runtime, listings: tuple[Listing, ...], options: SheetOptions, *, origin: str, is_quiet: bool
) -> tuple[SheetEntry, ...]:
    """The places in the order wanted. With a map a number is that on the map, which leaves out what has no point."""
    entries: list[SheetEntry] = []
    placed = 0
    for turn, listing in enumerate(listings, start=1):
        is_placed = listing.coordinate is not None
        placed += is_placed
        number = turn if not options.has_map else placed if is_placed else None
        entries.append(describe_entry(runtime, listing, number=number, turn=turn, origin=origin, is_quiet=is_quiet))
    return tuple(entries)


def _describe_numbers(runtime: Runtime, *, is_quiet: bool) -> tuple[str, ...]:
    """Telephone numbers for emergencies; on a discreet sheet only those that tell nothing."""
    return tuple(
        runtime.words.say(f"sheet.number_{each.code}", number=each.number)
        for each in EMERGENCY_NUMBERS
        if not is_quiet or each.code in UNTELLING_NUMBERS
    )


def _draw_maps(runtime: Runtime, listings: tuple[Listing, ...]) -> tuple[NumberedMap, ...]:
    return show_numbered(
        runtime.catalog.current(),
        listings,
        runtime.words,
        outlines=runtime.boundaries,
        stations=runtime.gazetteer,
        scheme=MUNICIPALITY_SCHEME,
        max_height_px=MAP_HEIGHT_PX,
        is_narrow=True,
    )
