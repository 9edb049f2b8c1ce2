from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.search.ties import Ties, as_they_stand


@given(st.lists(st.integers(0, 3), max_size=40), st.integers(1, 40), st.randoms(use_true_random=False))
def test_the_best_are_those_of_a_whole_sort(values, count, shuffle):
    keys = list(range(len(values)))
    shuffle.shuffle(keys)
    keys_of_rows = np.array(keys, np.int64)
    ties = Ties(rows=np.arange(len(values), dtype=np.int32), keys_of=lambda rows: keys_of_rows[rows])
    scores = np.array(values, np.float32)
    best = ties.in_order(ties.best_of(scores, count), scores)
    assert best.tolist() == sorted(range(len(values)), key=lambda row: (-values[row], keys[row]))[:count]


def test_equal_rows_stay_as_they_stand_unless_told_otherwise():
    rows = np.array([3, 5, 9], np.int32)
    ties = Ties(rows=rows, keys_of=as_they_stand)
    scores = np.ones(3, np.float32)
    assert rows[ties.in_order(ties.best_of(scores, 2), scores)].tolist() == [3, 5]


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 20), st.randoms(use_true_random=False))
def test_what_grows_a_little_is_within_reach_of_the_best(values, count, chance):
    keys = list(range(len(values)))
    chance.shuffle(keys)
    keys_of_rows = np.array(keys, np.int64)
    ties = Ties(rows=np.arange(len(values), dtype=np.int32), keys_of=lambda rows: keys_of_rows[rows])
    within = set(ties.within_reach(np.array(values, np.float32), count, growth=1).tolist())
    grown = [value + chance.choice((0, 1)) * (place in within) for place, value in enumerate(values)]
    best = sorted(range(len(values)), key=lambda row: (-grown[row], keys[row]))[:count]
    assert within.issuperset(best)
