"""The numbers of an address in order, however they are written."""

from __future__ import annotations

import re
import unicodedata

_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_NUMBER = re.compile("([0-9]+)|([〇一二三四五六七八九十]+)(?=丁目|番|号|条)")


def address_numbers(text: str) -> tuple[int, ...]:
    """All numbers of an address in order: 4丁目5番15号, 四丁目5-15 and 4-5-15 are (4, 5, 15)."""
    plain = unicodedata.normalize("NFKC", text)
    found = (match[1] or _kanji_number(match[2]) for match in _NUMBER.finditer(plain))
    return tuple(int(number) for number in found if len(str(number)) <= 6)


def _kanji_number(text: str) -> int:
    """Value of 十二, 二十, 三."""
    tens, is_tens, ones = text.rpartition("十")
    ten = _KANJI_DIGITS.get(tens[-1:], 1) * 10 if is_tens else 0
    return ten + _KANJI_DIGITS.get(ones[-1:], 0)
