from __future__ import annotations

import pytest

from directory.assets import geodata_folder
from directory.geo.gazetteer import Gazetteer
from directory.text.reading import reading_key
from directory.usecases.hear_stations import HeardStations, hear_stations

SAKAI_NISHI, NISHI_TOKYO, YODOGAWA = "27144", "13229", "27123"


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.open(geodata_folder())


@pytest.fixture(scope="module")
def heard(gazetteer):
    return HeardStations(gazetteer)


@pytest.mark.parametrize(
    ("kana", "jis", "name"),
    [
        ("おおとり", SAKAI_NISHI, "鳳"),
        ("うえのしば", SAKAI_NISHI, "上野芝"),
        ("はまでらこうえん", SAKAI_NISHI, "浜寺公園"),
        ("たなし", NISHI_TOKYO, "田無"),
        ("ひばりがおか", NISHI_TOKYO, "ひばりヶ丘"),
        ("じゅうそう", YODOGAWA, "十三"),  # as the towns around are read; a dictionary says ジュウサン
        ("しんおおさか", YODOGAWA, "新大阪"),
    ],
)
def test_a_station_is_known_by_its_sound(heard, kana, jis, name):
    assert {one.name for one in heard.find(reading_key(kana), municipalities=[jis])} == {name}


def test_a_station_behind_the_border_is_known(heard):
    # 東羽衣 stands in 高石市, some hundred metres from 堺市西区
    assert [one.jis for one in heard.find(reading_key("ひがしはごろも"), municipalities=[SAKAI_NISHI])] == ["27225"]


def test_stations_of_other_towns_are_not_meant(heard):
    assert heard.find(reading_key("おおとり"), municipalities=[NISHI_TOKYO]) == ()
    assert heard.find(reading_key("おおとり"), municipalities=["99999"]) == ()


def test_a_station_in_two_areas_comes_once(heard):
    both = [SAKAI_NISHI, "27141"]
    found = heard.find(reading_key("うえのしば"), municipalities=both)
    assert len(found) == len(set(found)) == 1


def test_all_of_japan_is_not_read_for_one_question(gazetteer, heard):
    everywhere = [one.jis for one in gazetteer.municipalities()]
    assert heard.find(reading_key("おおとり"), municipalities=everywhere) == ()


def test_what_was_read_is_remembered(gazetteer):
    assert hear_stations(gazetteer) is hear_stations(gazetteer)
