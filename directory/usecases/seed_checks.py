"""Fill an empty database with what the black-box checks look for: public places, canaries, a place that flips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import SystemRandom

from directory.domain.address import Place
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.errors import DatabaseRefused
from directory.domain.resource import Resource
from directory.domain.visibility import Visibility
from directory.store.engine import Store
from directory.store.resource_change import ResourceChange
from directory.usecases.place_venue import VenuePlacer
from directory.usecases.point_codes import encode_geohash, encode_plus_code
from directory.usecases.seed_towns import Outlines, Towns, choose_quarters

ACTOR = "seed"
MUNICIPALITIES = (("A", "13229"), ("B", "39201"))
"""西東京市 and 高知市. Source: trust.md section 8."""

PUBLIC_PER_MUNICIPALITY = 100

CATEGORIES = ("child_cafe", "parenting_salon", "support_center", "advice_desk", "meeting_space")

RARE_LETTERS = (
    "鮗鮟鮠鮴鯀鯆鯊鯏鯑鯒鯔鯡鯣鯤鯱鰄鰆鰉鰌鰒鰓鰔鰛鰡鰤鰥鰮鰰鰲鱆鱇鱒鱚鱠鱧鱶鱸"
    "鴃鴆鴉鴒鴕鴟鴣鴦鴪鴾鴿鵁鵄鵆鵈鵐鵑鵙鵜鵝鵞鵤鵯鵲鵺鶇鶚鶤鶩鶫鶲鶸鶺鶻鷁鷂鷆鷏鷓鷙鷦鷭鷯鷽鸚鸛鸞"
)
"""Rare kanji that mean no number, town or kind: digits and Latin letters come near other names and numbers, so that a
search for such a token would find something although it is known nowhere."""

WORD_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """A confidential place (or the one that flips) and everything by which it could be recognised."""

    alias: str
    resource: Resource
    token: str

    @property
    def place(self) -> Place | None:
        """Its exact place."""
        return self.resource.placements[0].place

    @property
    def codes(self) -> tuple[str, ...]:
        """Other spellings of its exact point."""
        if self.place is None:
            return ()
        return (encode_geohash(self.place.coordinate), encode_plus_code(self.place.coordinate))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeededChecks:
    """What was seeded: resources by alias, and the canaries among them."""

    resources: tuple[tuple[str, Resource], ...]
    canaries: tuple[Canary, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    alias: str
    draft: ResourceDraft
    token: str = ""


def seed_checks(*, store: Store, placer: VenuePlacer, towns: Towns, outlines: Outlines, now: datetime) -> SeededChecks:
    """200 public resources, two area_only and two hidden canaries, one flip resource.

    Raises:
        DatabaseRefused: not_empty.
    """
    tokens = _deal_tokens()
    planned = [each for letter, jis in MUNICIPALITIES for each in _plan(letter, jis, towns, outlines, tokens)]
    with store.write(now=now) as unit:
        if next(iter(unit.resources.all_resources()), None) is not None:
            raise DatabaseRefused("not_empty")
        changes = [_change(each.draft, placer) for each in planned]
        unit.resources.upsert_many(changes, actor=ACTOR)
        stored = unit.resources.find_by_keys([each.draft.stable_key for each in planned])
        loaded = {each.alias: unit.resources.find(stored[each.draft.stable_key].id) for each in planned if each.alias}
    resources = {alias: resource for alias, resource in loaded.items() if resource is not None}
    canaries = tuple(
        Canary(alias=each.alias, resource=resources[each.alias], token=each.token) for each in planned if each.token
    )
    return SeededChecks(resources=tuple(resources.items()), canaries=canaries, count=len(planned))


def _deal_tokens() -> Iterator[str]:
    """Random words without a common letter, so that none resembles another."""
    dealt = "".join(SystemRandom().sample(RARE_LETTERS, len(RARE_LETTERS)))
    return (dealt[start : start + WORD_LENGTH] for start in range(0, len(dealt) - WORD_LENGTH + 1, WORD_LENGTH))


def _plan(letter: str, jis: str, towns: Towns, outlines: Outlines, tokens: Iterator[str]) -> Iterator[_Planned]:
    """Public places and the canaries of one municipality."""
    city = towns.municipality_name(jis)
    wanted: list[tuple[str, Visibility]] = [(f"area_{letter}", "area_only"), (f"hidden_{letter}", "hidden")]
    if letter == "A":
        wanted.append(("flip", "public"))
    quarters = choose_quarters(jis, len(wanted), towns, outlines)
    crowd = quarters.crowd
    for number in range(PUBLIC_PER_MUNICIPALITY):
        alias = {0: f"public_{letter}", 1: f"owned_{letter}" if letter == "A" else ""}.get(number, "")
        address = f"{city}{crowd[number % len(crowd)]}{number + 1}番1号"
        yield _Planned(alias=alias, draft=_draft(jis, address, number, "public"))
    for (alias, visibility), town in zip(wanted, quarters.lonely, strict=True):
        token = next(tokens)
        address = f"{city}{town.name}{token}館1番1号"
        # the name of an area_only place is public, so the word that must stay unknown stands in its address alone
        name = next(tokens) if visibility == "area_only" else token
        yield _Planned(alias=alias, token=token, draft=_draft(jis, address, 0, visibility, token=name))


def _draft(jis: str, address: str, number: int, visibility: Visibility, *, token: str = "") -> ResourceDraft:
    name = f"検査用のひろば{token or number + 1}"
    return ResourceDraft(
        stable_key=sha256(f"seed\n{jis}\n{name}\n{visibility}".encode()).hexdigest()[:32],
        source=SourceRef(source="seed", record_id=token or str(number + 1)),
        name=name,
        categories=(CATEGORIES[number % len(CATEGORIES)],),
        municipality=jis,
        description="検査のための架空の記録です。",
        venues=(VenueDraft(key="1", address=address),),
        visibility=visibility,
    )


def _change(draft: ResourceDraft, placer: VenuePlacer) -> ResourceChange:
    placement, _ = placer.place(draft, draft.venues[0])
    return ResourceChange(draft=draft, placements=(placement,))
