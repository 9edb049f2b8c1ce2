from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.patterns import find_patterns

BITS = st.lists(st.sampled_from([0, 1, 3, 1 << 63, 12]), max_size=8)


@given(BITS, BITS, BITS)
def test_every_row_finds_its_bits_among_the_patterns_also_after_more_rows_came(first, second, third):
    bits = np.array([], np.uint64)
    known = None
    for more in (first, second, third):
        bits = np.concatenate((bits, np.array(more, np.uint64)))
        before = known
        known = masks, pattern_of = find_patterns(bits, known)
        assert masks[pattern_of].tolist() == bits.tolist()
        assert len(set(masks.tolist())) == masks.size
        assert before is None or masks[: before[0].size].tolist() == before[0].tolist()


def test_known_patterns_are_handed_out_without_looking_at_their_rows_again():
    known = np.array([5, 9], np.uint64), np.array([1, 0, 1])
    masks, pattern_of = find_patterns(np.array([0, 0, 0, 9, 7], np.uint64), known)
    assert masks.tolist() == [5, 9, 7]
    assert pattern_of.tolist() == [1, 0, 1, 1, 2]
