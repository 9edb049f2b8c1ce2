"""One hit -> the words of its card; the server's template and the browser's script both fill from it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

import msgspec

from directory.catalog.answer import Hit, Why
from directory.domain.category import CATEGORIES, SENSITIVE_CODES, root_of
from directory.domain.listing import Listing
from directory.site.phrasing.age import phrase_eligibility
from directory.site.phrasing.contact import phone_link, phone_of
from directory.site.phrasing.day import phrase_session, phrase_windows
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.freshness import phrase_confirmation
from directory.site.phrasing.kind import phrase_kind, phrase_need_called
from directory.site.phrasing.place import phrase_distance, phrase_place
from directory.site.phrasing.schedule import phrase_schedule
from directory.wording.words import Words

TEXT_LIMIT = 60
"""Longest published text on a card, in characters; the detail page has all of it."""

FIRST_WIDE = "\u2e80"
"""Kana, kanji and wide signs begin here. Source: Unicode, CJK Radicals Supplement."""

SPEAKING_FIELDS = frozenset({"description", "tag", "organization", "category", "place"})
"""Fields whose match is not visible in the name, so that the card says why it is here."""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """Words of one card. An empty text means that its row is left out.

    `ask`: what of the question has to be asked; `divider`: what is said above the card.
    """

    code: str
    url: str
    symbol: str
    fresh_state: str
    name: str
    glyph: str
    kind: str
    today: str = ""
    next: str = ""
    place: str = ""
    distance: str = ""
    who: str = ""
    fee: str = ""
    why: str = ""
    ask: str = ""
    divider: str = ""
    fresh: str = ""
    phone: str = ""
    phone_url: str = ""
    map_url: str = ""
    map_label: str = ""
    save_url: str = ""
    save_label: str = ""


BLANK = Card(code="", url="", symbol="", fresh_state="", name="", glyph="", kind="")
"""What the `<template>` of the page is rendered from."""


def build_card(hit: Hit, words: Words, *, today: date, parameters: dict[str, str]) -> Card:
    """The card of a hit. `parameters` are those of the page, kept by the link to the map."""
    listing = hit.listing
    root = CATEGORIES[root_of(listing.categories[0])]
    confirmation = phrase_confirmation(listing.assured_on, words, today=today, is_silent=listing.is_silent)
    phone = phone_of(listing)
    # no device may remember a place that would betray who looked for it
    is_savable = not SENSITIVE_CODES.intersection(listing.categories)
    return Card(
        code=listing.code,
        url=f"/r/{listing.code}",
        symbol=root.code,
        fresh_state=confirmation.state,
        name=listing.name,
        glyph=root.glyph,
        kind=phrase_kind(listing.categories[0], words),
        today=_phrase_today(hit, words, today=today),
        next=_phrase_next(hit, words),
        place=shorten(phrase_place(listing, words), words),
        distance=phrase_distance(hit.distance_m, words),
        who=shorten(phrase_eligibility(listing.eligibility, words), words),
        fee=shorten(phrase_fees(listing.fees, words), words),
        why=_phrase_why(hit.why, words),
        ask=words.say("list.dot").join(words.say(f"ask.{name}") for name in hit.to_ask),
        fresh=confirmation.text,
        phone=phone.value if phone else "",
        phone_url=phone_link(phone.value) if phone else "",
        map_url=map_url(listing, parameters),
        map_label=words.say("act.map_of", name=listing.name) if listing.coordinate else "",
        save_url=f"/list?ids={listing.code}" if is_savable else "",
        save_label=words.say("act.save_of", name=listing.name) if is_savable else "",
    )


def map_url(listing: Listing, parameters: dict[str, str]) -> str:
    """Link to the same answer on the map with this listing chosen; empty when it has no public point."""
    if listing.coordinate is None:
        return ""
    return f"/?{_encode_map(tuple(parameters.items()))}&sel={quote_plus(listing.code)}#map"


@lru_cache(maxsize=64)
def _encode_map(parameters: tuple[tuple[str, str], ...]) -> str:
    """The query of the map that all cards of a page share."""
    return urlencode((*parameters, ("view", "map")))


def shorten(text: str, words: Words) -> str:
    """At most TEXT_LIMIT characters on one line, or twice as many of scripts whose letters are half as wide."""
    line = " ".join(text.split())
    limit = TEXT_LIMIT if any(letter >= FIRST_WIDE for letter in line) else 2 * TEXT_LIMIT
    return line if words.cut(line, limit) == line else words.cut(line, limit - 1) + "…"


def _phrase_today(hit: Hit, words: Words, *, today: date) -> str:
    session = hit.next_session
    if session is None or session.on != today:
        return ""
    message = "card.today" if session.certainty == "certain" else "card.today_maybe"
    return words.say(message, hours=phrase_windows(session.windows, words)).strip()


def _phrase_next(hit: Hit, words: Words) -> str:
    """The next session and how it recurs; hours that all sessions share are said once."""
    schedule, session = hit.listing.schedule, hit.next_session
    if session is None:
        return shorten(phrase_schedule(schedule, words), words) or words.say("next.none")
    has_one_time = all(rule.windows == session.windows for rule in schedule.rules)
    recurrence = shorten(phrase_schedule(schedule, words, with_hours=not has_one_time), words)
    following = phrase_session(session, words)
    return words.say("card.next", date=following, schedule=recurrence) if recurrence else following


def _phrase_why(why: tuple[Why, ...], words: Words) -> str:
    """Why a hit is here, when its name alone does not show it."""
    if any(each.field in {"name", "kana"} for each in why):
        return ""
    speaking = [each for each in why if each.field in SPEAKING_FIELDS]
    # What a place is for says more than a word that stands somewhere in its texts.
    reason = next((each for each in speaking if each.field == "category"), speaking[0] if speaking else None)
    if reason is None:
        return ""
    matched = phrase_need_called(reason.matched, words) if reason.field == "category" else reason.matched
    return words.say("card.why", field=words.say(f"why.{reason.field}"), matched=shorten(matched, words))
