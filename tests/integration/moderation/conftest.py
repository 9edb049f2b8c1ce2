"""A desk over a real database: what is sent in, what is on record, and the two decisions about them."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from directory.domain.actor import Actor, Grant
from directory.domain.address import PIN_RADIUS_M, Place
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.name_reading import UNREAD
from directory.domain.resource import Placement
from directory.store.engine import Store
from directory.store.listing_payload import decode_listing
from directory.store.resource_change import ResourceChange
from directory.usecases.moderation.decide import Verdict, decide
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.scope import Scopes
from directory.usecases.submit import Claim, Parts, submit

HERE, ELSEWHERE = "11208", "39201"
TODAY = date(2026, 5, 1)
PLACES = {"くすのき台": ("a", 35.786), "並木": ("b", 35.799)}
"""Towns of 所沢 with invented districts A and B."""

BOTH = pytest.mark.parametrize(
    "backend", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
"""For what depends on the database; rules of our own are asked of one."""


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", "sqlite")


class Towns:
    names = SimpleNamespace(city_code=lambda jis: jis)

    def find_municipalities(self, name):
        return (SimpleNamespace(jis=name),)


class Placer:
    """Places an address by the town in it, and a published point as a pin."""

    def place(self, draft, venue):
        town = next((town for town in PLACES if town in venue.address), "くすのき台")
        code, latitude = PLACES[town]
        point = venue.coordinate or Coordinate(latitude=latitude, longitude=139.47)
        place = Place(
            pref="埼玉県",
            city="所沢市",
            jis=draft.municipality,
            town=town,
            coordinate=point,
            level="pin" if venue.coordinate else "town",
            radius_m=PIN_RADIUS_M if venue.coordinate else 300,
            match="exact",
        )
        district = DistrictRef(scheme="school", code=code, name=f"地区{code}", evidence="polygon")
        return Placement(place=place, districts=(district,), municipality_name="所沢市"), ()

    def place_nowhere(self, draft):
        return Placement(place=None, municipality_name="所沢市")


@pytest.fixture
def desk(store: Store) -> Desk:
    names = SimpleNamespace(read=lambda _draft, _placements: UNREAD)
    return Desk(store=store, scopes=Scopes(Towns()), names=names, open_placer=Placer)


def staff(role: str, municipality: str = HERE, district: str = "", **fields) -> Actor:
    grants = (Grant(role=role, municipality=municipality, district=district),)
    return Actor(**({"account_id": role, "name": role, "grants": grants, "is_verified": True} | fields))


MODERATOR = staff("moderator")


def draft(**fields) -> ResourceDraft:
    values = {
        "stable_key": "new",
        "source": SourceRef(source="anything"),
        "name": "たんぽぽサロン",
        "categories": ("parenting_salon",),
        "municipality": HERE,
        "description": "月に一回です。",
        "venues": (VenueDraft(key="v", name="架空会館", address="所沢市くすのき台1-1"),),
    } | fields
    return ResourceDraft(**values)


@pytest.fixture
def send(store: Store, now: datetime):
    def send_in(*, claim: Claim | None = None, enclose=None, **fields):
        parts = Parts(**({"kind": "new", "municipality": HERE, "channel": "web", "draft": draft()} | fields))
        return submit(store, parts, now=now, claim=claim, enclose=enclose)

    return send_in


@pytest.fixture
def record(store: Store, now: datetime):
    """A published record; answers its id."""

    def put(key: str = "r", **fields) -> str:
        made = draft(stable_key=key, **fields)
        placements = tuple(Placer().place(made, venue)[0] for venue in made.venues)
        with store.write(now=now) as unit:
            unit.resources.upsert(ResourceChange(draft=made, placements=placements), actor="import")
            return unit.resources.find_by_keys([key])[key].id

    return put


@pytest.fixture
def find(store: Store):
    def find_record(resource_id: str):
        with store.read() as unit:
            return unit.resources.find(resource_id)

    return find_record


@pytest.fixture
def public(store: Store):
    return lambda: [decode_listing(each) for each in store.public.read_listings()]


@pytest.fixture
def rule(desk: Desk, now: datetime):
    def decide_it(submission_id: str, decision: str = "publish", *, actor: Actor = MODERATOR, letter=None, **fields):
        verdict = Verdict(decision=decision, **fields)
        letters = {"write_letter": letter} if letter else {}
        return decide(desk, actor, submission_id, verdict, now=now, today=TODAY, **letters)

    return decide_it
