from __future__ import annotations

from dataclasses import replace

import pytest

from directory.catalog.desks import NEIGHBOUR_M, Origin, find_desks
from directory.domain.advice import Advice
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.schedule import Rule, Schedule, Window

NOON = 12 * 60
WEST = DistrictRef(scheme="school", code="27106-1", name="第1小学校区", evidence="town")
HERE = Coordinate(latitude=34.676, longitude=135.486)


def weekly(*days, start=9, end=17):
    return Schedule(
        raw="x", rules=(Rule(freq="weekly", byday=days, windows=(Window(start=start * 60, end=end * 60),)),)
    )


@pytest.fixture
def desk(make_listing):
    def make(number, *topics, **changes):
        fields = {"categories": ("advice_desk",), "advice": Advice(topics=topics), "name": f"架空の窓口{number:02d}"}
        return make_listing(number, **(fields | changes))

    return make


def ask(snapshot, topic, today, *, origin=None, minute=NOON):
    origin = origin or Origin(municipality="27106", districts=frozenset({"27106-1"}), point=HERE)
    return find_desks(snapshot, topic, origin, today=today, minute=minute, limit=6, neighbours=2)


def numbers(found):
    return [each.listing.number for each in found]


def test_open_desks_go_before_nearer_ones_that_are_closed(desk, make_snapshot, today):
    closed = desk(1, "living", districts=(WEST,), schedule=weekly(4))
    opened = desk(2, "living", schedule=weekly(2))
    assert numbers(ask(make_snapshot(closed, opened), "living", today)) == [2, 1]


def test_whoever_answers_next_goes_before_later_ones_of_the_same_district(desk, make_snapshot, today):
    friday = desk(1, "living", schedule=weekly(4))
    thursday = desk(2, "living", schedule=weekly(3))
    unknown = desk(3, "living")
    assert numbers(ask(make_snapshot(unknown, friday, thursday), "living", today)) == [2, 1, 3]


def test_hours_of_last_night_go_on_past_midnight(desk, make_snapshot, today):
    night = desk(1, "mind", schedule=weekly(0, 1, 2, 3, 4, 5, 6, start=20, end=26))
    (found,) = ask(make_snapshot(night), "mind", today, minute=60)
    assert found.is_open
    assert found.next_session.on == today
    assert not ask(make_snapshot(night), "mind", today, minute=180)[0].is_open


def test_without_a_time_nobody_is_said_to_be_open(desk, make_snapshot, today):
    later = desk(1, "living", schedule=weekly(2, start=20, end=21))
    early = desk(2, "living", districts=(WEST,), schedule=weekly(2))
    assert numbers(ask(make_snapshot(later, early), "living", today, minute=0)) == [2, 1]


def test_desks_for_anything_stand_in_but_not_where_it_must_stay_secret(desk, make_snapshot, today):
    snapshot = make_snapshot(desk(1, "anything"), desk(2, "safety"), desk(3, "living"))
    assert numbers(ask(snapshot, "living", today)) == [3, 1]
    assert numbers(ask(snapshot, "safety", today)) == [2]


def test_neighbours_are_few_near_and_only_those_of_the_topic(desk, make_snapshot, today):
    def away(number, north, *topics):
        point = replace(HERE, latitude=HERE.latitude + north)
        return desk(number, *topics, municipality="27146", municipality_name="堺市西区", coordinate=point)

    far = NEIGHBOUR_M / 111_000 + 0.01
    listings = (away(1, 0.05, "work"), away(2, 0.03, "work"), away(3, 0.01, "anything"), away(4, far, "work"))
    found = ask(make_snapshot(*listings, away(5, 0.07, "work")), "work", today)
    assert numbers(found) == [2, 1]
    assert {each.reach for each in found} == {"neighbour"}


def test_a_confidential_origin_says_no_distance(desk, make_snapshot, today):
    snapshot = make_snapshot(desk(1, "work"), desk(2, "work", coordinate=None, precision="district", address=""))
    assert [each.distance_m for each in ask(snapshot, "work", today)] == [0, None]
    nowhere = Origin(municipality="27106")
    assert [each.distance_m for each in ask(snapshot, "work", today, origin=nowhere)] == [None, None]


def test_what_serves_the_whole_town_is_there_but_not_called_the_same_district(desk, make_snapshot, today):
    whole = DistrictRef(scheme="municipality", code="27106", name="大阪市西区", evidence="service_area")
    nowhere = {"coordinate": None, "precision": "none", "address": "", "town": ""}
    snapshot = make_snapshot(
        desk(1, "work", districts=(whole,), service_area="区内全域", **nowhere),
        desk(2, "work", districts=(replace(WEST, evidence="service_area"),), service_area="第1小学校区", **nowhere),
    )
    assert {each.listing.number: each.reach for each in ask(snapshot, "work", today)} == {
        1: "municipality",
        2: "district",
    }


def test_ended_and_silent_desks_are_not_named(desk, make_snapshot, today):
    snapshot = make_snapshot(desk(1, "work", status="ended"), desk(2, "work", is_silent=True))
    assert ask(snapshot, "work", today) == ()


def test_nothing_is_found_for_a_town_that_nobody_knows(desk, make_snapshot, today):
    snapshot = make_snapshot(desk(1, "work"))
    assert ask(snapshot, "work", today, origin=Origin(municipality="99999")) == ()
