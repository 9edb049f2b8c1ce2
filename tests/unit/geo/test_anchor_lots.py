from __future__ import annotations

from dataclasses import replace

import pytest

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.geo.anchor_lots import AnchorLots
from directory.text.lot_order import LotNumber

MIDDLE = Coordinate(latitude=35.7, longitude=139.5)
TOWN = ("99999", "架空町一丁目", "")
METRE = 1 / 111_195
"""Degrees of latitude."""


def pin(banchi: str, metres_north: float, **changes: object) -> Place:
    place = Place(
        pref="架空県",
        city="架空市",
        jis="99999",
        town="架空町一丁目",
        chome=1,
        banchi=banchi,
        coordinate=Coordinate(latitude=35.7 + metres_north * METRE, longitude=139.5),
        level="pin",
        radius_m=30,
        match="exact",
    )
    return replace(place, **changes)


def north_of(lots: AnchorLots, main: int, sub: int = 0, *, series: str = "", reach_m: int = 300) -> int | None:
    """Metres that the lent point lies north of the town's point."""
    lot = LotNumber(series=series, main=main, sub=sub)
    found = lots.find_neighbour(TOWN, lot, middle=MIDDLE, reach_m=reach_m)
    return None if found is None else round((found.coordinate.latitude - 35.7) / METRE)


def radius(one: str, main: int, sub: int, reach_m: int = 300) -> int | None:
    found = AnchorLots([pin(one, 50)]).find_neighbour(
        TOWN, LotNumber(series="", main=main, sub=sub), middle=MIDDLE, reach_m=reach_m
    )
    return found.radius_m if found else None


def test_the_numerically_nearest_lot_lends_its_point():
    lots = AnchorLots([pin("3-1", 30), pin("5-1", 50), pin("9-1", 90)])
    assert north_of(lots, 6, 2) == 50
    assert north_of(lots, 3) == 30


def test_of_equally_near_lots_the_nearer_sub_number_wins():
    lots = AnchorLots([pin("6-20", 20), pin("6-4", 40), pin("6-12", 12)])
    assert north_of(lots, 6, 5) == 40


@pytest.mark.parametrize(
    "other", [{"town": "架空町二丁目"}, {"jis": "99998"}, {"koaza": "字北"}, {"banchi": "甲6-1"}, {"banchi": "無番地"}]
)
def test_pins_of_another_town_or_series_lend_nothing(other):
    assert north_of(AnchorLots([replace(pin("6-1", 60), **other)]), 6, 1) is None


def test_a_pin_farther_off_than_the_town_reaches_is_not_believed():
    lots = AnchorLots([pin("6-1", 310)])
    assert north_of(lots, 6, 1, reach_m=300) is None
    assert north_of(lots, 6, 1, reach_m=320) == 310


def test_a_lot_too_far_along_lends_nothing():
    lots = AnchorLots([pin("6-1", 60)])
    assert north_of(lots, 7, reach_m=300) == 60
    assert north_of(lots, 8, reach_m=300) is None
    assert north_of(lots, 8, reach_m=200) == 60


def test_the_radius_grows_with_the_distance_of_the_lots():
    found = [radius("6-1", 6, 1), radius("6-1", 6, 3), radius("6-1", 6, 8), radius("6-1", 6, 40), radius("6-1", 7, 1)]
    assert found == [60, 70, 100, 150, 150]


def test_an_anchor_that_says_no_more_than_the_town_is_left_alone():
    assert radius("6-1", 6, 40, reach_m=150) is None


def test_towns_and_municipalities_are_counted_once():
    lots = AnchorLots([pin("1", 1), pin("2", 2, jis="99998"), pin("3", 3)])
    assert lots.municipalities == ("99998", "99999")
    assert len(lots.of_municipality("99999")) == 2
