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


_NEXT_DAY = re.compile(r"翌(?:日の?|朝)?\s*(?=\d{1,2}[:時])(\d{1,2})")
_KANJI_TIME = re.compile(
    r"(?<![一二三四五六七八九十\d])(二?十[一二三四五六七八九]?|[一二三四五六七八九])(?=時(?!間|[々折])|分(?=[~\s、)]|$))"
)
_ALL_YEAR = re.compile(r"(?:年中)?無休|365日")
_WEEKEND = re.compile(r"(?<!月)毎?週末")
_SHARED_VACATION = re.compile(r"([春夏冬](?:[・、,/]?[春夏冬])+)休み")
_LABELLED_HOURS = re.compile(
    r"(?:開始|開店|開演)\s*[::]?\s*(\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))\s*[、,]?\s*"
    r"(?:終了|閉店|終演)\s*[::]?\s*(\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))"
)
_EACH_WEEKDAY = re.compile(r"毎(?=[月火水木金土日]曜)")
_EVER_OPEN = re.compile(r"24時間[・、 ]*365日|365日[・、 ]*24時間")
_ROUND_THE_CLOCK = re.compile(r"24時間(?!前|以内|後|以上|未満|ごと|毎)(?:対応|受付|営業|体制|開放|利用可能?)?")


def tidy_schedule(text: str) -> str:
    """The same text in NFKC with ~ for every wave or dash, (1) for ①, 第2 for 第二."""
    tidy = _CIRCLED.sub(lambda found: f"({ord(found[0]) - ord('①') + 1})", text)
    tidy = unicodedata.normalize("NFKC", tidy).translate(_DASHES).translate(_LIGATURES)
    tidy = _ORDINAL.sub(_to_digits, tidy)
    tidy = _COUNT.sub(_to_digits, tidy)
    tidy = _KANJI_DAY.sub(lambda found: f"毎月{_tens(found[1])}日", tidy)
    tidy = _NEXT_DAY.sub(lambda found: f"{int(found[1]) + 24}", tidy)
    tidy = _KANJI_TIME.sub(lambda found: str(_tens(found[1])), tidy)
    tidy = _EACH_WEEKDAY.sub("毎週", tidy)
    tidy = _WEEKEND.sub("土日", tidy)
    tidy = _SHARED_VACATION.sub(_each_vacation, tidy)
    tidy = _LABELLED_HOURS.sub(r"\1~\2", tidy)
    tidy = _EVER_OPEN.sub("毎日0:00~24:00 ", tidy)
    tidy = _ROUND_THE_CLOCK.sub("0:00~24:00 ", tidy)
    tidy = _ALL_YEAR.sub("" if "毎日" in tidy else "毎日", tidy)
    return _LONG_VOWEL.sub("~", tidy).strip()


def _each_vacation(found: re.Match[str]) -> str:
    """春・夏・冬休み -> 春休み・夏休み・冬休み."""
    return "・".join(f"{season}休み" for season in found[1] if season in "春夏冬")


def _to_digits(found: re.Match[str]) -> str:
    """Kanji digits of a match as ASCII digits."""
    return "".join(_KANJI_DIGITS.get(character, character) for character in found[0])


def _tens(kanji: str) -> int:
    """二十五 -> 25."""
    tens, has_ten, ones = kanji.partition("十")
    if not has_ten:
        return int(_KANJI_DIGITS[tens])
    return int(_KANJI_DIGITS.get(tens, "1")) * 10 + int(_KANJI_DIGITS.get(ones, "0"))
