"""One place of a referral sheet: what a family needs to get there, cut so that three of them fit on one sheet."""

from __future__ import annotations

from dataclasses import dataclass

from directory.catalog.answer import Hit
from directory.domain.category import SENSITIVE_CODES
from directory.domain.discreet import hush, hush_name, is_telling
from directory.domain.listing import Listing
from directory.formats.qr_code import QrCode, draw_qr
from directory.runtime import Runtime
from directory.site.pages.sheet_text import cut
from directory.site.phrasing.booking import phrase_booking
from directory.site.phrasing.card import build_card
from directory.site.phrasing.contact import phone_of
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.place import phrase_place
from directory.site.upcoming import upcoming_sessions
from directory.wording.words import Words

STATION_DEGREES = 0.015
STATION_M = 1_500
"""A station helps somebody on foot up to twenty minutes away; the degrees are a square that holds that circle."""

METRES_STEP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """One place in words; what nobody knows is said, an empty text leaves its row out.

    Attributes:
        number: its number on the map, or its turn where there is no map; None for what a map does not show.
        reading: how the name is read, where somebody said so.
        state: that it has ended or rests; empty for what goes on.
        is_ended: whether it is over, so that dates and prices would only mislead.
    """

    code: str
    url: str
    number: int | None
    name: str
    reading: str
    kind: str
    state: str
    is_ended: bool
    next: str
    place: str
    way: str
    phone: str
    phone_hours: str
    fee: str
    booking: str
    fresh: str
    fresh_state: str
    qr: QrCode


def is_sensitive(listing: Listing) -> bool:
    """Whether a listing would betray why somebody carries its address."""
    return not SENSITIVE_CODES.isdisjoint(listing.categories)


def describe_entry(
    runtime: Runtime, listing: Listing, *, number: int | None, turn: int, origin: str, is_quiet: bool
) -> SheetEntry:
    """The words of one place. `turn` counts from 1; `origin` is the site's address with the path of its language."""
    words = runtime.words
    hit = Hit(listing=listing, next_session=next(iter(upcoming_sessions(runtime, listing)), None))
    card = build_card(hit, words, today=runtime.today(), parameters={})
    phone = phone_of(listing)
    name = hush_name(listing.name) if is_quiet else listing.name
    place = phrase_place(listing, words)
    say_or = _Teller(words=words, is_quiet=is_quiet).say_or
    return SheetEntry(
        code=listing.code,
        url=card.url,
        number=number,
        name=cut(name, words) or words.say("sheet.quiet_name", n=turn),
        reading="" if is_quiet or listing.kana_source == "generated" else cut(listing.kana, words),
        kind="" if is_quiet else card.kind,
        state=_phrase_state(runtime, listing),
        is_ended=listing.status == "ended",
        next=say_or("next.none", card.next),
        place=cut(hush(place) if is_quiet else place, words) or words.say("unknown_short"),
        way=say_or("", _describe_way(runtime, listing)),
        phone=card.phone or words.say("detail.no_phone"),
        phone_hours=say_or("", phone.note if phone else ""),
        fee=say_or("unknown_short", phrase_fees(listing.fees, words)),
        booking=say_or("unknown_short", phrase_booking(listing, words)),
        # that something was not checked for months says nothing any more when it is over
        fresh="" if listing.status == "ended" else card.fresh,
        fresh_state=card.fresh_state,
        qr=draw_qr(f"{origin}{card.url}"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """Says texts as long as there is room; on a discreet sheet one that tells too much is left out as a whole."""

    words: Words
    is_quiet: bool

    def say_or(self, otherwise: str, text: str) -> str:
        """The text, else the sentence of an id; no id = nothing."""
        if text and not (self.is_quiet and is_telling(text)):
            return cut(text, self.words)
        return self.words.say(otherwise) if otherwise else ""


def _phrase_state(runtime: Runtime, listing: Listing) -> str:
    if listing.status == "ended":
        return runtime.words.say("ended")
    return runtime.words.say("paused") if listing.status == "paused" else ""


def _describe_way(runtime: Runtime, listing: Listing) -> str:
    """The published way, else the nearest station; none for a place that is only known by its district."""
    if listing.access or listing.coordinate is None or listing.precision == "district":
        return listing.access
    point = listing.coordinate
    near = runtime.gazetteer.stations_around([point], within_degrees=STATION_DEGREES)
    metres, name = min(((point.distance_m(each.coordinate), each.name) for each in near), default=(STATION_M + 1, ""))
    if metres > STATION_M:
        return ""
    return runtime.words.say("sheet.station", name=name, n=max(METRES_STEP, round(metres / METRES_STEP) * METRES_STEP))
