from __future__ import annotations

import pytest

from directory.assets import geodata_folder
from directory.domain.coordinate import Coordinate
from directory.geo.gazetteer import Gazetteer

TANASHI = Coordinate(latitude=35.7275, longitude=139.5395)


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.open(geodata_folder())


def test_stations_around_a_point_come_nearest_first_and_each_name_once(gazetteer):
    names = [station.name for station in gazetteer.stations_around([TANASHI], within_degrees=0.03)]
    assert names[0] == "田無"
    assert "保谷" in names
    assert "高知" not in names
    assert len(names) == len(set(names))


def test_stations_around_several_points_are_those_of_all(gazetteer):
    kochi = Coordinate(latitude=33.567, longitude=133.543)
    names = {station.name for station in gazetteer.stations_around([TANASHI, kochi], within_degrees=0.02)}
    assert {"田無", "高知"} <= names


def test_without_points_there_are_no_stations(gazetteer):
    assert gazetteer.stations_around([], within_degrees=1) == ()


def test_a_municipality_is_read_beside_its_towns(gazetteer):
    kana = gazetteer.place_kana("13229")
    assert kana["西東京市"] == "ニシトウキョウシ"
    assert len(kana) > 10
    assert gazetteer.place_kana("99999") == {}
