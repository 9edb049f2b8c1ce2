"""Confirmed pins: kept with their placement, forgotten with their point, and never those of confidential resources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from directory.domain.address import Place
from directory.domain.resource import Confirmation
from directory.store.inspection import inspect_database
from directory.store.published import decode_listing
from directory.store.resource_change import ResourceChange

CONFIRMED = Confirmation(on=date(2026, 4, 30), by="架空市の一覧")


@pytest.fixture
def pin(place) -> Place:
    return replace(place, level="pin", radius_m=30, match="exact", corrected_from=None)


@pytest.fixture
def confirmed_change(make_change, make_placement, pin):
    def make(**fields) -> ResourceChange:
        return replace(make_change("a", **fields), placements=(make_placement(pin, confirmed=CONFIRMED),))

    return make


@pytest.fixture
def read_pins(store):
    def read() -> tuple[Place, ...]:
        with store.read() as unit:
            return unit.confirmed_pins()

    return read


def test_a_confirmation_comes_back_with_its_placement(put, get, read_pins, confirmed_change, pin):
    assert put(confirmed_change()) == ("added",)
    assert put(confirmed_change()) == ("unchanged",)
    assert get("a").placements[0].confirmed == CONFIRMED
    assert read_pins() == (pin,)


def test_a_confirmation_alone_is_a_change_and_can_be_taken_back(put, read_pins, confirmed_change):
    item = confirmed_change()
    plain = replace(item, placements=tuple(replace(each, confirmed=None) for each in item.placements))
    assert [put(each) for each in (plain, item, plain)] == [("added",), ("changed",), ("changed",)]
    assert read_pins() == ()


@pytest.mark.parametrize("visibility", ["area_only", "hidden"])
def test_no_row_can_hold_a_confidential_pin(database_url, put, read_pins, confirmed_change, visibility):
    put(confirmed_change(visibility=visibility))
    assert read_pins() == ()
    assert count_rows(database_url) == 0


@pytest.mark.parametrize("visibility", ["area_only", "hidden"])
def test_a_pin_that_becomes_confidential_teaches_no_longer(database_url, put, read_pins, confirmed_change, visibility):
    put(confirmed_change())
    put(confirmed_change(visibility=visibility))
    assert read_pins() == ()
    assert count_rows(database_url) == 0


def test_a_pin_that_waits_for_an_answer_teaches_nobody(put, read_pins, confirmed_change):
    item = confirmed_change()
    put(replace(item, placements=tuple(replace(each, needs_question=True) for each in item.placements)))
    assert read_pins() == ()


def test_the_public_face_says_nothing_of_it(store, put, confirmed_change):
    put(confirmed_change())
    (payload,) = store.public.read_listings()
    assert "架空市の一覧" not in payload.decode()
    assert decode_listing(payload).level == "pin"


def count_rows(url: str) -> int:
    return dict(inspect_database(url).counts)["confirmed_pin"]
