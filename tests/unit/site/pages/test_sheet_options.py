"""The address of a sheet says which places and how they look, nothing else, and reads back as it was written."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from directory.site.pages.sheet_options import SIZES, SheetOptions, read_options

OPTIONS = st.builds(
    SheetOptions,
    codes=st.lists(st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), unique=True, max_size=10).map(tuple),
    size=st.sampled_from(SIZES),
    quiet=st.sampled_from([None, True, False]),
    has_map=st.booleans(),
    has_box=st.booleans(),
    has_numbers=st.booleans(),
)


def read(url: str) -> SheetOptions:
    return read_options(Request({"type": "http", "query_string": urlsplit(url).query.encode(), "headers": []}))


@given(OPTIONS)
def test_an_address_reads_back_as_it_was_written(options: SheetOptions):
    assert read(options.url) == options


@given(OPTIONS)
def test_what_is_passed_on_names_places_and_discretion_alone(options: SheetOptions):
    assert read(options.shared_url) == SheetOptions(codes=options.codes, quiet=options.quiet)


def test_what_an_address_says_wrongly_counts_as_not_said():
    assert read("/sheet?ids=a1,%3Cb%3E,a1&size=huge&quiet=yes&map=2&box=&note=x") == SheetOptions(codes=("a1",))


def test_a_place_moves_by_one_and_never_over_the_ends():
    sheet = SheetOptions(codes=("a", "b", "c"))
    assert sheet.moved("a", 1).codes == ("b", "a", "c")
    assert sheet.moved("c", -1).codes == ("a", "c", "b")
    assert sheet.moved("a", -1).codes == sheet.moved("c", 1).codes == ("a", "b", "c")
    assert sheet.without("b").codes == ("a", "c")
