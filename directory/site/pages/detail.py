"""/r/{code}: everything public about one listing, in the order in which people need it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.answer import Hit
from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.catalog.snapshot import Snapshot
from directory.domain.category import CATEGORIES, SENSITIVE_CODES, root_of
from directory.domain.errors import NotFound
from directory.domain.listing import Listing
from directory.formats.qr_code import QrCode, draw_qr
from directory.mapping.points import round_radius
from directory.runtime import Runtime
from directory.site.calendar_entries import has_calendar
from directory.site.dependencies import RuntimeDep
from directory.site.pages.emergency import EXIT_URL, QUIET_HEADERS, EmergencyRow, describe_emergency
from directory.site.pages.facts import FactRow, Link, describe_facts, describe_links
from directory.site.pages.phone_hours import describe_phones
from directory.site.pages.saved import MOST_SAVED, carry, is_savable, list_url, read_saved
from directory.site.pages.staff.beside import NotesInWords, show_block
from directory.site.phrasing.advice import phrase_channels, phrase_topics
from directory.site.phrasing.age import phrase_eligibility
from directory.site.phrasing.booking import phrase_booking
from directory.site.phrasing.card import Card, build_card
from directory.site.phrasing.day import phrase_date, phrase_session
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.freshness import Confirmation, phrase_confirmation
from directory.site.phrasing.kind import phrase_kind
from directory.site.phrasing.place import directions_url, name_venue, phrase_place, phrase_radius
from directory.site.phrasing.schedule import phrase_schedule, say_raw
from directory.site.public_address import keep_private, page_origin
from directory.site.supporter import PageCacheDep, SupporterDep
from directory.site.templating import send_page
from directory.site.upcoming import upcoming_occurrences, upcoming_sessions

NEARBY_M = 5_000
SHOWN_NEARBY = 3
SHOWN_VENUES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What was understood of a text, and the text itself when it says more."""

    text: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """One of the next dates. `venue` and `url` are set when it is held at another place of the same activity."""

    text: str
    venue: str
    url: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailPage:
    """Context of detail.html."""

    template: ClassVar[str] = "detail.html"

    listing: Listing
    symbol: str
    glyph: str
    kinds: tuple[str, ...]
    is_ended: bool
    is_sensitive: bool
    exit_url: str
    emergency: tuple[EmergencyRow, ...]
    topics: str
    channels: str
    confirmation: Confirmation
    dates: tuple[DateRow, ...]
    calendar_url: str
    schedule: Spoken
    ages: Spoken
    fees: Spoken
    booking: str
    phones: tuple[Link, ...]
    links: tuple[Link, ...]
    place: str
    radius: str
    directions: str
    facts: tuple[FactRow, ...]
    file_date: str
    venues: tuple[Card, ...]
    nearby: tuple[Card, ...]
    json_ld: dict[str, object]
    back_url: str
    save_url: str
    qr: QrCode
    staff: NotesInWords | None = None


router = APIRouter(include_in_schema=False)


@router.get("/r/{code}")
def send_detail(
    request: Request, runtime: RuntimeDep, headers: PageCacheDep, supporter: SupporterDep, code: str
) -> Response:
    """The page of one listing; an unknown and a hidden one look the same."""
    snapshot = runtime.catalog.current()
    row = snapshot.row_of(code)
    if row is None:
        raise NotFound("listing_unknown")
    saved = read_saved(request)[:MOST_SAVED]
    page = build_page(runtime, snapshot, snapshot.listing(row), origin=page_origin(request), saved=saved)
    page = replace(page, staff=show_block(runtime, supporter, code))
    if page.is_sensitive:
        return send_page(request, page, headers=QUIET_HEADERS)
    return send_page(request, page, headers=keep_private(request, headers))


