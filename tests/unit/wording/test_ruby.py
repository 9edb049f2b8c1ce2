"""Readings of kanji: marked in sentences, taken away for programs, made elements on pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.wording.ruby import RubyMarks

MARKS = RubyMarks.draw()
SIGNS = f"{MARKS.opened}{MARKS.parted}{MARKS.closed}"
MARKED = MARKS.mark("{情報|じょうほう}を {見|み}る")
WITHOUT_SIGNS = st.text(st.characters(exclude_characters=SIGNS, exclude_categories=("Cs",)))


def test_a_word_gets_its_reading():
    assert MARKS.annotate(MARKED) == (
        "<ruby>情報<rp>(</rp><rt>じょうほう</rt><rp>)</rp></ruby>を <ruby>見<rp>(</rp><rt>み</rt><rp>)</rp></ruby>る"
    )


def test_without_readings_the_words_are_left():
    assert MARKS.strip(MARKED) == "情報を 見る"


def test_facts_in_braces_are_no_readings():
    assert MARKS.mark("{n}{件|けん} {a|}") == f"{{n}}{MARKS.mark('{件|けん}')} {{a|}}"


def test_marks_are_drawn_anew():
    assert RubyMarks.draw() != RubyMarks.draw()


def test_cutting_counts_words_alone_and_keeps_a_word_with_its_reading():
    assert MARKS.strip(MARKS.cut(MARKED, 4)) == "情報を "
    assert MARKS.cut(MARKED, 2) == MARKS.mark("{情報|じょうほう}")
    assert MARKS.cut(MARKED, 1) == "情"
    assert MARKS.cut(MARKED, 6) == MARKED


@given(WITHOUT_SIGNS)
def test_text_that_does_not_know_the_signs_stays_as_it_is(text: str):
    assert MARKS.strip(text) == text
    assert MARKS.annotate(text) == text


@given(st.text(st.sampled_from(f"{SIGNS}ab情{{}}|")), st.integers(0, 10))
def test_no_arrangement_of_signs_leaves_one_behind(text: str, length: int):
    assert not set(SIGNS).intersection(MARKS.strip(text))
    assert not set(SIGNS).intersection(MARKS.annotate(text))
    assert len(MARKS.strip(MARKS.cut(text, length))) <= length


@given(WITHOUT_SIGNS, st.integers(0, 20))
def test_cutting_plain_text_is_cutting_text(text: str, length: int):
    assert MARKS.cut(text, length) == text[:length]


def test_no_line_ends_between_a_number_and_its_word():
    assert MARKS.annotate(f"20{MARKED}").startswith("20\u2060<ruby>")
    assert "\u2060" not in MARKS.annotate(f"時 {MARKED}")
