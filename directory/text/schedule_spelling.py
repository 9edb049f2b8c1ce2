"""One spelling for schedule texts: half-width digits, one kind of wave dash, ordinal numbers in digits."""

from __future__ import annotations

import re
import unicodedata

_CIRCLED = re.compile(r"[①-⑳]")
_DASHES = str.maketrans(dict.fromkeys("〜～‐‑‒–—―−─－", "~"))
_KANJI_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9"}
_ORDINAL = re.compile(r"第[一二三四五](?:\s*[・、,.~]\s*第?[一二三四五])*(?!部|弾|回|子)")
_COUNT = re.compile(r"(?<=[月週年に])[一二三四五六七八九](?=回|度)|[一二三四五六](?=[かカヶケヵ箇]月に)")
_LONG_VOWEL = re.compile(r"(?<=[\d時分日曜月火水木金土])\s*ー\s*(?=[\d午月火水木金土日])")
_KANJI_DAY = re.compile(r"毎月([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日")
_LIGATURES = str.maketrans({"､": "、", "｡": "。", "，": ",", "：": ":", "∶": ":", "\r": "\n", "\u3000": " "})


def tidy_schedule(text: str) -> str:
    """The same text in NFKC with ~ for every wave or dash, (1) for ①, 第2 for 第二."""
    tidy = _CIRCLED.sub(lambda found: f"({ord(found[0]) - ord('①') + 1})", text)
    tidy = unicodedata.normalize("NFKC", tidy).translate(_DASHES).translate(_LIGATURES)
    tidy = _ORDINAL.sub(_to_digits, tidy)
    tidy = _COUNT.sub(_to_digits, tidy)
    tidy = _KANJI_DAY.sub(lambda found: f"毎月{_tens(found[1])}日", tidy)
    return _LONG_VOWEL.sub("~", tidy).strip()


def _to_digits(found: re.Match[str]) -> str:
    """Kanji digits of a match as ASCII digits."""
    return "".join(_KANJI_DIGITS.get(character, character) for character in found[0])


def _tens(kanji: str) -> int:
    """二十五 -> 25."""
    tens, has_ten, ones = kanji.partition("十")
    if not has_ten:
        return int(_KANJI_DIGITS[tens])
    return int(_KANJI_DIGITS.get(tens, "1")) * 10 + int(_KANJI_DIGITS.get(ones, "0"))
