from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from directory.domain.address import Located, Place
from directory.domain.coordinate import Coordinate
from directory.domain.district import District, DistrictRef, DistrictRule, district_code
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.publish import project
from directory.domain.resource import ListingKey, Placement, Resource
from directory.geo.boundaries import Boundaries
from directory.geo.districts import DistrictIndex
from directory.usecases.unplaced_districts import cover_listings, cover_resources

HOME = "13229"
DISTRICT = District(
    code=district_code(municipality=HOME, scheme="架空圏域", name="架空みなみ"),
    scheme="架空圏域",
    name="架空みなみ",
    municipality=HOME,
)
RULES = (DistrictRule(district=DISTRICT.code, town="南町", chome_from=1, chome_to=3),)
TOWN = Place(
    pref="東京都",
    city="西東京市",
    jis=HOME,
    town="南町五丁目",
    chome=5,
    banchi="1-1",
    coordinate=Coordinate(latitude=35.72461, longitude=139.53689),
    level="chome",
    radius_m=377,
    match="exact",
)


class Nowhere:
    """A gazetteer that knows no town: rules need none."""

    def municipality(self, jis):
        return None

    def municipalities(self):
        return ()

    def towns(self, jis):
        return ()


class Geocoder:
    def __init__(self, located: Located) -> None:
        self.located = located

    def locate(self, text, *, near=None, postal_code=None):
        return self.located


INDEX = DistrictIndex.build((DISTRICT,), RULES, (), Boundaries(dict, Nowhere()))


def resource(place: Place | None = TOWN, **fields) -> Resource:
    values = {"address": "西東京市南町5-1-1", "labels": (), "visibility": "public", "needs_question": False, "refs": ()}
    values |= fields
    draft = ResourceDraft(
        stable_key="k",
        source=SourceRef(source="架空の一覧"),
        name="ひだまりの家（架空）",
        categories=("parenting_salon",),
        municipality=HOME,
        venues=(VenueDraft(address=values["address"], district_labels=values["labels"]),),
        visibility=values["visibility"],
    )
    placement = Placement(
        place=place,
        districts=values["refs"],
        needs_question=values["needs_question"],
        municipality_name="西東京市",
    )
    return Resource(
        id="1",
        version=1,
        draft=draft,
        placements=(placement,),
        keys=(ListingKey(code="k7f3q9", number=1),),
        updated_at=datetime(2026, 5, 1, tzinfo=UTC),
    )


CASES = [
    (resource(), "outside_ranges"),
    (resource(replace(TOWN, town="泉町一丁目", chome=1)), "town_without_rule"),
    (resource(replace(TOWN, town="南町", chome=None, banchi="")), "lot_missing"),
    (resource(replace(TOWN, town="", chome=None, banchi="", level="municipality")), "municipality_only"),
    (resource(replace(TOWN, town="", chome=None, banchi="", level="pin")), "point_only"),
    (resource(None), "address_unknown"),
    (resource(None, address=""), "no_address"),
    (resource(None, address="非公開"), "confidential"),
    (resource(None, address="", labels=("架空どこか小",)), "label_unknown"),
    (resource(needs_question=True), "not_confirmed"),
]


@pytest.mark.parametrize(("stored", "reason"), CASES)
def test_the_reason_is_what_has_to_be_mended(stored, reason):
    coverage = cover_resources([stored], INDEX)
    (found,) = coverage.unplaced
    assert (found.reason, found.name, found.code) == (reason, "ひだまりの家（架空）", "k7f3q9")
    (scheme,) = coverage.schemes
    assert (scheme.placed, scheme.unplaced, scheme.reasons) == (0, 1, ((reason, 1),))


@pytest.mark.parametrize(("stored", "reason"), CASES)
def test_the_public_answer_is_the_same_from_public_words_alone(stored, reason):
    placement = stored.placements[0]
    candidates = (placement.place,) if placement.place else ()
    if placement.needs_question:
        candidates = (placement.place, placement.place)
    located = Located(place=placement.place, candidates=candidates)
    (found,) = cover_listings(project(stored), INDEX, Geocoder(located)).unplaced
    assert (found.reason, found.code) == (reason, "k7f3q9")


def test_a_listing_with_its_district_is_counted_as_placed():
    ref = DistrictRef(scheme="架空圏域", code=DISTRICT.code, name=DISTRICT.name, evidence="town")
    coverage = cover_resources([resource(refs=(ref,))], INDEX)
    assert coverage.unplaced == ()
    assert [(each.placed, each.unplaced) for each in coverage.schemes] == [(1, 0)]


@pytest.mark.parametrize("visibility", ["area_only", "hidden"])
def test_of_confidential_resources_the_operator_sees_a_code_and_nothing_else(visibility):
    (found,) = cover_resources([resource(visibility=visibility, labels=("架空どこか小",))], INDEX).unplaced
    assert (found.reason, found.code) == ("confidential", "k7f3q9")
    assert (found.name, found.town, found.lot, found.labels) == ("", "", "", ())


def test_the_public_learns_that_there_are_area_only_listings_and_nothing_of_hidden_ones():
    class Untouched:
        def locate(self, text, *, near=None, postal_code=None):
            raise AssertionError("a confidential address was read")

    (found,) = cover_listings(project(resource(visibility="area_only")), INDEX, Untouched()).unplaced
    assert (found.reason, found.code, found.name, found.town, found.lot) == ("confidential", "", "", "", "")
    assert cover_listings(project(resource(visibility="hidden")), INDEX, Untouched()).unplaced == ()


@pytest.mark.parametrize(("town", "is_read"), [("泉町一丁目", False), ("南町五丁目", False), ("南町", True)])
def test_an_address_is_read_only_where_its_town_does_not_say_everything(town, is_read):
    asked = []

    class Watched(Geocoder):
        def locate(self, text, *, near=None, postal_code=None):
            asked.append(text)
            return self.located

    place = replace(TOWN, town=town, chome=None)
    listings = project(resource(place))
    (found,) = cover_listings(listings, INDEX, Watched(Located(place=place, candidates=(place,)))).unplaced
    assert (bool(asked), found.town) == (is_read, town)


def test_municipalities_without_a_scheme_lack_nothing():
    elsewhere = replace(TOWN, jis="39201", city="高知市", town="本町五丁目")
    assert cover_resources([resource(elsewhere)], INDEX).schemes == ()
    assert cover_resources([resource(elsewhere)], INDEX).unplaced == ()


def test_coverage_of_some_municipalities_leaves_the_others_out():
    coverage = cover_resources([resource()], INDEX)
    assert coverage.only({HOME}) == coverage
    assert coverage.only({"39201"}).unplaced == ()
