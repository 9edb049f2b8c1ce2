"""/help: 困ったとき; first what it is about, then who listens: who answers now or next, and who is near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.desks import Desk, Origin, find_desks
from directory.catalog.snapshot import Snapshot
from directory.domain.advice import SENSITIVE_TOPICS, TOPIC_CODES
from directory.domain.listing import Listing
from directory.runtime import Runtime
from directory.site.caching import CacheDep
from directory.site.dependencies import RuntimeDep
from directory.site.pages.emergency import EXIT_URL, QUIET_HEADERS, EmergencyRow, describe_emergency
from directory.site.pages.facts import Link, describe_contacts, describe_links
from directory.site.phrasing.advice import phrase_channels, phrase_level
from directory.site.phrasing.opening import Opening, phrase_opening
from directory.site.phrasing.place import phrase_distance, phrase_place
from directory.site.templating import encode_query, send_page

SHOWN_DESKS = 6
SHOWN_NEIGHBOURS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One large button. `code` is empty for towns."""

    code: str
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage:
    """Context of help/topics.html. origin: name of the listing from which somebody comes; empty without one."""

    template: ClassVar[str] = "help/topics.html"

    origin: str
    origin_url: str
    choices: tuple[Choice, ...]
    emergency: tuple[EmergencyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCard:
    """One desk in words; an empty text means that its row is left out."""

    name: str
    url: str
    level: str
    opening: Opening
    phones: tuple[Link, ...]
    links: tuple[Link, ...]
    channels: str
    place: str
    distance: str
    is_near: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DesksPage:
    """Context of help/desks.html.

    Attributes:
        place: name of the municipality; empty while somebody has to choose one of `towns`.
        back_url: to the other topics.
        all_url: every desk of the municipality.
        emergency: empty unless the topic is sensitive.
    """

    template: ClassVar[str] = "help/desks.html"

    topic: str
    is_sensitive: bool
    exit_url: str
    place: str
    towns: tuple[Choice, ...]
    desks: tuple[DeskCard, ...]
    neighbours: tuple[DeskCard, ...]
    back_url: str
    all_url: str
    emergency: tuple[EmergencyRow, ...]


router = APIRouter(include_in_schema=False)


@router.get("/help")
def send_help(request: Request, runtime: RuntimeDep, headers: CacheDep) -> Response:
    """The topics, or the desks of one; what nobody knows in the address is left out, so that no link leads nowhere."""
    snapshot, asked = runtime.catalog.current(), request.query_params
    origin = _listing_of(snapshot, asked.get("from", ""))
    topic = asked.get("topic", "")
    if topic not in TOPIC_CODES:
        return send_page(request, _describe_topics(runtime, origin, asked.get("municipality", "")), headers=headers)
    page = _describe_desks(runtime, snapshot, topic, origin, asked.get("municipality", ""))
    return send_page(request, page, headers=QUIET_HEADERS if page.is_sensitive else headers)


def _listing_of(snapshot: Snapshot, code: str) -> Listing | None:
    row = snapshot.row_of(code)
    return None if row is None else snapshot.listing(row)


def _describe_topics(runtime: Runtime, origin: Listing | None, municipality: str) -> TopicsPage:
    words = runtime.words
    return TopicsPage(
        origin=origin.name if origin else "",
        origin_url=f"/r/{origin.code}" if origin else "",
        choices=tuple(
            Choice(
                code=code,
                label=words.say(f"topic.{code}"),
                url=_help_url(origin, topic=code, municipality=municipality),
            )
            for code in TOPIC_CODES
        ),
        emergency=describe_emergency(words, only_life=True),
    )


def _describe_desks(
    runtime: Runtime, snapshot: Snapshot, topic: str, origin: Listing | None, municipality: str
) -> DesksPage:
    words, is_sensitive = runtime.words, topic in SENSITIVE_TOPICS
    start = _start(runtime, snapshot, origin, municipality)
    desks = _find(runtime, snapshot, topic, start) if start else ()
    others = tuple(desk for desk in desks if origin is None or desk.listing.series != origin.series)
    return DesksPage(
        topic=words.say(f"topic.{topic}"),
        is_sensitive=is_sensitive,
        exit_url=EXIT_URL,
        place=snapshot.municipality_names.get(start.municipality, "") if start else "",
        towns=() if start else _towns(snapshot, topic),
        desks=tuple(_card(runtime, desk) for desk in others if desk.reach != "neighbour"),
        neighbours=tuple(_card(runtime, desk) for desk in others if desk.reach == "neighbour"),
        back_url=_help_url(origin, municipality=municipality),
        all_url="/" + encode_query({"cat": "advice_desk", **({"municipality": start.municipality} if start else {})}),
        emergency=describe_emergency(words) if is_sensitive else (),
    )


def _start(runtime: Runtime, snapshot: Snapshot, origin: Listing | None, municipality: str) -> Origin | None:
    """Where help is wanted; a directory of one town asks nobody."""
    if origin is not None:
        return Origin.of(origin)
    known = snapshot.municipality_names
    only = next(iter(known)) if len(known) == 1 else ""
    code = next((each for each in (municipality, runtime.settings.home_municipality, only) if each in known), "")
    return Origin(municipality=code) if code else None


def _find(runtime: Runtime, snapshot: Snapshot, topic: str, start: Origin) -> tuple[Desk, ...]:
    return find_desks(
        snapshot,
        topic,
        start,
        today=runtime.today(),
        minute=runtime.minute(),
        # one more: whoever comes from a desk does not look for the same one
        limit=SHOWN_DESKS + 1,
        neighbours=SHOWN_NEIGHBOURS,
    )


def _towns(snapshot: Snapshot, topic: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(code="", label=name, url=_help_url(None, topic=topic, municipality=code))
        for code, name in snapshot.municipality_names.items()
    )


def _help_url(origin: Listing | None, *, topic: str = "", municipality: str = "") -> str:
    given = {"from": origin.code if origin else "", "topic": topic, "municipality": "" if origin else municipality}
    return "/help" + encode_query({name: value for name, value in given.items() if value})


def _card(runtime: Runtime, desk: Desk) -> DeskCard:
    words, listing = runtime.words, desk.listing
    return DeskCard(
        name=listing.name,
        url=f"/r/{listing.code}",
        level=phrase_level(listing.advice, words),
        opening=phrase_opening(desk.next_session, words, now=runtime.local_time(), is_open=desk.is_open),
        phones=tuple(link for link in describe_contacts(listing, words) if link.url),
        links=tuple(link for link in describe_links(listing, words) if link.url),
        channels=phrase_channels(listing.advice, words),
        place=phrase_place(listing, words),
        distance=phrase_distance(desk.distance_m, words),
        is_near=desk.reach == "district",
    )
