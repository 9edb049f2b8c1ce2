from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.postings import Listed
from directory.search.sought import Sought, add_lines, seek

COUNT = 60
DOCUMENTS = st.sets(st.integers(0, COUNT - 1)).map(sorted)


def listed(documents, *, as_bits):
    if not documents:
        return Listed(0, None, None)
    rows = np.array(documents, np.int32)
    has = np.zeros(COUNT, np.uint8)
    has[rows] = 1
    return Listed(rows.size, None, np.packbits(has)) if as_bits else Listed(rows.size, rows, None)


@settings(deadline=None, max_examples=50)
@given(DOCUMENTS.filter(bool), st.lists(st.tuples(DOCUMENTS, st.booleans()), max_size=4))
def test_documents_are_found_in_lists_and_bits_alike(candidates, grams):
    rows = np.array(candidates, np.int32)
    places = np.zeros(COUNT, np.int32)
    places[rows] = np.arange(1, rows.size + 1)
    sought = Sought(rows, places)
    found = sought.are_listed_each([listed(held, as_bits=as_bits) for held, as_bits in grams])
    assert found.tolist() == [[row in held for row in candidates] for held, _ in grams]


def test_lines_are_added_by_their_weights():
    values = np.array([1, 0], np.float32)
    add_lines(values, np.array([[True, False], [True, True]]), np.array([0.5, 2], np.float32))
    assert values.tolist() == [3.5, 2.0]


def test_nothing_is_left_of_what_was_sought():
    places = np.zeros(COUNT, np.int32)
    with seek(np.array([3, 8], np.int32), places) as sought:
        found, at = sought.places_in(np.array([1, 8, 9], np.int32))
        assert (found.tolist(), at.tolist()) == ([1], [1])
    assert not places.any()
