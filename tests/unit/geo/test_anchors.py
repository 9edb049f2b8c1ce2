from __future__ import annotations

from dataclasses import replace

import pytest

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.geo.anchors import Anchors
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder

NORTH_M = 1 / 111_195


@pytest.fixture(scope="module")
def gazetteer(geodata_folder) -> Gazetteer:
    return Gazetteer.open(geodata_folder)


def pinned(gazetteer: Gazetteer, address: str, *, north_m: float = 60) -> Place:
    """The address as if a person had set its pin that far north of the town's point."""
    place = Geocoder(gazetteer).locate(address).place
    assert place is not None
    point = place.coordinate
    moved = Coordinate(latitude=point.latitude + north_m * NORTH_M, longitude=point.longitude)
    return replace(place, coordinate=moved, level="pin", radius_m=30)


def locate(gazetteer: Gazetteer, pins: list[Place], address: str) -> Place:
    found = Geocoder(gazetteer, finer=(Anchors(pins, gazetteer),)).locate(address).place
    assert found is not None
    return found


def test_a_neighbour_stands_at_the_pin_and_is_understood_as_before(gazetteer):
    pin = pinned(gazetteer, "東京都西東京市保谷町3丁目5-2")
    plain = locate(gazetteer, [], "西東京市保谷町3-5-3")
    found = locate(gazetteer, [pin], "西東京市保谷町3-5-3")
    assert found == replace(plain, coordinate=pin.coordinate, level="anchor", radius_m=70)
    assert found.match == plain.match == "variant"


@pytest.mark.parametrize("address", ["西東京市保谷町2-5-3", "西東京市保谷町3", "西東京市保谷町3-40-1", "西東京市"])
def test_other_towns_and_other_lots_keep_their_own_point(gazetteer, address):
    pin = pinned(gazetteer, "東京都西東京市保谷町3丁目5-2")
    assert locate(gazetteer, [pin], address) == locate(gazetteer, [], address)


def test_the_gate_acts_where_anchors_hurt(gazetteer):
    # every lot lies on the other side of the town than the lots beside it
    towns = [f"保谷町{number}丁目" for number in range(1, 7)]
    pins = [
        pinned(gazetteer, f"東京都西東京市{town}{lot}番1号", north_m=150 if lot % 2 else -150)
        for town in towns
        for lot in range(1, 7)
    ]
    anchors = Anchors(pins, gazetteer)
    (trial,) = anchors.trials()
    assert (trial.municipality, trial.pins, trial.verdict) == ("13229", 36, "hurts")
    assert locate(gazetteer, pins, "西東京市保谷町3-5-3").level == "chome"
    # a handful of the same pins is not judged, and used
    assert locate(gazetteer, pins[:18], "西東京市保谷町3-5-3").level == "anchor"


def test_where_nobody_confirmed_anything_nothing_changes(gazetteer):
    assert Anchors((), gazetteer).trials() == ()
    assert locate(gazetteer, [], "西東京市保谷町3-5-3").level == "chome"
