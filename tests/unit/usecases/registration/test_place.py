from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.registration import FormAnswers
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.usecases.registration.place import AddressReader, read_point, read_venue, read_visibility


@pytest.fixture(scope="module")
def reader(geodata_folder: Path) -> AddressReader:
    gazetteer = Gazetteer.open(geodata_folder)
    return AddressReader(gazetteer, Geocoder(gazetteer, finer=()))


def answers(**values: str) -> FormAnswers:
    return FormAnswers(tuple(values.items()))


def codes(reading) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in reading.problems]


def test_a_postal_code_of_one_town_is_enough(reader):
    reading = reader.read(answers(postal="１８８ー００１１", lot="4丁目1-2"))
    assert reading.area == "東京都西東京市田無町"
    assert reading.municipality == "13229"
    assert reading.by_address.town == "田無町四丁目"
    assert not reading.problems


def test_a_postal_code_of_several_towns_asks_which(reader):
    reading = reader.read(answers(postal="452-0961"))
    assert codes(reading) == [("area_choice", "area_several")]
    assert "愛知県清須市春日一番割" in reading.choices
    chosen = reader.read(answers(postal="452-0961", area_choice="愛知県清須市春日一番割"))
    assert not chosen.problems
    assert chosen.area == "愛知県清須市春日一番割"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ("area", "place_missing")),
        ({"postal": "123"}, ("postal", "postal_digits")),
        ({"postal": "000-0000"}, ("area", "postal_unknown")),
        ({"area": "どこにもない町"}, ("area", "area_unknown")),
        ({"area": "東京都西東京市"}, ("area_choice", "town_missing")),
        ({"area": "西東京市"}, ("area_choice", "town_missing")),
    ],
)
def test_what_is_missing_is_asked(reader, values, expected):
    assert codes(reader.read(answers(**values))) == [expected]


def test_a_municipality_alone_offers_its_towns_or_is_taken_as_typed(reader):
    offered = reader.read(answers(area="東京都西東京市"))
    assert "東京都西東京市田無町四丁目" in offered.choices
    assert not reader.read(answers(area="東京都西東京市", area_choice="as_typed")).problems


def test_a_guess_is_asked_about_once(reader):
    asked = reader.read(answers(area="西東京市たなし町", lot="4丁目"))
    assert codes(asked) == [("area_choice", "area_unclear")]
    assert not reader.read(answers(area="西東京市たなし町", lot="4丁目", area_choice="as_typed")).problems


def test_a_pin_is_kept_near_its_address_only(reader):
    near = reader.read(answers(postal="188-0011", pin="35.727600,139.539600"))
    assert near.place.level == "pin"
    assert read_venue(answers(postal="188-0011"), near).coordinate == near.place.coordinate
    far = reader.read(answers(postal="188-0011", pin="33.559000,133.531000"))
    assert far.place is far.by_address
    assert read_venue(answers(), far).coordinate is None


@pytest.mark.parametrize("text", ["", "35.7", "a,b", "nan,nan", "91,139", "48.85,2.35", "139.5,35.7"])
def test_what_is_no_point_in_japan_is_none(text):
    assert read_point(text) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "public"),
        ({"home": "yes"}, "area_only"),
        ({"category": "abuse_advice"}, "area_only"),
        ({"home": "yes", "visibility": "public"}, "public"),
        ({"visibility": "hidden"}, "hidden"),
        ({"visibility": "everything"}, "public"),
    ],
)
def test_homes_and_protective_services_show_their_district_unless_somebody_says_otherwise(values, expected):
    assert read_visibility(answers(**values)) == expected


@pytest.mark.parametrize(
    ("values", "served"),
    [
        ({"area": "西東京市"}, "西東京市全域"),
        ({"postal": "188-0011"}, "田無町"),
        ({"area": "西東京市田無町", "served": "市内全域"}, "市内全域"),
        ({"area": "大阪市西区", "lot": "1-2-3"}, "大阪市西区全域"),
    ],
)
def test_without_a_place_it_is_asked_whom_it_serves(reader, values, served):
    reading = reader.read(answers(nowhere="yes", **values))
    assert not reading.problems
    assert reading.served == served
    assert reading.municipality in {"13229", "27106"}
    assert reading.place is reading.by_address is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ("area", "place_missing")),
        ({"area": "どこにもない町"}, ("area", "area_unknown")),
        ({"area": "西区"}, ("area_choice", "area_unclear")),
    ],
)
def test_without_a_place_its_municipality_is_still_asked(reader, values, expected):
    assert codes(reader.read(answers(nowhere="yes", **values))) == [expected]


@pytest.mark.parametrize(("said", "kept"), [("", "public"), ("area_only", "public"), ("hidden", "hidden")])
def test_without_a_place_there_is_nothing_to_keep_to_its_district(said, kept):
    typed = answers(nowhere="yes", home="yes", category="abuse_advice", visibility=said)
    assert read_visibility(typed) == kept
