"""What is left to be answered of a question when nothing holds its free text."""

from __future__ import annotations

from directory.search.query import Part, Query


def query(*parts, words=(), **more):
    text = "".join(part.text for part in parts)
    return Query(text=text, written=text, sound="", parts=parts, words=words, **more)


PANTRY = Part(kind="concept", text="社協", concepts=(3,))
LOAN = Part(kind="rest", text="緊急小口")
TOWN = Part(kind="place", text="新町", names=("新町",))


def test_a_kind_said_as_a_word_of_its_own_is_answered_alone():
    left = query(TOWN, PANTRY, LOAN, words=("社協", "緊急小口")).meaning_alone()
    assert left is not None
    assert left.parts == (TOWN, PANTRY)
    assert left.text == "新町社協"


def test_a_known_word_inside_another_one_is_not():
    inside = Part(kind="concept", text="広場", concepts=(1,))
    assert query(inside, Part(kind="rest", text="恐怖症"), words=("広場恐怖症",)).meaning_alone() is None


def test_what_the_whole_seems_to_need_is_answered():
    guess = Part(kind="concept", text="", concepts=(2,), certainty=0.2)
    left = query(LOAN, guess, words=("緊急小口",), reads_as_need=True).meaning_alone()
    assert left is not None
    assert left.parts == (guess,)


def test_free_text_a_doubted_word_and_other_trades_are_never_answered_so():
    doubted = Part(kind="concept", text="社協", concepts=(3,), certainty=0.3)
    assert query(LOAN, words=("緊急小口",)).meaning_alone() is None
    assert query(doubted, LOAN, words=("社協", "緊急小口")).meaning_alone() is None
    assert query(PANTRY, LOAN, words=("社協", "緊急小口"), reads_as_other=True).meaning_alone() is None
    assert query(PANTRY, words=("社協",)).meaning_alone() is None
