from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from directory.domain.address import Located, Place
from directory.domain.coordinate import Coordinate
from directory.usecases.check_point import PointChecker

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
CITY = replace(TOWN, town="", level="municipality", radius_m=4000)
NOTHING = Located(place=None, problems=("address_blank",))


@dataclass
class Town:
    name: str
    coordinate: Coordinate
    is_borrowed: bool = False


class Map:
    """西東京市 south of 35.76, 東久留米市 up to 36, the sea beyond."""

    def municipality_at(self, coordinate):
        if coordinate.latitude > 36:
            return None
        return "13229" if coordinate.latitude < 35.76 else "13222"

    def nearest_town(self, jis, coordinate):
        return Town("本町一丁目", coordinate)

    def municipality_name(self, jis):
        return {"13229": "西東京市", "13222": "東久留米市"}.get(jis, "")

    def is_same_city(self, one, other):
        return one == other


def check(latitude: float, longitude: float, located: Located):
    point = Coordinate(latitude=latitude, longitude=longitude)
    checked = PointChecker(Map(), Map()).check(point, located, municipality="13229")
    return checked, [(issue.code, issue.severity) for issue in checked.issues]


def test_a_point_near_its_address_is_a_pin_with_the_words_of_the_address():
    checked, issues = check(35.72753, 139.54053, Located(place=TOWN))
    assert (checked.place.level, checked.place.radius_m, checked.place.town) == ("pin", 30, "田無町一丁目")
    assert issues == []


def test_an_odd_point_names_both_places_and_the_kilometres():
    checked, issues = check(35.74503, 139.54003, Located(place=TOWN))
    assert issues == [("coordinate_odd", "warning")]
    assert checked.issues[0].suggestion == "2.0 km（西東京市本町一丁目 ⇔ 西東京市田無町一丁目）"
    assert checked.place.level == "pin"


def test_a_far_point_is_no_pin():
    checked, issues = check(35.80003, 139.54003, Located(place=TOWN))
    assert issues == [("coordinate_far", "attention")]
    assert checked.issues[0].suggestion == "8.1 km（東久留米市本町一丁目 ⇔ 西東京市田無町一丁目）"
    assert (checked.place, checked.needs_question) == (TOWN, True)


def test_a_point_in_the_sea_gives_way_to_a_sure_address():
    checked, issues = check(36.50003, 139.54003, Located(place=TOWN))
    assert (checked.place, checked.needs_question) == (TOWN, False)
    assert issues == [("coordinate_at_sea", "warning")]


@pytest.mark.parametrize("located", [NOTHING, Located(place=CITY)])
def test_a_point_in_another_municipality_asks(located):
    checked, issues = check(35.79003, 139.54003, located)
    assert checked.needs_question
    assert issues == [("coordinate_elsewhere", "attention")]
    assert checked.issues[0].suggestion == "東久留米市本町一丁目 ⇔ 西東京市"


def test_an_address_of_the_municipality_alone_takes_the_point_inside_it():
    checked, issues = check(35.75003, 139.54003, Located(place=CITY))
    assert (checked.place.level, checked.needs_question, issues) == ("pin", False, [])


def test_a_point_in_the_sea_without_address_is_no_place():
    checked, issues = check(36.50003, 139.54003, NOTHING)
    assert checked.place is None
    assert issues == [("coordinate_at_sea", "attention")]


def test_few_decimals_are_no_finer_than_they_say():
    near = Located(place=TOWN)
    assert check(35.727, 139.541, near)[0].place.radius_m == 72
    assert check(35.73, 139.54, near)[0].place == TOWN, "720 m are coarser than the 丁目"
    alone = check(35.73, 139.54, NOTHING)[0].place
    assert (alone.level, alone.radius_m) == ("town", 720)


def test_a_guess_nearby_lends_its_town_to_the_point():
    guess = replace(TOWN, match="fuzzy")
    checked, issues = check(35.72753, 139.54053, Located(place=guess))
    assert (checked.place.level, checked.place.match, checked.place.town) == ("pin", "exact", "田無町一丁目")
    assert (checked.needs_question, issues) == (False, [])
