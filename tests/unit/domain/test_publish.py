from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from directory.domain.address import Place
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.listing import Listing
from directory.domain.publish import project
from directory.domain.resource import ListingKey, Placement, Resource

EXACT_ADDRESS = "泉町七丁目8番9号"
PLACE = Place(
    pref="東京都",
    city="西東京市",
    jis="13229",
    town="泉町七丁目",
    banchi="8番9号",
    coordinate=Coordinate(latitude=35.7391, longitude=139.5502),
    level="chome",
    radius_m=150,
    match="exact",
)


def resource(*, visibility="public", placement=None, **changes) -> Resource:
    values = {
        "stable_key": "k",
        "source": SourceRef(source="架空", record_id="7"),
        "name": "ひだまり（架空）",
        "categories": ("meeting_space",),
        "municipality": "13229",
        "venues": (
            VenueDraft(
                address=EXACT_ADDRESS,
                building="ひだまり館",
                name="ひだまり館",
                postal_code="2020011",
                access="駅から北へ",
                district_labels=("泉小学校",),
            ),
        ),
        "visibility": visibility,
    }
    return Resource(
        id="00000000-0000-4000-8000-000000000001",
        version=1,
        draft=ResourceDraft(**(values | changes)),
        placements=(placement or Placement(place=PLACE, municipality_name="西東京市"),),
        keys=(ListingKey(code="k7f3q9", number=1),),
        updated_at=datetime(2026, 6, 1, tzinfo=UTC),
    )


def test_public_resource_is_listed_with_its_point_and_precision():
    (listing,) = project(resource())
    assert (listing.coordinate, listing.level, listing.radius_m) == (PLACE.coordinate, "chome", 150)
    assert listing.precision == "approximate"
    assert listing.address == EXACT_ADDRESS


def test_hidden_resource_is_not_listed():
    assert project(resource(visibility="hidden")) == ()


def test_area_only_listing_holds_nothing_of_its_place():
    (listing,) = project(resource(visibility="area_only"))
    text = repr(listing)
    for secret in (EXACT_ADDRESS, "泉町", "ひだまり館", "2020011", "駅から北へ", "泉小学校", "35.7", "139.5"):
        assert secret not in text
    assert listing.precision == "district"


@pytest.mark.parametrize("text", ["場所は泉町七丁目8番9号です。", "ひだまり館 の2階", "玄関は8番9号、青い戸"])
def test_area_only_text_that_names_the_place_is_withheld(text):
    (listing,) = project(resource(visibility="area_only", description=text, booking="電話で"))
    assert (listing.description, listing.booking) == ("", "電話で")
    (open_listing,) = project(resource(description=text))
    assert open_listing.description == text


def test_place_that_must_be_asked_about_gets_no_pin():
    (listing,) = project(resource(placement=Placement(place=PLACE, needs_question=True)))
    assert listing.coordinate is None
    assert listing.address == EXACT_ADDRESS


def test_municipality_level_is_listed_without_a_pin():
    place = replace(PLACE, level="municipality", town="")
    (listing,) = project(resource(placement=Placement(place=place)))
    assert listing.coordinate is None
    assert listing.precision == "municipality"


def test_only_public_contacts_are_listed():
    contacts = (
        Contact(kind="phone", value="042-000-0000"),
        Contact(kind="phone", value="090-0000-0000", publicity="staff"),
        Contact(kind="email", value="a@example.jp", publicity="private"),
    )
    (listing,) = project(resource(contacts=contacts))
    assert listing.contacts == contacts[:1]


def test_placeless_resource_gives_one_listing_without_a_place():
    (listing,) = project(resource(venues=(), placement=Placement(place=None)))
    assert listing.precision == "none"


def test_rotating_venues_give_one_listing_each_that_know_each_other():
    base = resource()
    venues = tuple(VenueDraft(key=str(number), address=f"泉町{number}") for number in range(3))
    series = replace(
        base,
        draft=base.draft.model_copy(update={"venues": venues}),
        placements=base.placements * 3,
        keys=tuple(ListingKey(code=f"code0{number}", number=number) for number in range(3)),
    )
    listings = project(series)
    assert [listing.code for listing in listings] == ["code00", "code01", "code02"]
    assert {listing.series for listing in listings} == {"code00"}


@pytest.mark.parametrize("name", ["id", "visibility", "exact", "stable_key", "extra", "attention"])
def test_listing_has_no_field_for_what_is_private(name):
    assert name not in {each.name for each in fields(Listing)}
