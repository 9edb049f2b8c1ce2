from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from directory.catalog import packing
from directory.catalog.gathering import Gathering
from directory.catalog.notes import Notes, put_notes, read_notes
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.eligibility import Eligibility
from directory.domain.schedule import Rule, Schedule, Window
from directory.domain.seasons import USUAL_SEASONS
from directory.search.array_file import KeptArrays
from tests.no_holidays import NoHolidays


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
    gathering.settle()
    days = gathering.days(NoHolidays(), USUAL_SEASONS)
    return Notes(gathering=gathering, columns=gathering.columns(()), days=days, names={"13229": "西東京市"})


def packed(notes):
    sink = KeptArrays()
    put_notes(notes, sink)
    return sink.finish()


@pytest.mark.parametrize("large_bytes", [1, 1_000_000])
def test_notes_come_back_as_they_were(notes, monkeypatch, large_bytes):
    monkeypatch.setattr(packing, "_LARGE_BYTES", large_bytes)
    found = read_notes(packed(notes))
    assert found.names == notes.names
    assert [found.gathering.codes.get(f"k{number:05d}") for number in range(6)] == [None, 0, 1, 2, 3, None]
    assert found.gathering.series() == notes.gathering.series()
    assert found.days.sessions == notes.days.sessions
    assert np.array_equal(found.days.marks, notes.days.marks)
    assert found.days.schedules == notes.days.schedules
    assert np.array_equal(found.gathering.columns(()).name_rank, notes.gathering.columns(()).name_rank)
    assert np.array_equal(found.columns.latitude, notes.columns.latitude)


def test_large_arrays_of_notes_are_not_copied(notes, monkeypatch):
    monkeypatch.setattr(packing, "_LARGE_BYTES", 1)
    arrays = packed(notes)
    columns = read_notes(arrays).columns
    assert any(np.shares_memory(columns.latitude, array) for array in arrays.by_name.values())
    assert notes.gathering.columns((), known=notes.columns).latitude is notes.columns.latitude


def test_what_one_reader_adds_is_not_seen_by_another(notes, make_listing):
    arrays = packed(notes)
    first, second = read_notes(arrays).gathering, read_notes(arrays).gathering
    first.add(make_listing(9))
    assert (first.columns(()).number.size, second.columns(()).number.size) == (5, 4)
