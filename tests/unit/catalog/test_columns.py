"""Counting in columns whose neighbours are often alike."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.columns import CodeColumn, count_runs, run_lengths, run_starts

SIZE = 6
LONG_RUNS = st.lists(st.tuples(st.integers(-1, SIZE - 1), st.integers(1, 30)), max_size=12).map(
    lambda runs: [value for value, times in runs for _ in range(times)]
)
INDEXES = st.one_of(LONG_RUNS, st.lists(st.integers(-1, SIZE - 1), max_size=40))


@given(INDEXES)
def test_every_number_is_counted_whether_neighbours_are_alike_or_not(indexes):
    counted = Counter(indexes)
    assert count_runs(np.array(indexes, np.int32), SIZE).tolist() == [counted[number] for number in range(SIZE)]


@given(INDEXES)
def test_runs_and_their_lengths_are_the_whole(indexes):
    values = np.array(indexes, np.int32)
    starts = run_starts(values)
    assert np.repeat(values[starts], run_lengths(starts, values.size)).tolist() == indexes
    assert (values[starts][1:] != values[starts][:-1]).all()


def test_a_column_counts_the_rows_of_each_code():
    column = CodeColumn(("27106", "27146"), np.array([1, 1, 1, -1, 0], np.int32))
    assert column.counts(np.array([0, 1, 2, 3], np.int32)).tolist() == [0, 3]
    assert column.counts(np.array([True, False, False, True, True])).tolist() == [1, 1]
