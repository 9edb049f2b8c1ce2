from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.text_list import TextList


@given(st.lists(st.lists(st.text(alphabet="あかさa", max_size=4), max_size=4), max_size=4))
def test_texts_are_found_by_number_whenever_they_were_settled(blocks):
    texts = TextList()
    for block in blocks:
        for text in block:
            texts.append(text)
        texts.settle()
    texts.append("あと")
    expected = [*(text for block in blocks for text in block), "あと"]
    assert [texts[number] for number in range(len(expected))] == expected
