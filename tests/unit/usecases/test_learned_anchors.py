from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.domain.errors import StoreUnavailable
from directory.geo.gazetteer import Gazetteer
from directory.usecases.learned_anchors import LearnedAnchors

PIN = Place(
    pref="架空県",
    city="架空市",
    jis="99999",
    town="架空町",
    banchi="5-2",
    coordinate=Coordinate(latitude=35.7005, longitude=139.5),
    level="pin",
    radius_m=30,
    match="exact",
)
NEIGHBOUR = Place(
    pref="架空県",
    city="架空市",
    jis="99999",
    town="架空町",
    banchi="5-3",
    coordinate=Coordinate(latitude=35.7, longitude=139.5),
    level="town",
    radius_m=300,
    match="exact",
)


class Database:
    """A revision and the pins confirmed at it, on a clock that stands still until it is told."""

    def __init__(self) -> None:
        self.revision = "1"
        self.pins: tuple[Place, ...] = (PIN,)
        self.reads = 0
        self.is_away = False
        self.now = datetime(2026, 5, 1, tzinfo=UTC)

    def read_revision(self) -> str:
        if self.is_away:
            raise StoreUnavailable("database_away")
        return self.revision

    def read_pins(self) -> tuple[Place, ...]:
        self.reads += 1
        return self.pins


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def learned(database, geodata_folder) -> LearnedAnchors:
    return LearnedAnchors(
        read_revision=database.read_revision,
        read_pins=database.read_pins,
        gazetteer=Gazetteer.open(geodata_folder),
        clock=lambda: database.now,
    )


def level(learned: LearnedAnchors) -> str:
    found = learned.refine(NEIGHBOUR)
    return found.level if found else NEIGHBOUR.level


def test_nothing_is_read_until_somebody_follows(learned, database):
    assert level(learned) == "town"
    assert database.reads == 0
    assert learned.follow()
    assert level(learned) == "anchor"


def test_the_revision_is_compared_once_a_second_and_pins_are_read_when_it_changed(learned, database):
    learned.follow()
    database.revision, database.pins = "2", ()
    assert not learned.follow()
    assert level(learned) == "anchor"
    database.now += timedelta(seconds=1)
    assert learned.follow()
    assert level(learned) == "town"
    database.now += timedelta(seconds=5)
    assert not learned.follow()
    assert database.reads == 2


def test_who_has_just_written_does_not_wait(learned, database):
    learned.follow()
    database.revision, database.pins = "2", ()
    assert learned.follow(at_once=True)
    assert level(learned) == "town"


def test_another_revision_with_the_same_pins_is_no_news(learned, database):
    learned.follow()
    database.revision = "2"
    assert not learned.follow(at_once=True)


def test_while_the_database_is_away_what_was_known_stays(learned, database):
    learned.follow()
    database.is_away = True
    assert not learned.follow(at_once=True)
    assert level(learned) == "anchor"
