from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.search.postings import Listed
from directory.search.tally import FewTally, ManyTally

COUNT = 50
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
    for number, (held, as_bits, but, but_as_bits) in enumerate(grams, 1):
        weight = np.float32(number / 7)
        expected[sorted(set(held) - set(but))] += weight
        for tally in tallies:
            tally.add_listed(listed(held, as_bits=as_bits), weight, but=listed(but, as_bits=but_as_bits))
    best = np.array(raised, np.int32)
    expected[best] = np.maximum(expected[best], np.float32(0.5))
    for tally in tallies:
        tally.raise_to(best, 0.5)
        assert tally.take().tolist() == expected[rows].tolist()
        assert not tally.take().any()
