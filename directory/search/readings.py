"""Readings of names: given, else put together from words whose reading is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from directory.text.fold import fold
from directory.text.reading import is_kana, reading_key

_ORDINARY = {
    "市": "し",
    "区": "く",
    "町": "ちょう",
    "村": "むら",
    "第一": "だいいち",
    "第二": "だいに",
    "第三": "だいさん",
    "第四": "だいよん",
    "第1": "だいいち",
    "第2": "だいに",
    "第3": "だいさん",
    "会": "かい",
    "家": "いえ",
    "森": "もり",
    "丘": "おか",
    "駅前": "えきまえ",
    "中央": "ちゅうおう",
    "東": "ひがし",
    "西": "にし",
    "南": "みなみ",
    "北": "きた",
    "新": "しん",
    "教室": "きょうしつ",
    "工房": "こうぼう",
    "会館": "かいかん",
    "小学校": "しょうがっこう",
    "地域": "ちいき",
    "支援": "しえん",
    "子育て": "こそだて",
    "家庭": "かてい",
    "相談": "そうだん",
    "食堂": "しょくどう",
    "親子": "おやこ",
    "福祉": "ふくし",
    "保健": "ほけん",
    "総合": "そうごう",
    "校区": "こうく",
    "地区": "ちく",
    "団地": "だんち",
    "虹": "にじ",
    "星": "ほし",
    "空": "そら",
    "花": "はな",
    "木": "き",
    "子": "こ",
    "風": "かぜ",
    "夢": "ゆめ",
    "若葉": "わかば",
    "青葉": "あおば",
    "双葉": "ふたば",
    "希望": "きぼう",
    "笑顔": "えがお",
    "文庫": "ぶんこ",
}
"""Words that stand in many names. 町 is まち as often; a learned town reading wins over it."""

Segment = tuple[str, str]
"""(canonical text, its kana or "" when unknown)."""


class Reader:
    """Reads canonical names with a dictionary that also learns from names published with their kana."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Takes canonical words and their kana."""
        self._words = {fold(word): fold(kana) for word, kana in _ORDINARY.items()} | dict(words)
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._votes: dict[str, Counter[str]] = {}
        for word in self._words:
            self._note_length(word)

    def hear(self, name: str, kana: str, places: tuple[str, ...]) -> None:
        """Notes the reading of the one unknown part of a canonical name, published with its kana (folded).

        A place counts as unknown even if its letters are not: 新町 is しんまち here and しんちょう there.
        """
        found = self._unknown_part(name, kana, places) if is_kana(kana) else None
        if found:
            self._votes.setdefault(found[0], Counter())[found[1]] += 1

    def settle(self) -> None:
        """Learns what was heard: the most frequent reading wins.

        One letter alone is learned only when it is read so twice and never otherwise.
        """
        for part, counter in self._votes.items():
            if len(part) > 1 or (len(counter) == 1 and counter.total() > 1):
                self._words[part] = min(counter, key=lambda kana: (-counter[kana], kana))
                self._note_length(part)
        self._votes = {}

    def key(self, name: str, kana: str = "") -> str:
        """Reading key of a canonical name: of `kana` when given, else put together; what is unknown stays as it is."""
        if kana:
            return reading_key(kana)
        return reading_key("".join(sound or text for text, sound in self.segments(name)))

    def reading_of(self, word: str) -> str:
        """Reading key of one whole word; "" when a part of it is unknown."""
        segments = self.segments(word)
        return reading_key("".join(sound for _, sound in segments)) if all(sound for _, sound in segments) else ""

    def segments(self, name: str, opaque: tuple[str, ...] = ()) -> list[Segment]:
        """The name cut into known words, kana and unknown rests, longest known word first; `opaque` stay unknown."""
        cut: list[Segment] = []
        at = 0
        while at < len(name):
            text, sound = self._word_at(name, at, opaque)
            if not sound and cut and not cut[-1][1]:
                cut[-1] = (cut[-1][0] + text, "")
            else:
                cut.append((text, sound))
            at += len(text)
        return cut

    def _word_at(self, name: str, at: int, opaque: tuple[str, ...]) -> Segment:
        for part in opaque:
            if name.startswith(part, at):
                return part, ""
        letter = name[at]
        # Behind the end of the name, a slice is only what is left of it: the longest word that could stand there.
        for length in self._lengths.get(letter, ()):
            part = name[at : at + length]
            if part in self._words:
                return part, self._words[part]
        return letter, letter if is_kana(letter) else ""

    def _note_length(self, word: str) -> None:
        """Keeps how long words are that begin with each letter, longest first, so that reading tries no others."""
        known = self._lengths.get(word[0], ())
        if len(word) not in known:
            self._lengths[word[0]] = tuple(sorted((*known, len(word)), reverse=True))

    def _unknown_part(self, name: str, kana: str, opaque: tuple[str, ...]) -> Segment | None:
        """The only unknown part and its kana, when everything around it agrees with the kana of the name."""
        unknown, sounds = "", ["", ""]
        at = end = 0
        while at < len(name):
            text, sound = self._word_at(name, at, opaque)
            if sound:
                sounds[unknown != ""] += sound
            elif unknown and end != at:
                return None
            else:
                unknown += text
                end = at + len(text)
            at += len(text)
        before, after = sounds
        if not unknown or not kana.startswith(before) or not kana.endswith(after):
            return None
        between = kana[len(before) : len(kana) - len(after)]
        return (unknown, between) if between and len(kana) > len(before) + len(after) else None
