from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from directory.catalog.gathering import Gathering
from directory.catalog.notes import Notes, pack_notes, unpack_notes
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.eligibility import Eligibility
from directory.domain.schedule import Rule, Schedule, Window
from directory.domain.seasons import USUAL_SEASONS


class NoHolidays:
    last_known_year = 2027

    def is_holiday(self, day):
        del day
        return False


@pytest.fixture
def notes(make_listing, today):
    """Notes of listings that use every kind of value."""
    gathering = Gathering(today=today)
    weekly = Schedule(raw="毎週月", rules=(Rule(freq="weekly", byday=(0,), windows=(Window(start=600, end=720),)),))
    for number in range(1, 5):
        listing = make_listing(number, schedule=weekly if number % 2 else Schedule(raw="不定期"))
        more = {
            "eligibility": Eligibility(raw="0歳から", min_months=0),
            "coordinate": Coordinate(latitude=35.0, longitude=139.0),
        }
        refs = (DistrictRef(code="13229-1", scheme="school", name="第一小学校区", evidence="operator"),)
        gathering.add(replace(listing, series="k00001", districts=refs, **more))
    gathering.sort_names()
    days = gathering.days(NoHolidays(), USUAL_SEASONS)
    return Notes(gathering=gathering, days=days, names={"13229": "西東京市"})


def test_notes_come_back_as_they_were(notes):
    found = unpack_notes(pack_notes(notes))
    assert found.names == notes.names
    assert [found.gathering.codes.get(f"k{number:05d}") for number in range(6)] == [None, 0, 1, 2, 3, None]
    assert found.gathering.series() == notes.gathering.series()
    assert found.days.sessions == notes.days.sessions
    assert np.array_equal(found.days.marks, notes.days.marks)
    assert found.days.schedules == notes.days.schedules
    assert np.array_equal(found.gathering.columns(()).name_rank, notes.gathering.columns(()).name_rank)


@pytest.mark.parametrize("forged", [print, Path("x"), Notes.__init__, pickle.loads])
def test_forged_notes_call_nothing(forged):
    packed = np.frombuffer(pickle.dumps(forged), np.uint8)
    with pytest.raises(pickle.UnpicklingError):
        unpack_notes(packed)
