from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from directory.search.alike_words import ALIKE_SHARE, AlikeWords

WORDS = st.text(alphabet="あいうえ町村", min_size=1, max_size=9)


@settings(deadline=None)
@given(st.lists(WORDS, unique=True, max_size=30), WORDS)
def test_the_nearest_words_are_those_of_a_comparison_with_every_word(words, text):
    edits = {word: OSA.distance(text, word) for word in words}
    near = {word: count for word, count in edits.items() if count <= (1 - ALIKE_SHARE) * max(len(word), len(text))}
    least = min(near.values(), default=0)
    assert AlikeWords(words).nearest(text) == {word: count for word, count in near.items() if count == least}


def test_nothing_is_like_a_text_without_end():
    assert AlikeWords(("町" * 200, "町")).nearest("町" * 200) == {}
    assert AlikeWords(("町",)).nearest("") == {}
