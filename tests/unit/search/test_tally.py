from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.search.postings import Listed
from directory.search.tally import FewTally, ManyTally

COUNT = 50
WORTH = 0.6
DOCUMENTS = st.sets(st.integers(0, COUNT - 1)).map(sorted)
GRAMS = st.lists(st.tuples(DOCUMENTS, st.booleans(), DOCUMENTS, st.booleans()), max_size=5)


def listed(documents: Sequence[int], *, as_bits: bool) -> Listed:
    rows = np.array(documents, np.int32)
    if not rows.size:
        return Listed(0, None, None)
    has = np.zeros(COUNT, np.uint8)
    has[rows] = 1
    return Listed(rows.size, None, np.packbits(has)) if as_bits else Listed(rows.size, rows, None)


def few(rows):
    places = np.zeros(COUNT, np.int32)
    places[rows] = np.arange(1, rows.size + 1, dtype=np.int32)
    return FewTally(rows, places)


@given(DOCUMENTS.filter(bool), GRAMS, DOCUMENTS)
def test_both_tallies_add_what_a_plain_sum_adds(candidates, grams, raised):
    rows = np.array(candidates, np.int32)
    expected = np.zeros(COUNT, np.float32)
    tallies = (few(rows), ManyTally(rows, COUNT))
    weights = np.arange(1, len(grams) + 1, dtype=np.float32) / np.float32(7)
    first = [listed(held, as_bits=as_bits) for held, as_bits, _, _ in grams]
    other = [listed(held, as_bits=as_bits) for _, _, held, as_bits in grams]
    for weight, (held, _, others, _) in zip(weights, grams, strict=True):
        expected[held] += weight
        expected[sorted(set(others) - set(held))] += weight * np.float32(WORTH)
    for tally in tallies:
        tally.add_either(first, other, weights, WORTH)
    for weight, (held, _, _, _) in zip(weights, grams, strict=True):
        expected[held] += weight
    for tally in tallies:
        tally.add_each(first, weights)
    best = np.array(raised, np.int32)
    expected[best] = np.maximum(expected[best], np.float32(0.5))
    for tally in tallies:
        tally.raise_to(best, 0.5)
        assert tally.take().tolist() == expected[rows].tolist()
        assert not tally.take().any()
