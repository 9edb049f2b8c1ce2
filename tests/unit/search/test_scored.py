from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.pool import FloatPool
from directory.search.scored import Scored, best_of, joined_ways

LIKELY = 3
WAY = st.dictionaries(st.integers(0, 19), st.tuples(st.integers(0, 9), st.booleans()), max_size=20)


def scored(way):
    rows = sorted(way)
    return Scored(
        rows=np.array(rows, np.int32),
        values=np.array([way[row][0] / 10 for row in rows], np.float32),
        misses_text=np.array([way[row][1] for row in rows], bool),
    )


@pytest.mark.parametrize("count", [20, 2_000])
@settings(deadline=None, max_examples=50)
@given(st.lists(WAY, min_size=2, max_size=3), st.integers(1, 9))
def test_several_ways_leave_every_hit_and_the_best_ones_of_all(count, ways, tenth):
    floor = tenth / 10
    with FloatPool(count).borrow() as memory:
        found, is_hit = joined_ways([scored(way) for way in ways], [floor] * len(ways), likely=LIKELY, memory=memory)
    values = {row: max(way[row][0] for way in ways if row in way) for way in ways for row in way}
    hits = {
        row for way in ways for row, (value, misses) in way.items() if not misses and np.float32(value / 10) >= floor
    }
    assert set(found.rows[is_hit].tolist()) == hits
    rows = sorted(values)
    best = best_of(np.array([values[row] for row in rows], np.float32), LIKELY).tolist()
    kept = set(found.rows.tolist())
    assert all(rows[place] in kept or not values[rows[place]] for place in best)
    assert found.values.tolist() == [np.float32(values[row] / 10) for row in found.rows.tolist()]
    assert found.miss_text(np.arange(found.rows.size)).tolist() == [
        ways[0].get(row, (0, False))[1] for row in found.rows.tolist()
    ]
