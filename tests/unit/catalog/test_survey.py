from __future__ import annotations

import msgspec

from directory.catalog.survey import survey_listings
from directory.domain.coordinate import Coordinate


def encode(*listings):
    return [msgspec.json.encode(each) for each in listings]


def test_payloads_come_along_the_map_with_unplaced_last_and_equal_places_by_number(make_listing):
    far = Coordinate(latitude=43.06, longitude=141.35)
    given = encode(make_listing(1, coordinate=None), make_listing(2), make_listing(3, coordinate=far), make_listing(4))
    survey = survey_listings(given)
    assert (survey.order + 1).tolist() == survey.numbers.tolist()
    assert survey.numbers.tolist() in ([2, 4, 3, 1], [3, 2, 4, 1])


def test_towns_and_own_names_are_collected(make_listing):
    survey = survey_listings(
        encode(make_listing(1), make_listing(2, municipality_name=""), make_listing(3, town="川口"))
    )
    assert survey.towns == {"27106": {"新町一丁目", "川口"}}
    assert survey.name_municipalities(lambda _: "") == {"27106": "大阪市西区"}
    assert survey.name_municipalities(lambda _: "西区") == {"27106": "西区"}


def test_kana_are_those_of_the_towns_that_occur(make_listing):
    survey = survey_listings(encode(make_listing(1)))
    kana = {"新町一丁目": "シンマチ", "川口": "カワグチ"}
    assert survey.read_town_kana(lambda _: kana, names={"27106": "大阪市西区"}) == {"新町": ("シンマチ",)}


def test_towns_of_one_spelling_keep_every_kana(make_listing):
    survey = survey_listings(
        encode(make_listing(1, municipality="27106"), make_listing(2, municipality="28101"), make_listing(3))
    )
    kana = {"27106": {"新町一丁目": "シンマチ"}, "28101": {"新町一丁目": "シンチョウ"}}
    names = {"27106": "大阪市西区", "28101": "神戸市東灘区"}
    assert survey.read_town_kana(kana.__getitem__, names=names) == {"新町": ("シンマチ", "シンチョウ")}


def test_a_municipality_is_read_whole_by_city_and_by_ward(make_listing):
    survey = survey_listings(encode(make_listing(1, town="")))
    found = survey.read_town_kana(lambda _: {"大阪市西区": "オオサカシニシク"}, names={"27106": "大阪市西区"})
    assert found["大阪市西区"] == ("オオサカシニシク",)
    assert found["大阪市"] == ("オオサカシ",)
    assert found["西区"] == ("ニシク",)


def test_nothing_gives_nothing():
    survey = survey_listings([])
    assert (survey.order.tolist(), survey.municipality_names, survey.towns) == ([], {}, {})
