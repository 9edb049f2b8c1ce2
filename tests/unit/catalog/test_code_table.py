from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.code_table import CodeTable

CODES = st.text(alphabet="abk019", min_size=1, max_size=4)
STEPS = st.lists(st.one_of(st.tuples(CODES, st.integers(0, 99)), st.tuples(CODES, st.none()), st.just("settle")))


@given(STEPS)
def test_codes_are_found_as_in_a_dictionary_however_often_they_are_settled(steps):
    table, known = CodeTable(), {}
    for step in steps:
        if step == "settle":
            table.settle()
        elif step[1] is None:
            table.forget(step[0])
            known.pop(step[0], None)
        else:
            table.put(*step)
            known[step[0]] = step[1]
    asked = {code for step in steps if step != "settle" for code in (step[0], f"{step[0]}x")}
    assert {code: table.get(code) for code in asked} == {code: known.get(code) for code in asked}


@pytest.mark.parametrize("asked", ["", "k1\0", "\0", "k11", "k", "食堂", "\ud800", "k" * 500])
def test_what_is_no_code_has_no_row(asked):
    table = CodeTable()
    table.put("k1", 0)
    table.settle()
    assert table.get(asked) is None
    assert table.get("k1") == 0


def test_an_empty_table_knows_nothing():
    table = CodeTable()
    table.settle()
    assert table.get("k1") is None
