from __future__ import annotations

import numpy as np

from directory.search.candidates import MOST_BY_GRAMS, Source, within_budget


def source(channel, size):
    rows = np.arange(size, dtype=np.int32)
    return Source(part=0, channel=channel, size=size, bound=0.1, lists=lambda: [rows])


def test_frequent_grams_are_left_out_once_rarer_ones_have_enough():
    rare, first, second = source("spelled", 5), source("spelled", MOST_BY_GRAMS), source("sounded", MOST_BY_GRAMS + 1)
    assert within_budget([rare, first, second]) == [rare, first]


def test_rarest_gram_is_kept_however_frequent_it_is():
    only = source("spelled", MOST_BY_GRAMS + 1)
    assert within_budget([only]) == [only]


def test_all_of_a_place_or_kind_is_kept():
    gram, place, kind = (
        source("spelled", MOST_BY_GRAMS + 1),
        source("at 新町", MOST_BY_GRAMS + 2),
        source("is 3", MOST_BY_GRAMS + 3),
    )
    assert within_budget([gram, place, kind]) == [gram, place, kind]
