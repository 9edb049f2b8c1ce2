from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.pool import FloatPool
from directory.search.postings import Listed
from directory.search.sought import Sought
from directory.search.tally import FewTally, ManyTally

COUNT = 50
WORTH = 0.6
DOCUMENTS = st.sets(st.integers(0, COUNT - 1)).map(sorted)
FORMS = st.sampled_from(["rows", "bits", "both"])
GRAMS = st.lists(st.tuples(DOCUMENTS, FORMS, DOCUMENTS, FORMS), max_size=5)


def listed(documents: Sequence[int], form: str) -> Listed:
    rows = np.array(documents, np.int32)
    if not rows.size:
        return Listed(0, None, None)
    has = np.zeros(COUNT, np.uint8)
    has[rows] = 1
    bits = np.packbits(has) if form in {"bits", "both"} else None
    return Listed(rows.size, rows if form in {"rows", "both"} else None, bits)


def few(rows):
    places = np.zeros(COUNT, np.int32)
    places[rows] = np.arange(1, rows.size + 1, dtype=np.int32)
    return FewTally(Sought(rows, places))


@given(DOCUMENTS.filter(bool), GRAMS, DOCUMENTS)
def test_both_tallies_add_what_a_plain_sum_adds(candidates, grams, raised):
    rows = np.array(candidates, np.int32)
    either, each = np.zeros(COUNT, np.float32), np.zeros(COUNT, np.float32)
    weights = np.arange(1, len(grams) + 1, dtype=np.float32) / np.float32(7)
    first = [listed(held, form) for held, form, _, _ in grams]
    other = [listed(held, form) for _, _, held, form in grams]
    for weight, (held, _, others, _) in zip(weights, grams, strict=True):
        either[held] += weight
        either[sorted(set(others) - set(held))] += weight * np.float32(WORTH)
        each[held] += weight
    each[raised] = np.maximum(each[raised], np.float32(0.5))
    with FloatPool((COUNT + 7) // 8 * 8).borrow() as memory:
        for tally, seen in ((few(rows), slice(None)), (ManyTally(COUNT, memory), rows)):
            tally.add_either(first, other, weights, WORTH)
            tally.begin_channel()
            tally.add_each(first, weights)
            tally.raise_to(np.array(raised, np.int32), 0.5)
            found = tally.take()[seen]
            assert found.tolist() == pytest.approx(np.maximum(either, each)[rows].tolist(), rel=1e-5)
            assert not tally.take()[seen].any()


@given(DOCUMENTS.filter(bool), st.lists(st.tuples(DOCUMENTS, st.sampled_from([0.25, 0.5, 1.0])), max_size=4))
def test_both_tallies_keep_the_highest_worth(candidates, raises):
    rows = np.array(candidates, np.int32)
    expected = np.zeros(COUNT, np.float32)
    for raised, worth in raises:
        expected[raised] = np.maximum(expected[raised], worth)
    with FloatPool((COUNT + 7) // 8 * 8).borrow() as memory:
        for tally, seen in ((few(rows), slice(None)), (ManyTally(COUNT, memory), rows)):
            for number, (raised, worth) in enumerate(raises):
                hundredths = np.zeros(COUNT, np.uint8)
                hundredths[raised] = round(100 * worth)
                if number % 2:
                    tally.raise_all(hundredths)
                else:
                    tally.raise_to(np.array(raised, np.int32), worth)
            assert tally.take()[seen].tolist() == pytest.approx(expected[rows].tolist())
