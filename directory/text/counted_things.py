"""Numbers with what they count -> how both are said together: 三軒 is サンゲン, 一歩 イッポ."""

from __future__ import annotations

import re

from directory.text.numerals import parse_kanji
from directory.text.spoken_numbers import say_number

_COUNTERS = {
    "軒": ("ケン", "ゲン", "ケン"),
    "階": ("カイ", "カイ", "カイ"),
    "回": ("カイ", "カイ", "カイ"),
    "個": ("コ", "コ", "コ"),
    "件": ("ケン", "ケン", "ケン"),
    "校": ("コウ", "コウ", "コウ"),
    "歳": ("サイ", "サイ", "サイ"),
    "才": ("サイ", "サイ", "サイ"),
    "冊": ("サツ", "サツ", "サツ"),
    "周年": ("シュウネン", "シュウネン", "シュウネン"),
    "週間": ("シュウカン", "シュウカン", "シュウカン"),
    "丁目": ("チョウメ", "チョウメ", "チョウメ"),
    "頭": ("トウ", "トウ", "トウ"),
    "本": ("ホン", "ボン", "ポン"),
    "杯": ("ハイ", "バイ", "パイ"),
    "匹": ("ヒキ", "ビキ", "ピキ"),
    "歩": ("ホ", "ポ", "ポ"),
    "分": ("フン", "プン", "プン"),
    "泊": ("ハク", "パク", "パク"),
}
"""Counter -> how it is said, behind サン and セン, and behind a short sound."""

_SHORT = re.compile("(?:イチ|ハチ|ジュウ)$")
_SHORT_BEFORE_K_AND_H = re.compile("(?:イチ|ロク|ハチ|ジュウ|ヒャク)$")
_K_AND_H = "カキクケコハヒフヘホ"

_WHOLE = {
    "人": {1: "ヒトリ", 2: "フタリ", 4: "ヨニン"},
    "日": {
        2: "フツカ",
        3: "ミッカ",
        4: "ヨッカ",
        5: "イツカ",
        6: "ムイカ",
        7: "ナノカ",
        8: "ヨウカ",
        9: "ココノカ",
        10: "トオカ",
        14: "ジュウヨッカ",
        20: "ハツカ",
    },
    "月": {4: "シガツ", 7: "シチガツ", 9: "クガツ"},
    "時": {4: "ヨジ", 7: "シチジ", 9: "クジ"},
    "年": {4: "ヨネン"},
    "年生": {4: "ヨネンセイ"},
    "円": {4: "ヨエン"},
}
"""Counters of which some numbers are said in their own way."""

_NUMBER = "[0-9]{1,4}|[一二三四五六七八九十百千]{1,4}"
COUNTED = re.compile(
    f"(?<![0-9一二三四五六七八九十百千])({_NUMBER})({'|'.join(sorted((*_COUNTERS, *_WHOLE), key=len, reverse=True))})"
    "(?:(?<![軒本歩日月分匹杯頭])|(?![一-鿿]))"
)
"""A number and what it counts; 八本松 and 十日町 are names of places."""


def say_counted(number: str, counter: str) -> str:
    """Katakana of the two groups of `COUNTED`; "" where number and counter are said one after the other."""
    value = int(number) if number.isdecimal() else parse_kanji(number)
    if counter in _WHOLE:
        return _WHOLE[counter].get(value, "")
    plain, behind_n, behind_short = _COUNTERS[counter]
    said = say_number(str(value))
    if said.endswith(("サン", "セン", "ゼン")):
        return said + behind_n
    short = (_SHORT_BEFORE_K_AND_H if plain[0] in _K_AND_H else _SHORT).search(said)
    return f"{said[:-1]}ッ{behind_short}" if short else said + plain
