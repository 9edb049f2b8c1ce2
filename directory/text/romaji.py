"""Romaji -> hiragana: Hepburn, kunrei and what people type into an input method."""

from __future__ import annotations

import re

from directory.text.fold import fold

_VOWELS = "aiueo"
_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "y": "や*ゆ*よ",
    "r": "らりるれろ",
    "w": "わ***を",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "j": "*じ***",
    "l": "らりるれろ",
    "v": "ばびぶべぼ",
    "c": "か*く*こ",
}
_GLIDES = {
    "ky": "き",
    "sy": "し",
    "sh": "し",
    "ty": "ち",
    "ch": "ち",
    "cy": "ち",
    "ny": "に",
    "hy": "ひ",
    "my": "み",
    "ry": "り",
    "gy": "ぎ",
    "zy": "じ",
    "jy": "じ",
    "j": "じ",
    "dy": "ぢ",
    "by": "び",
    "py": "ぴ",
}
_SPECIAL = {
    "shi": "し",
    "chi": "ち",
    "tsu": "つ",
    "tsa": "つぁ",
    "fu": "ふ",
    "fa": "ふぁ",
    "fi": "ふぃ",
    "fe": "ふぇ",
    "fo": "ふぉ",
    "she": "しぇ",
    "che": "ちぇ",
    "je": "じぇ",
    "thi": "てぃ",
    "dhi": "でぃ",
    "wi": "うぃ",
    "we": "うぇ",
    "wo": "を",
}


def _syllables() -> dict[str, str]:
    table = {
        head + vowel: kana
        for head, row in _ROWS.items()
        for vowel, kana in zip(_VOWELS, row, strict=True)
        if kana != "*"
    }
    for head, kana in _GLIDES.items():
        table |= {head + "a": kana + "ゃ", head + "u": kana + "ゅ", head + "o": kana + "ょ"}
    return table | _SPECIAL


_SYLLABLES = _syllables()
_LETTERS = re.compile("[a-z']+")
_HALF_TYPED = re.compile("(?<=[a-z]{4})[b-df-hj-mp-tv-z]{1,2}$")
LETTERS_A_MISFIT = 5
"""So many letters may hold one that fits nowhere; with more of them it is no romaji."""
_LONGEST = max(map(len, _SYLLABLES))


def kana_of_romaji(text: str) -> str | None:
    """Hiragana for a text of Latin letters; None when it does not read as romaji.

    A few letters that fit nowhere are dropped (a typo, a word half typed); ん may be n, nn, n' or m before b, m, p.
    """
    letters = _HALF_TYPED.sub("", fold(text))
    if not letters or not _LETTERS.fullmatch(letters):
        return None
    kana: list[str] = []
    at = misfits = 0
    while at < len(letters):
        step, sound = _next_sound(letters, at)
        kana.append(sound)
        at += step or 1
        misfits += not step
    return "".join(kana) if misfits * LETTERS_A_MISFIT <= len(letters) and any(kana) else None


def _next_sound(letters: str, at: int) -> tuple[int, str]:
    """Letters used and the kana they give; (0, "") when nothing fits."""
    for length in range(min(_LONGEST, len(letters) - at), 0, -1):
        kana = _SYLLABLES.get(letters[at : at + length])
        if kana:
            return length, kana
    here, following = letters[at], letters[at + 1 : at + 2]
    if here == "n":
        doubled = following == "n" and letters[at + 2 : at + 3] not in tuple(_VOWELS)
        return (2 if doubled else 1), "ん"
    if here == "m" and following in ("b", "m", "p"):
        return 1, "ん"
    if (following == here and letters[at + 2 : at + 3] != here) or letters[at : at + 3] == "tch":
        return 1, "っ"
    return 0, ""
