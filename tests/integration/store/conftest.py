"""Fictional resources for the store's tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from directory.domain.address import Place
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.draft import OrganizationDraft, ResourceDraft, SourceRef, VenueDraft
from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fee, Fees
from directory.domain.resource import Placement, Resource
from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.domain.staff_notes import StaffNotes
from directory.store.engine import Store, open_store
from directory.store.resource_change import ResourceChange
from directory.store.sqlite import connect_file

MakeChange = Callable[..., ResourceChange]

PLACE = Place(
    pref="大阪府",
    city="大阪市西区",
    ward="西区",
    jis="27106",
    town="北堀江一丁目",
    chome=1,
    koaza="字架空",
    banchi="99番",
    building="架空ビル",
    postal_code="550-9999",
    coordinate=Coordinate(latitude=34.671, longitude=135.492),
    level="block",
    radius_m=60,
    match="fuzzy",
    corrected_from="北掘江",
)
DISTRICT = DistrictRef(scheme="municipality", code="27106", name="大阪市西区", evidence="municipality")
MONTHLY = Schedule(
    raw="第2土曜 11時〜14時",
    rules=(Rule(freq="monthly", byday=(5,), nth=(2,), windows=(Window(start=660, end=840, label="昼"),)),),
    closed=(Closure(special=("new_year",), ranges=(((12, 29), (1, 3)),)),),
    cancelled=(date(2026, 5, 9),),
    added=(date(2026, 5, 16),),
    flags=("irregular",),
    leftover="ほか",
)


def placement_for(place: Place | None = PLACE, **fields: Any) -> Placement:
    return Placement(place=place, districts=(DISTRICT,), municipality_name="大阪市西区", **fields)


def venue(number: int, **fields: Any) -> VenueDraft:
    return VenueDraft(**{"key": f"venue-{number}", "name": f"会場{number}", "address": f"北堀江1-{number}"} | fields)


def change(key: str = "a", *, attention: tuple[str, ...] = (), **fields: Any) -> ResourceChange:
    """A small public resource with one venue; `fields` replace those of the draft."""
    values = {
        "stable_key": key,
        "source": SourceRef(source="fictional", record_id=key, file="town.csv", file_sha256="0" * 64, row=2),
        "name": f"架空食堂{key}",
        "categories": ("child_cafe",),
        "municipality": "27106",
        "venues": (venue(1),),
    } | fields
    draft = ResourceDraft(**values)
    placements = tuple(placement_for() for _ in draft.venues) or (Placement(place=None, districts=(DISTRICT,)),)
    return ResourceChange(draft=draft, placements=placements, attention=attention)


RICH_SOURCE = SourceRef(
    source="fictional",
    record_id="77",
    file="town.xlsx",
    file_sha256="f" * 64,
    sheet="一覧",
    row=12,
    licence="CC BY 4.0",
    attribution="架空市",
    file_date=date(2026, 4, 1),
)
RICH_VENUE = venue(
    1,
    building="2階",
    host="架空保育園",
    postal_code="550-0014",
    coordinate=Coordinate(latitude=34.5, longitude=135.5),
    access="駅から3分",
    district_labels=("堀江", "西"),
    schedule=MONTHLY,
    eligibility=Eligibility(raw="0歳", min_months=0, max_months=11, stages=("infant",)),
    fees=Fees(raw="百円", prices=(Fee(stage="child", yen=100),)),
)


RICH_NOTES = StaffNotes(
    referral="まず電話で",
    vacancy="few",
    vacancy_text="あと2人",
    vacancy_on=date(2026, 4, 2),
    cautions="階段だけ",
    contacts=(Contact(kind="email", value="a@example.invalid", publicity="staff"),),
)


def rich_change() -> ResourceChange:
    """A resource that uses every field there is."""
    own_place = replace(PLACE, chome=None, postal_code=None, corrected_from=None, level="pin", match="exact")
    built = change(
        "rich",
        source=RICH_SOURCE,
        kana="カクウショクドウ",
        categories=("child_cafe", "food_pantry"),
        organization=OrganizationDraft(name="架空の会", corporate_number="9999999999999", networks=("網二", "網一")),
        department="子育て課",
        description="説明\n「引用」😀",
        tags=("親子", "夕食"),
        venues=(RICH_VENUE, venue(2)),
        service_area="市内",
        schedule=Schedule(raw="未定", flags=("irregular",)),
        eligibility=Eligibility(raw="どなたでも", stages=("anyone",), flags=("approximate",), leftover="x"),
        fees=Fees(raw="無料", free_for_children="yes", flags=("ask",), leftover="y"),
        facts=(("free", "yes"), ("parking", "no")),
        contacts=(
            Contact(kind="phone", value="06-0000-0000", raw="06(0000)0000", note="平日"),
            Contact(kind="email", value="a@example.invalid", publicity="staff"),
        ),
        capacity=30,
        booking="電話で",
        status="paused",
        assured_on=date(2026, 3, 1),
        extra=(("備考", "特になし"), ("備考", "二つ目")),
        staff_notes=RICH_NOTES,
    )
    return replace(
        built,
        placements=(placement_for(own_place), placement_for(PLACE, needs_question=True)),
        attention=("address_fuzzy", "schedule_contradiction"),
    )


@pytest.fixture
def make_change() -> MakeChange:
    return change


@pytest.fixture
def make_venue() -> Callable[..., VenueDraft]:
    return venue


@pytest.fixture
def make_placement() -> Callable[..., Placement]:
    return placement_for


@pytest.fixture
def rich() -> ResourceChange:
    return rich_change()


@pytest.fixture
def place() -> Place:
    return PLACE


@pytest.fixture
def put(store: Store, now: datetime) -> Callable[..., tuple[str, ...]]:
    """Store changes in one transaction; answers what became of them."""

    def put_changes(*changes: ResourceChange, at: datetime = now) -> tuple[str, ...]:
        with store.write(now=at) as unit:
            return unit.resources.upsert_many(changes, actor="tester")

    return put_changes


@pytest.fixture
def write_from_two_stores(store: Store, database_url: str, now: datetime) -> Callable[[int], None]:
    """So many new resources from each of two stores at once, each in a transaction of its own."""

    def write(where: Store, name: str, count: int) -> None:
        for number in range(count):
            with where.write(now=now) as unit:
                unit.resources.upsert(change(f"{name}{number}"), actor="tester")

    def write_from_both(count: int) -> None:
        other = open_store(database_url)
        thread = threading.Thread(target=write, args=(other, "x", count))
        thread.start()
        write(store, "y", count)
        thread.join()
        other.close()

    return write_from_both


@pytest.fixture
def get(store: Store) -> Callable[[str], Resource]:
    """The stored resource with a stable key."""

    def get_resource(key: str) -> Resource:
        with store.read() as unit:
            found = unit.resources.find(unit.resources.find_by_keys([key])[key].id)
        assert found is not None
        return found

    return get_resource


@pytest.fixture
def published_bytes(store: Store) -> Callable[[], bytes]:
    """Everything public, as stored."""
    return lambda: b"\n".join(store.public.read_listings())


@pytest.fixture
def open_sqlite() -> Iterator[Callable[..., Any]]:
    """Bare connections to SQLite files, closed at the end."""
    opened = []

    def connect(path: Any, *, mode: str = "rwc") -> Any:
        opened.append(connect_file(path, mode=mode))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()
