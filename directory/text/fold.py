"""One searchable spelling: the same function for data and for queries."""

from __future__ import annotations

import re
import unicodedata

from directory.text.old_forms import OLD_FORMS

_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SOUNDS = {
    "ゔ": "ぶ",
    "ヴ": "ぶ",
    "ヶ": "け",
    "ゖ": "け",
    "ヵ": "か",
    "ゕ": "か",
    "ヷ": "ば",
    "ヸ": "び",
    "ヹ": "べ",
    "ヺ": "ぼ",
    "ゐ": "い",
    "ヰ": "い",
    "ゑ": "え",
    "ヱ": "え",
}
_TABLE: dict[int, int | str] = {**_HIRAGANA, **{ord(old): new for old, new in _SOUNDS.items()}, **OLD_FORMS}

# ゔぁ ゔぃ … were sounds of one syllable: ヴィラ and ビラ are one word.
_V_ROW = str.maketrans({"ぁ": "ば", "ぃ": "び", "ぇ": "べ", "ぉ": "ぼ"})
_V_SYLLABLE = re.compile("[ヴゔ]([ァィェォぁぃぇぉ])")

_LATIN_ACCENT = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")
_DROPPED = re.compile(r"[\W_ー]+")
# 市ヶ谷, 市ケ谷 and 市が谷 are one town, and so are 丸ノ内 and 丸之内.
_KE = re.compile("(?<=[一-鿿])[がか](?=[一-鿿])")
_NO = re.compile("(?<=[一-鿿])[之](?=[一-鿿])")


def fold(text: str) -> str:
    """The spelling that is compared: no width, case, accents, blanks, brackets, dashes or long-vowel marks.

    Katakana become hiragana, old kanji new ones, ヶ between kanji becomes け (so do が and か there) and 之 becomes の.
    Idempotent. What is left holds letters, kana, kanji and digits only; it may be empty.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    if _LATIN_ACCENT.search(text):
        text = _without_accents(text)
    if "ヴ" in text or "ゔ" in text:
        text = _V_SYLLABLE.sub(lambda match: _hiragana(match[1]).translate(_V_ROW), text)
    text = _DROPPED.sub("", text.translate(_TABLE))
    text = unicodedata.normalize("NFKC", text)
    if "が" in text or "か" in text:
        text = _KE.sub("け", text)
    return _NO.sub("の", text) if "之" in text else text


def fold_words(text: str) -> tuple[str, ...]:
    """The words between blanks and marks, each folded; empty ones are left out. ・ and dashes do not part words."""
    parts = _WORD_BREAK.split(unicodedata.normalize("NFKC", text))
    return tuple(word for word in map(fold, parts) if word)


_WORD_BREAK = re.compile(r"[\s、。,!?;:/|「」『』()\[\]【】<>〈〉《》]+")


def _hiragana(text: str) -> str:
    return text.translate(_HIRAGANA)


def _without_accents(text: str) -> str:
    """Latin letters without their marks; kana keep 濁点 and 半濁点."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(letter for letter in decomposed if not "\u0300" <= letter <= "\u036f")
    return unicodedata.normalize("NFKC", plain).lower()
