"""Texts cut to two lines of a sheet, however wide their letters are and whether or not they carry readings."""

from __future__ import annotations

from unicodedata import east_asian_width

from directory.wording.words import Words

MOST_COLUMNS = 132
"""Two lines of a place beside its code, in halves of a kanji; longer texts lose their end, never a line in between."""

WIDE = frozenset("FWA")
ELLIPSIS = "…"


def cut(text: str, words: Words) -> str:
    """The text on one line, with an ellipsis where it is too long for the paper.

    `words` are those that it was said in: readings of kanji take no room on the line, and none is cut in half.
    """
    line = " ".join(text.split())
    bare = words.marks.strip(line) if words.marks else line
    if _columns(bare) <= MOST_COLUMNS:
        return line
    length = _fitting(bare, MOST_COLUMNS - _columns(ELLIPSIS))
    return (words.marks.cut(line, length) if words.marks else line[:length]) + ELLIPSIS


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(each) in WIDE else 1 for each in text)


def _fitting(text: str, columns: int) -> int:
    """How many characters stand in so many columns."""
    for length, each in enumerate(text):
        columns -= _columns(each)
        if columns < 0:
            return length
    return len(text)