def build_page(
    runtime: Runtime, snapshot: Snapshot, listing: Listing, *, origin: str = "", saved: tuple[str, ...] = ()
) -> DetailPage:
    """The words of the page. `origin`: where the site is known; `saved`: the 候補 that the address carries."""
    words, today = runtime.words, runtime.today()
    root = CATEGORIES[root_of(listing.categories[0])]
    return DetailPage(
        listing=listing,
        symbol=root.code,
        glyph=root.glyph,
        kinds=tuple(phrase_kind(code, words) for code in listing.categories),
        is_ended=listing.status == "ended",
        is_sensitive=bool(SENSITIVE_CODES.intersection(listing.categories)),
        exit_url=EXIT_URL,
        emergency=describe_emergency(words) if SENSITIVE_CODES.intersection(listing.categories) else (),
        topics=phrase_topics(listing.advice, words),
        channels=phrase_channels(listing.advice, words),
        confirmation=phrase_confirmation(listing.assured_on, words, today=today, is_silent=listing.is_silent),
        dates=_describe_dates(runtime, snapshot, listing),
        calendar_url=f"/r/{listing.code}.ics" if listing.schedule.rules and has_calendar(listing) else "",
        schedule=_spoken(phrase_schedule(listing.schedule, words), say_raw(listing.schedule)),
        ages=_spoken(phrase_eligibility(listing.eligibility, words), listing.eligibility.raw),
        fees=_spoken(phrase_fees(listing.fees, words), listing.fees.raw),
        booking=phrase_booking(listing, words),
        phones=describe_phones(runtime, listing),
        links=describe_links(listing, words),
        place=phrase_place(listing, words),
        radius=phrase_radius(round_radius(listing.radius_m), words),
        directions=directions_url(listing),
        facts=describe_facts(listing, words),
        file_date=phrase_date(listing.file_date, words) if listing.file_date else "",
        venues=_other_venues(runtime, snapshot, listing),
        nearby=_nearby(runtime, snapshot, listing),
        json_ld=_structured_data(listing),
        back_url=carry("/", saved),
        save_url=list_url(tuple(dict.fromkeys((*saved, listing.code)))) if is_savable(listing) else "",
        qr=draw_qr(f"{origin}/r/{listing.code}"),
    )


def _spoken(text: str, raw: str) -> Spoken:
    return Spoken(text=text, raw="" if raw == text else raw)


def _describe_dates(runtime: Runtime, snapshot: Snapshot, listing: Listing) -> tuple[DateRow, ...]:
    """The next dates at all venues, each with where it is held."""
    return tuple(
        DateRow(
            text=phrase_session(each.session, runtime.words),
            venue="" if each.listing.code == listing.code else name_venue(each.listing),
            url="" if each.listing.code == listing.code else f"/r/{each.listing.code}",
            is_cancelled=each.is_cancelled,
        )
        for each in upcoming_occurrences(runtime, snapshot, listing)
    )


def _other_venues(runtime: Runtime, snapshot: Snapshot, listing: Listing) -> tuple[Card, ...]:
    """Other places of the same activity."""
    rows = snapshot.rows_of_series(listing.series)[: SHOWN_VENUES + 1]
    others = (snapshot.listing(row) for row in rows)
    return tuple(_card(runtime, _dated(runtime, other)) for other in others if other.code != listing.code)


def _dated(runtime: Runtime, listing: Listing) -> Hit:
    """A listing with its next date, without a question that led to it."""
    return Hit(listing=listing, next_session=next(iter(upcoming_sessions(runtime, listing)), None))


def _nearby(runtime: Runtime, snapshot: Snapshot, listing: Listing) -> tuple[Card, ...]:
    """Similar places, nearest first; without a point those of the same municipality."""
    question = Criteria(categories=(root_of(listing.categories[0]),), limit=SHOWN_NEARBY)
    if listing.coordinate is not None:
        question = replace(question, near=listing.coordinate, radius_m=NEARBY_M, sort="near")
    else:
        question = replace(question, municipalities=(listing.municipality,))
    found = find(snapshot, question, today=runtime.today())
    hits = (hit for hit in found.hits(0, SHOWN_NEARBY * 4) if hit.listing.series != listing.series)
    return tuple(_card(runtime, hit) for hit, _ in zip(hits, range(SHOWN_NEARBY), strict=False))


def _card(runtime: Runtime, hit: Hit) -> Card:
    return build_card(hit, runtime.words, today=runtime.today(), parameters={})


def _structured_data(listing: Listing) -> dict[str, object]:
    """schema.org description for search engines; nothing finer than the page itself."""
    data: dict[str, object] = {"@context": "https://schema.org", "@type": "Place", "name": listing.name}
    if listing.address:
        data["address"] = listing.address
    if listing.coordinate is not None and listing.precision == "exact":
        point = listing.coordinate
        data["geo"] = {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude}
    return data
