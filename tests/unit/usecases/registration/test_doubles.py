from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from directory.catalog.holidays import JapaneseHolidays
from directory.catalog.snapshot import Snapshot, build_snapshot
from directory.domain.address import Place
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.listing import Listing
from directory.domain.schedule import Rule, Schedule
from directory.usecases.find_similar import SimilarFinder
from directory.usecases.registration.doubles import MOST_SHOWN, find_doubles
from directory.usecases.registration.place import PlaceReading

SATURDAYS = Schedule(rules=(Rule(freq="weekly", byday=(5,)),))
HERE = Coordinate(latitude=35.7276, longitude=139.5396)


def listing(number: int, **changes: object) -> Listing:
    values: dict[str, object] = {
        "code": f"t{number:05d}",
        "number": number,
        "series": f"t{number:05d}",
        "name": "みずうみ相談室",
        "categories": ("advice_desk",),
        "municipality": "13229",
        "municipality_name": "西東京市",
        "address": f"西東京市保谷町{number}-1",
        "updated_at": datetime(2026, 6, 6, tzinfo=UTC),
    }
    return Listing(**(values | changes))


def snapshot(*listings: Listing) -> Snapshot:
    encode = msgspec.json.Encoder().encode
    return build_snapshot(
        (encode(each) for each in listings),
        revision="r1",
        districts=(),
        holidays=JapaneseHolidays(),
        today=date(2026, 6, 6),
        municipality_names=lambda _: "西東京市",
    )


@pytest.fixture
def draft() -> ResourceDraft:
    return ResourceDraft(
        stable_key="k",
        source=SourceRef(source="registration"),
        name="こもれび広場",
        categories=("parenting_salon",),
        municipality="13229",
        venues=(VenueDraft(name="さくら会館", address="西東京市田無町4-1-2"),),
        schedule=SATURDAYS,
        contacts=(Contact(kind="phone", value="03-3555-0001", publicity="private"),),
    )


def find(draft: ResourceDraft, *listings: Listing) -> dict[str, tuple[str, ...]]:
    place = Place(pref="東京都", city="西東京市", jis="13229", coordinate=HERE, level="pin", radius_m=30, match="exact")
    reading = PlaceReading(place=place, municipality="13229")
    found = find_doubles(draft, reading, snapshot(*listings), SimilarFinder())
    return {each.listing.code: each.reasons for each in found}


def test_the_same_telephone_is_enough(draft):
    phone = Contact(kind="phone", value="03-3555-0001")
    assert find(draft, listing(1, contacts=(phone,))) == {"t00001": ("phone",)}


def test_an_alike_name_at_the_same_place_is_shown(draft):
    assert find(draft, listing(1, name="こもれびひろば", address="西東京市田無町4-1-2")) == {"t00001": ("name",)}


def test_the_same_venue_on_the_same_weekday_is_shown_and_on_another_not(draft):
    same = listing(1, address="西東京市田無町4-1-2", schedule=SATURDAYS)
    sunday = listing(2, address="西東京市田無町4-1-2", schedule=Schedule(rules=(Rule(freq="weekly", byday=(6,)),)))
    assert find(draft, same, sunday) == {"t00001": ("venue_day",)}


def test_others_and_other_cities_are_not(draft):
    phone = Contact(kind="phone", value="03-3555-0001")
    far = listing(2, municipality="39201", municipality_name="高知市", contacts=(phone,))
    assert find(draft, listing(1), far) == {}


def test_no_more_are_shown_than_somebody_can_look_at(draft):
    phone = Contact(kind="phone", value="03-3555-0001")
    assert len(find(draft, *(listing(number, contacts=(phone,)) for number in range(1, 12)))) == MOST_SHOWN
