from __future__ import annotations

import gc
import weakref

import msgspec
import numpy as np

from directory.catalog.shelf import ListingShelf, NumberedPayloads
from directory.search.array_file import KeptArrays
from directory.search.text_column import StoredTexts, TextColumn


def open_shelf(make_listing):
    sink = KeptArrays()
    StoredTexts([msgspec.json.encode(make_listing(number)) for number in range(3)], sink, "payloads")
    texts = TextColumn.read(sink.finish(), "payloads")
    added = (msgspec.json.encode(make_listing(9)),)
    return ListingShelf(NumberedPayloads(texts, np.array([2, 0, 1], np.int32)), added, np.array([3, 0, 1, 2], np.int32))


def test_rows_find_their_listings_in_the_base_and_behind_it(make_listing):
    shelf = open_shelf(make_listing)
    assert [shelf.listing(row).number for row in range(4)] == [9, 1, 2, 0]
    assert msgspec.json.decode(shelf.payload(0))["number"] == 9


def test_a_shelf_is_gone_with_its_last_reader_before_anybody_looks_for_garbage(make_listing):
    shelf = open_shelf(make_listing)
    shelf.listing(0)
    is_there = weakref.ref(shelf)
    gc.disable()
    try:
        del shelf
        assert is_there() is None
    finally:
        gc.enable()
