"""Texts fit on two lines of paper, wide letters and narrow ones, with readings and without."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.site.pages.sheet_text import MOST_COLUMNS, cut
from directory.wording.ruby import RubyMarks
from directory.wording.words import Words

JAPANESE = Words({})
EASY = Words({}, language="easy", marks=RubyMarks("\U000f0001", "\U000f0002", "\U000f0003"))


def test_wide_letters_count_twice():
    wide, narrow = "あ" * (MOST_COLUMNS // 2), "a" * MOST_COLUMNS
    assert cut(wide, JAPANESE) == wide
    assert cut(narrow, JAPANESE) == narrow
    assert cut(f"{wide}い", JAPANESE) == "あ" * (MOST_COLUMNS // 2 - 1) + "…"
    assert cut(f"{narrow}b", JAPANESE) == "a" * (MOST_COLUMNS - 2) + "…"


def test_lines_become_one():
    assert cut(" 前の日まで\n電話 ", JAPANESE) == "前の日まで 電話"


def test_readings_take_no_room_and_are_never_cut_in_half():
    word = EASY.marks.mark("{情報|じょうほう}")
    fitting = word * (MOST_COLUMNS // 4)
    assert cut(fitting, EASY) == fitting
    assert EASY.marks.strip(cut(fitting + word, EASY)) == ("情報" * (MOST_COLUMNS // 4))[: MOST_COLUMNS // 2 - 1] + "…"


@given(st.text())
def test_no_text_is_too_long(text: str):
    assert cut(cut(text, JAPANESE), JAPANESE) == cut(text, JAPANESE)
