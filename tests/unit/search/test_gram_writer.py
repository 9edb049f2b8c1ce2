from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search import gram_writer as writer_module
from directory.search.array_file import KeptArrays
from directory.search.gram_writer import GramWriter

WORDS = ("広場", "食堂ひろば", "ああ", "あああ", "ひろば")
TEXTS = st.lists(st.text(alphabet="あひろば広場食堂", max_size=8), max_size=20)


def write(texts):
    writer = GramWriter((1, 2), words=WORDS)
    for text in texts:
        writer.add(text)
    sink = KeptArrays()
    rows = {word: found.tolist() for word, found in writer.rows_of_words().items()}
    writer.put_into(sink, "texts")
    return rows, {name: array.tolist() for name, array in sink.finish().by_name.items()}


@settings(deadline=None)
@given(TEXTS)
def test_words_are_found_in_just_the_texts_that_hold_them(texts):
    rows, _ = write(texts)
    assert rows == {word: [row for row, text in enumerate(texts) if word in text] for word in WORDS}


@pytest.mark.parametrize("count", [1, 7, 8, 9, 40])
def test_it_does_not_matter_how_many_texts_are_read_at_once(count, monkeypatch):
    texts = [f"あ{'ひろば' * (row % 3 == 0)}広場{'食堂' * (row % 5 == 0)}{chr(0x5000 + row)}" for row in range(count)]
    whole = write(texts)
    monkeypatch.setattr(writer_module, "BLOCK", 8)
    assert write(texts) == whole


def test_no_text_leaves_empty_arrays():
    rows, arrays = write([])
    assert rows == {word: [] for word in WORDS}
    assert arrays["texts/starts"] == [0]
    assert np.array(arrays["texts/rows"]).size == 0
