from __future__ import annotations

import msgspec
import pytest

from directory.catalog import base as base_module
from directory.catalog.base import write_base
from directory.domain.coordinate import Coordinate
from directory.search.array_file import KeptArrays
from tests.unit.catalog.surroundings import surroundings

SURROUNDINGS = surroundings()


@pytest.fixture
def listings(make_listing):
    return [
        msgspec.json.encode(
            make_listing(
                number,
                name=f"こもれび食堂{number}",
                coordinate=Coordinate(latitude=34 + number % 7 / 10, longitude=135.0),
            )
        )
        for number in range(1, 40)
    ]


def arrays_of(listings, today):
    sink = KeptArrays()
    label = write_base(listings, sink, revision="1", today=today, surroundings=SURROUNDINGS)
    found = sink.finish(label).by_name
    return label, {name: (array.dtype.str, array.shape, array.tobytes()) for name, array in found.items()}


def test_two_processes_build_byte_for_byte_what_one_builds(listings, today, monkeypatch):
    alone = arrays_of(listings, today)
    monkeypatch.setattr(base_module, "MANY_LISTINGS", 1)
    assert arrays_of(listings, today) == alone


def test_building_again_gives_the_same_bytes(listings, today):
    assert arrays_of(listings, today) == arrays_of(listings, today)
