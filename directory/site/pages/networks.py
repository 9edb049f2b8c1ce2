"""/networks: names of all networks; /networks/{name}: its organizations, and what they ask for and offer now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.networks import Member, Network, OrganizationKey, find_networks
from directory.catalog.snapshot import Snapshot
from directory.domain.errors import DatabaseRefused, NotFound, StoreUnavailable
from directory.domain.post import PostKind, PublicPost
from directory.runtime import Runtime
from directory.site.caching import CacheDep
from directory.site.dependencies import RuntimeDep
from directory.site.pages.staff.records import read_offset
from directory.site.phrasing.day import phrase_last_day
from directory.site.phrasing.place import phrase_place
from directory.site.templating import send_page

PAGE = 100
"""Organizations on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLine:
    """One network with its counts."""

    name: str
    organizations: int
    listings: int
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingLine:
    """One organization that asks for or offers something now, and a network in which one reads it."""

    name: str
    network: str
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworksPage:
    """Context of networks/index.html."""

    template: ClassVar[str] = "networks/index.html"

    lines: tuple[NetworkLine, ...]
    speaking: tuple[SpeakingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """One post. until: its last day in words."""

    kind: PostKind
    organization: str
    text: str
    contact: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One thing that an organization runs."""

    code: str
    name: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One organization."""

    name: str
    municipality: str
    runs: tuple[RunLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """Context of networks/network.html.

    Attributes:
        posts: None = they can not be read at the moment.
        newer, older: organizations that stand before the other pages; None = there is none.
    """

    template: ClassVar[str] = "networks/network.html"

    network: Network
    posts: tuple[PostLine, ...] | None
    members: tuple[MemberLine, ...]
    newer: int | None
    older: int | None


router = APIRouter(include_in_schema=False)


@router.get("/networks")
def send_networks(request: Request, runtime: RuntimeDep, headers: CacheDep) -> Response:
    """Networks with something to see, and who speaks in them."""
    networks = tuple(each for each in _read_networks(request, runtime).values() if each.members)
    counts: dict[OrganizationKey, int] = {}
    for post in _read_posts(runtime) or ():
        counts[_key(post)] = counts.get(_key(post), 0) + 1
    lines = tuple(
        NetworkLine(
            name=each.name,
            organizations=len(each.members),
            listings=each.listings,
            posts=sum(counts.get(key, 0) for key in each.keys),
        )
        for each in networks
    )
    return send_page(request, NetworksPage(lines=lines, speaking=_speaking(networks, counts)), headers=headers)


@router.get("/networks/{name:path}")
def send_network(request: Request, runtime: RuntimeDep, headers: CacheDep, name: str, offset: str = "") -> Response:
    """One network; posts of organizations that have left it, or the directory, are not shown any more."""
    network = _read_networks(request, runtime).get(name)
    if network is None:
        raise NotFound("http_404")
    posts, start = _read_posts(runtime), read_offset(offset)
    snapshot = runtime.catalog.current()
    shown = network.members[start : start + PAGE]
    page = NetworkPage(
        network=network,
        posts=None if posts is None else tuple(_post_lines(posts, network, runtime)),
        members=tuple(_describe_member(member, snapshot, runtime) for member in shown),
        newer=max(0, start - PAGE) if start else None,
        older=start + PAGE if start + PAGE < len(network.members) else None,
    )
    return send_page(request, page, headers=headers)


def _read_networks(request: Request, runtime: Runtime) -> Mapping[str, Network]:
    """Networks of the present snapshot, gathered once for each."""
    state, snapshot = request.app.state, runtime.catalog.current()
    known: tuple[str, Mapping[str, Network]] | None = getattr(state, "networks", None)
    if known is None or known[0] != snapshot.revision:
        payloads = (snapshot.shelf.payload(row) for row in range(snapshot.number.size))
        known = (snapshot.revision, find_networks(payloads))
        state.networks = known
    return known[1]


def _read_posts(runtime: Runtime) -> tuple[PublicPost, ...] | None:
    """What is published today; None while the database is away: the listings are in memory and stay readable."""
    try:
        return runtime.store.public.posts(runtime.today())
    except (DatabaseRefused, StoreUnavailable):
        return None


def _key(post: PublicPost) -> OrganizationKey:
    return post.municipality, post.organization


def _speaking(networks: Iterable[Network], counts: Mapping[OrganizationKey, int]) -> tuple[SpeakingLine, ...]:
    """Each organization once, by its first network."""
    homes: dict[OrganizationKey, str] = {}
    for network in networks:
        for key in network.keys & counts.keys():
            homes.setdefault(key, network.name)
    return tuple(SpeakingLine(name=key[1], network=homes[key], posts=counts[key]) for key in sorted(homes))


def _post_lines(posts: Iterable[PublicPost], network: Network, runtime: Runtime) -> Iterable[PostLine]:
    return (
        PostLine(
            kind=post.kind,
            organization=post.organization,
            text=post.text,
            contact=post.contact,
            until=phrase_last_day(post.expires_on, runtime.words),
        )
        for post in posts
        if _key(post) in network.keys
    )


def _describe_member(member: Member, snapshot: Snapshot, runtime: Runtime) -> MemberLine:
    listings = tuple(snapshot.listing(row) for row in member.rows)
    return MemberLine(
        name=member.name,
        municipality=listings[0].municipality_name,
        runs=tuple(
            RunLine(code=each.code, name=each.name, place=phrase_place(each, runtime.words)) for each in listings
        ),
    )
