from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.analysis import FIELD_BREAK, grams_of, idf, is_single, read_block

WORDS = st.lists(st.text(alphabet="あいう食堂", max_size=6), min_size=1, max_size=8)


@settings(deadline=None)
@given(WORDS)
def test_grams_of_a_block_are_those_of_its_texts(texts):
    block = read_block(texts, (1, 2, 3))
    ends = block.counts.cumsum().tolist()
    found = {
        (gram, text)
        for gram, end, count in zip(block.grams.tolist(), ends, block.counts.tolist(), strict=True)
        for text in block.texts[end - count : end].tolist()
    }
    assert found == {(gram, number) for number, text in enumerate(texts) for gram in grams_of(text, (1, 2, 3))}
    assert sorted(set(block.grams.tolist())) == block.grams.tolist()


def test_no_gram_reaches_over_fields_or_texts():
    block = read_block([f"あい{FIELD_BREAK}うえ", "お"], (2,))
    assert set(block.grams.tolist()) == {*grams_of("あい", (2,)), *grams_of("うえ", (2,))}


def test_grams_of_one_letter_are_known_as_such():
    assert [is_single(gram) for gram in grams_of("食堂", (1, 2))] == [True, True, False]


def test_rare_things_say_more():
    assert idf(1, 100) > idf(50, 100) > 0
