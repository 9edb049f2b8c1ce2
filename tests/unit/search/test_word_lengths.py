from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.search.word_lengths import WordLengths, longest_first

WORDS = st.lists(st.text(alphabet="あいう町", min_size=1, max_size=6), max_size=20)


@given(WORDS, st.text(alphabet="あいう町", max_size=10), st.sampled_from((1, 2)))
def test_every_word_that_stands_in_a_text_is_of_a_length_that_is_tried(words, text, letters):
    known = WordLengths(words, letters=letters, least=2, longest=5)
    for at in range(len(text)):
        standing = {len(word) for word in words if 2 <= len(word) <= 5 and text.startswith(word, at)}
        assert standing <= set(longest_first(known.at(text, at)))


def test_lengths_are_tried_from_the_longest_on():
    known = WordLengths(("北町", "北町広場", "北", "南町"), letters=1, least=2, longest=9)
    assert longest_first(known.at("西北町", 1)) == (4, 2)
    assert longest_first(known.at("西北町", 0)) == ()
