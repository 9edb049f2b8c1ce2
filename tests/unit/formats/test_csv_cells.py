"""Cells that a spreadsheet must not run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.formats.csv_cells import escape_cell, unescape_cell

NASTY = st.text(alphabet=st.sampled_from("'\"=+-@\t\r\n＝＋－＠ 　aあ0"), max_size=12)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+81-3-0000-0000",
        "-5",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        "  =1",
        "　=1",
        '"=1',
        "'=1",
    ],
)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert escape_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "こども食堂", "03-0000-0000", "1-2-3", "'quoted'", "a=b"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert escape_cell(text) == text
    assert unescape_cell(text) == text


@given(st.one_of(st.text(), NASTY))
def test_every_cell_comes_back_equal(text: str) -> None:
    assert unescape_cell(escape_cell(text)) == text


@given(st.one_of(st.text(), NASTY))
def test_no_escaped_cell_begins_like_a_formula(text: str) -> None:
    first = escape_cell(text).lstrip(' 　"')[:1]
    assert first not in set("=+-@\t\r\n＝＋－＠") or not first
