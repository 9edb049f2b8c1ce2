from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.highest import first_with, least_of_highest


@given(st.lists(st.integers(0, 5), min_size=1, max_size=60), st.data())
def test_the_least_is_that_of_a_whole_sort(values, data):
    count = data.draw(st.integers(1, len(values)))
    found = least_of_highest(np.array(values, np.int64), count)
    assert found == sorted(values, reverse=True)[count - 1]


@pytest.mark.parametrize("kinds", [1, 2, 40, 1_000_000])
@pytest.mark.parametrize("count", [1, 200, 1_000, 29_999])
def test_it_is_also_of_many_values_that_are_mostly_equal(kinds, count):
    values = np.random.default_rng(3).integers(0, kinds, 30_000).astype(np.float32)
    assert least_of_highest(values, count) == np.sort(values)[-count]


def test_a_sample_that_deceives_does_no_harm():
    values = np.zeros(60_000, np.float32)
    # Every value that a sample looks at is low, or every one is high.
    values[1 :: 60_000 // 512] = 1.0
    assert least_of_highest(values, 300) == 1.0
    assert least_of_highest(values[1:], 300) == 1.0
    assert least_of_highest(values, 5_000) == 0.0


@given(st.lists(st.integers(0, 2), max_size=80), st.integers(1, 6))
def test_the_first_of_equal_values_are_found(values, count):
    places = [place for place, value in enumerate(values) if value == 1]
    found = first_with(np.array(values, np.int64), np.int64(1), count)
    assert found.tolist() == places[:count]
