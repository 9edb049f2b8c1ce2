from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.tallies import count_chosen


@given(values=st.lists(st.integers(0, 3)), data=st.data())
def test_chosen_rows_are_counted_by_value(values: list[int], data: st.DataObject) -> None:
    is_chosen = np.array([data.draw(st.booleans()) for _ in values], bool)
    column = np.array(values, np.intp)
    expected = [sum(value == each for value in column[is_chosen].tolist()) for each in range(4)]
    assert count_chosen(column, is_chosen, 4).tolist() == expected
    assert count_chosen(column, np.flatnonzero(is_chosen), 4).tolist() == expected


@pytest.mark.parametrize("chosen", [np.array([True, False, True]), np.array([0, 2], np.int32)])
def test_a_column_of_one_value_counts_all_chosen_rows(chosen: np.ndarray) -> None:
    assert count_chosen(np.zeros(3, np.intp), chosen, 1).tolist() == [2]
