from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from directory.catalog import packing
from directory.catalog.growing import GrowingNumbers
from directory.catalog.notes import Notes
from directory.catalog.packing import put_values, read_values
from directory.domain.coordinate import Coordinate
from directory.search.array_file import Arrays, KeptArrays


def packed(values):
    sink = KeptArrays()
    put_values(values, sink)
    return sink.finish()


@pytest.mark.parametrize("large_bytes", [1, 1_000_000])
def test_values_come_back_as_they_were(monkeypatch, large_bytes):
    monkeypatch.setattr(packing, "_LARGE_BYTES", large_bytes)
    place = Coordinate(latitude=35.0, longitude=139.0)
    given = {"place": place, "numbers": np.arange(5), "codes": np.array([b"k1", b"k22"]), "none": np.empty(0, np.int32)}
    found = read_values(packed(given))
    assert found["place"] == place
    assert all(np.array_equal(found[name], given[name]) for name in ("numbers", "codes", "none"))


def test_large_arrays_are_not_copied_and_not_kept_twice():
    numbers = np.arange(10_000)
    arrays = packed((numbers, numbers))
    first, second = read_values(arrays)
    assert np.shares_memory(first, arrays["0"])
    assert np.shares_memory(first, second)
    assert len(arrays.by_name) == 2


@pytest.mark.parametrize("forged", [print, Path("x"), Notes.__init__, pickle.loads, GrowingNumbers.append])
def test_forged_values_call_nothing(forged):
    arrays = Arrays({"values": np.frombuffer(pickle.dumps(forged), np.uint8)})
    with pytest.raises(pickle.UnpicklingError):
        read_values(arrays)
