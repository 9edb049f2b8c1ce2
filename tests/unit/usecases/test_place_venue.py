from __future__ import annotations

from dataclasses import replace

import pytest

from directory.domain.address import Located, Place
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.usecases.place_venue import VenuePlacer

TOWN = Place(
    pref="東京都",
    city="西東京市",
    jis="13229",
    town="田無町一丁目",
    coordinate=Coordinate(latitude=35.7270, longitude=139.5400),
    level="chome",
    radius_m=200,
    match="exact",
)


class Rooms:
    """Geocoder, outlines, districts and names of one small town."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.asked_place: Place | None = None

    def locate(self, text, *, near=None, postal_code=None):
        return self.located if text else Located(place=None, problems=("address_blank",))

    def municipality_at(self, coordinate):
        return "13229"

    def nearest_town(self, jis, coordinate):
        return None

    def districts_of(self, *, municipality, municipality_name, place, labels=()):
        self.asked_place = place
        return (DistrictRef(scheme="municipality", code=municipality, name=municipality_name, evidence="municipality"),)

    def unknown_labels(self, *, municipality, labels):
        return tuple(label for label in labels if label != "みどり地区")

    def is_same_city(self, one, other):
        return one == other

    def municipality_name(self, jis):
        return {"13229": "西東京市", "13210": "小金井市"}.get(jis, "")


def draft(**changes) -> ResourceDraft:
    values = {
        "stable_key": "k",
        "source": SourceRef(source="架空の一覧"),
        "name": "ひだまりひろば（架空）",
        "categories": ("parenting_salon",),
        "municipality": "13229",
    }
    return ResourceDraft(**(values | changes))


def place(located: Located, venue: VenueDraft, **options):
    rooms = Rooms(located)
    placer = VenuePlacer(locator=rooms, municipalities=rooms, districts=rooms, names=rooms)
    placement, issues = placer.place(draft(), venue, **options)
    return placement, {issue.code: issue.severity for issue in issues}, rooms


def at(latitude: float, longitude: float, address: str = "田無町1-1") -> VenueDraft:
    return VenueDraft(address=address, coordinate=Coordinate(latitude=latitude, longitude=longitude))


def test_address_without_point_goes_to_its_town():
    placement, issues, _ = place(Located(place=TOWN), VenueDraft(address="田無町1-1"))
    assert placement.place == TOWN
    assert not placement.needs_question
    assert issues == {}


def test_published_point_near_its_address_becomes_a_pin():
    placement, issues, _ = place(Located(place=TOWN), at(35.7275, 139.5405))
    assert placement.place is not None
    assert (placement.place.level, placement.place.radius_m, placement.place.town) == ("pin", 30, "田無町一丁目")
    assert issues == {}


def test_point_over_a_kilometre_away_is_kept_and_reported():
    placement, issues, _ = place(Located(place=TOWN), at(35.7450, 139.5400))
    assert placement.place is not None
    assert placement.place.level == "pin"
    assert issues == {"coordinate_odd": "warning"}


def test_point_over_five_kilometres_away_is_never_pinned():
    placement, issues, rooms = place(Located(place=TOWN), at(35.8000, 139.5400))
    assert placement.needs_question
    assert issues == {"coordinate_far": "attention"}
    assert rooms.asked_place is None


@pytest.mark.parametrize("match", ["fuzzy", "inferred"])
def test_uncertain_reading_asks_before_it_is_pinned(match):
    placement, issues, _ = place(Located(place=replace(TOWN, match=match)), VenueDraft(address="田無丁1-1"))
    assert placement.needs_question
    assert issues == {f"address_{match}": "attention"}


def test_tied_readings_ask():
    other = replace(TOWN, city="小金井市", jis="13210")
    placement, issues, _ = place(Located(place=TOWN, candidates=(TOWN, other)), VenueDraft(address="本町1-1"))
    assert placement.needs_question
    assert issues == {"address_tied": "attention"}


def test_zero_zero_is_no_point():
    placement, _, _ = place(Located(place=TOWN), at(0, 0))
    assert placement.place == TOWN


def test_point_outside_japan_is_not_used():
    placement, issues, _ = place(Located(place=TOWN), at(48.85, 2.35))
    assert placement.place == TOWN
    assert issues == {"coordinate_outside": "warning"}


def test_fallback_point_of_somebodys_geocoder_is_not_used():
    placement, _, _ = place(Located(place=TOWN), at(35.7275, 139.5405), is_fallback_point=True)
    assert placement.place == TOWN


def test_blank_address_with_a_point_is_pinned_in_the_municipality_around_it():
    placement, issues, _ = place(Located(place=None), at(35.73012, 139.54012, address=""))
    assert placement.place is not None
    assert (placement.place.jis, placement.place.level, placement.place.town) == ("13229", "pin", "")
    assert issues == {"address_blank": "info"}


def test_confidential_address_stays_without_a_place():
    located = Located(place=None, problems=("address_confidential",))
    placement, issues, _ = place(located, VenueDraft(address="非公開"))
    assert placement.place is None
    assert placement.municipality_name == "西東京市"
    assert issues == {"address_confidential": "info"}


def test_address_in_another_municipality_is_listed_there_and_said():
    elsewhere = replace(TOWN, city="小金井市", jis="13210")
    placement, issues, _ = place(Located(place=elsewhere), VenueDraft(address="東京都小金井市本町1-1"))
    assert placement.municipality_name == "小金井市"
    assert issues == {"municipality_differs": "info"}


def test_a_label_that_no_scheme_knows_is_said():
    venue = VenueDraft(address="田無町1-1", district_labels=("みどり地区", "そらいろ地区"))
    _, issues, _ = place(Located(place=TOWN), venue)
    assert issues == {"district_label_unknown": "info"}


def test_placeless_resource_belongs_to_its_municipality():
    rooms = Rooms(Located(place=None))
    placer = VenuePlacer(locator=rooms, municipalities=rooms, districts=rooms, names=rooms)
    placement = placer.place_nowhere(draft())
    assert placement.place is None
    assert [each.code for each in placement.districts] == ["13229"]
