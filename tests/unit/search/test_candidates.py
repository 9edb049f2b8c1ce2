from __future__ import annotations

import numpy as np
import pytest

from directory.search.candidates import MOST_BY_GRAMS, Source, choose_sources, join_sources, within_budget
from directory.search.postings import Listed


def source(channel, size, bound=0.1):
    rows = np.arange(size, dtype=np.int32)
    return Source(part=0, channel=channel, size=size, bound=bound, listed=(Listed(size, rows, None),))


def test_what_says_least_for_its_documents_is_left_out_first():
    telling, chatty, common = source("sounded", 459, 0.14), source("spelled", 400, 0.003), source("sounded", 900, 0.05)
    assert choose_sources([telling, chatty, common], 0.1) == [telling]
    assert choose_sources([telling, chatty, common], 0.05) == [telling, common]


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


@pytest.mark.parametrize("count", [20, 4_000])
def test_documents_of_lists_and_bits_are_joined_each_once(count):
    has = np.zeros(count, np.uint8)
    has[[1, 7]] = 1
    bits = Listed(2, None, np.packbits(has))
    rows = Listed(3, np.array([2, 7, 11], np.int32), None)
    joined = join_sources([Source(0, "spelled", 2, 0.1, (bits,)), Source(0, "sounded", 3, 0.1, (rows,))], count)
    found = np.flatnonzero(joined.are_marked) if joined.rows is None else joined.rows
    assert found.tolist() == [1, 2, 7, 11]


def test_no_marks_have_no_documents():
    found = join_sources([], 20).rows
    assert found is not None
    assert not found.size
