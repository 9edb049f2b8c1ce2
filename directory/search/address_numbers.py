"""The numbers of an address in order, however they are written."""

from __future__ import annotations

import re
import unicodedata

_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_NUMBER = re.compile("([0-9]+)|([〇一二三四五六七八九十]+)(?=丁目|番|号|条)")

_MOST_DIGITS = 6


def address_numbers(text: str) -> tuple[int, ...]:
    """All numbers of an address in order: 4丁目5番15号, 四丁目5-15 and 4-5-15 are (4, 5, 15)."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", text))
    return tuple(
        [int(digits) if digits else _kanji_number(kanji) for digits, kanji in found if len(digits) <= _MOST_DIGITS]
    )


def _kanji_number(text: str) -> int:
    """Value of 十二, 二十, 三."""
    tens, is_tens, ones = text.rpartition("十")
    ten = _KANJI_DIGITS.get(tens[-1:], 1) * 10 if is_tens else 0
    return ten + _KANJI_DIGITS.get(ones[-1:], 0)
