from __future__ import annotations

import random
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from directory.catalog import arranging as arranging_module
from directory.catalog.base import Surroundings, keep_base
from directory.catalog.changes import find_changes
from directory.catalog.snapshot import assemble_snapshot
from directory.domain.coordinate import Coordinate
from directory.domain.district import District
from directory.domain.schedule import Rule, Schedule, Window
from directory.domain.seasons import USUAL_SEASONS

DISTRICTS = (District(code="27106-0", scheme="school", name="第0小学校区", municipality="27106"),)


class NoHolidays:
    last_known_year = 2027

    def is_holiday(self, day):
        del day
        return False


SURROUNDINGS = Surroundings(
    holidays=NoHolidays(), seasons=USUAL_SEASONS, municipality_names=lambda code: {"27106": "大阪市西区"}.get(code, "")
)


def weekly(day):
    return Schedule(raw=f"毎週{day}", rules=(Rule(freq="weekly", byday=(day,), windows=(Window(start=600, end=720),)),))


@pytest.fixture
def before(make_listing):
    rng = random.Random(5)  # noqa: S311 - a fixed mixture, no secret
    return [
        make_listing(
            number,
            name=f"{rng.choice(('ひなた', 'こもれび'))}{rng.choice(('食堂', '児童館'))}{number}",
            municipality=rng.choice(("27106", "13229")),
            municipality_name="",
            categories=(rng.choice(("child_cafe", "child_hall")),),
            coordinate=Coordinate(latitude=34.6 + rng.random() / 10, longitude=135.4) if number % 5 else None,
            schedule=weekly(number % 3),
        )
        for number in range(1, 31)
    ]


@pytest.fixture
def after(before, make_listing):
    kept = [
        replace(each, name="みつばちひろば") if each.number % 6 == 0 else each for each in before if each.number % 7
    ]
    new = make_listing(50, municipality="39201", municipality_name="高知市", schedule=weekly(6), series="k00003")
    return [*kept, new]


def encode(listings):
    return [msgspec.json.encode(each) for each in listings]


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
