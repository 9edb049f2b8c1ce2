"""Numbers written in kanji or kana -> digits."""

from __future__ import annotations

import re

KANJI = "〇一二三四五六七八九十百千"
"""Characters of which kanji numbers below 10,000 consist."""

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANA_DIGITS = {
    "イチ": 1,
    "ニ": 2,
    "サン": 3,
    "ヨン": 4,
    "シ": 4,
    "ゴ": 5,
    "ロク": 6,
    "ナナ": 7,
    "シチ": 7,
    "ハチ": 8,
    "キユウ": 9,
    "ク": 9,
}
_KANA_TEN = "ジユウ"
_ONE = "|".join(sorted(_KANA_DIGITS, key=len, reverse=True))
KANA = f"(?:(?:{_ONE})?{_KANA_TEN}(?:{_ONE})?|{_ONE})"
"""Pattern of one number below 100 in folded katakana (small ュ written large)."""

_KANA_PARTS = re.compile(f"(?:(?P<tens>{_ONE})?(?P<ten>{_KANA_TEN}))?(?P<ones>{_ONE})?")


def parse_kanji(text: str) -> int:
    """十二 -> 12, 二〇 -> 20, 千五 -> 1005. Raises KeyError for any other character."""
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = current = 0
    for character in text:
        if character in _UNITS:
            total += (current or 1) * _UNITS[character]
            current = 0
        else:
            current = current * 10 + _DIGITS[character]
    return total + current


def parse_kana(text: str) -> int:
    """イチ -> 1, ジユウ -> 10, ニジユウサン -> 23; 0 for anything else."""
    parts = _KANA_PARTS.fullmatch(text)
    if parts is None:
        return 0
    tens = _KANA_DIGITS[parts["tens"]] if parts["tens"] else 1
    return (tens * 10 if parts["ten"] else 0) + (_KANA_DIGITS[parts["ones"]] if parts["ones"] else 0)
