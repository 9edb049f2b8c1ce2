from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from directory.catalog import arranging as arranging_module
from directory.catalog.base import keep_base
from directory.catalog.changes import find_changes
from directory.catalog.snapshot import assemble_snapshot
from directory.domain.district import District
from tests.unit.catalog.surroundings import encode, surroundings, weekly

DISTRICTS = (District(code="27106-0", scheme="school", name="第0小学校区", municipality="27106"),)


SURROUNDINGS = surroundings({"27106": "大阪市西区"})


@pytest.fixture
def before(mix_listings):
    return mix_listings(30)


@pytest.fixture
def after(before, make_listing):
    kept = [
        replace(each, name="みつばちひろば") if each.number % 6 == 0 else each for each in before if each.number % 7
    ]
    new = make_listing(50, municipality="39201", municipality_name="高知市", schedule=weekly(6), series="k00003")
    return [*kept, new]


def follow(before, after, today):
    base = keep_base(encode(before), revision="1", today=today, surroundings=SURROUNDINGS)
    changes = find_changes(base, encode(after))
    return assemble_snapshot(base, changes, revision="2", districts=DISTRICTS, surroundings=SURROUNDINGS)


@pytest.fixture
def here_and_aside(before, after, today, monkeypatch):
    here = follow(before, after, today)
    monkeypatch.setattr(arranging_module, "MANY_ADDED", 1)
    return here, follow(before, after, today)


def test_what_another_process_arranged_is_what_this_one_would_have(here_and_aside, after, today):
    here, aside = here_and_aside
    for name in ("number", "latitude", "category_bits", "is_default", "recommended", "next_days", "row_of_place"):
        assert np.array_equal(getattr(aside, name), getattr(here, name), equal_nan=name == "latitude")
    for name in ("series", "districts", "district_codes", "municipality_names", "municipality_words"):
        assert getattr(aside, name) == getattr(here, name)
    assert [aside.row_of(each.code) for each in after] == [here.row_of(each.code) for each in after]
    for when in ("today", "weekend", "now"):
        states = [each.days.states_for(when, today=today, minute=610).tolist() for each in (here, aside)]
        assert states[0] == states[1]


def test_its_texts_are_found_alike_and_days_beyond_the_table_still_know_the_holidays(here_and_aside, today):
    here, aside = here_and_aside
    for text in ("みつばち", "こもれび食堂", "高知市"):
        found, expected = aside.index.search(text), here.index.search(text)
        assert found.rows.tolist() == expected.rows.tolist()
        assert found.scores.tolist() == expected.scores.tolist()
    later = today.replace(year=today.year + 1).isoformat()
    assert aside.days.states_for(later, today=today).tolist() == here.days.states_for(later, today=today).tolist()
