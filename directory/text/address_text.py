"""One spelling of an address, with the way back to the text as it was written."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from directory.text.numerals import KANA, KANJI, parse_kana, parse_kanji
from directory.text.old_forms import OLD_FORMS

DASHES = "-－﹣−‐⁃‑‒–—﹘―⎯⏤ーｰ─━~〜～"
"""Everything that people type where a hyphen belongs; 長音 too, because 1ー2 is common."""


def _letters() -> dict[int, str]:
    """One character for one character, so that positions stay."""
    table = dict(OLD_FORMS)
    table |= {code: chr(code + 0x60) for code in range(ord("ぁ"), ord("ゖ") + 1)}
    table |= {code: chr(code - 32) for code in range(ord("a"), ord("z") + 1)}
    small = dict(zip("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワケケ", strict=True))
    table |= {ord(key): value for key, value in small.items()}
    table |= {ord(key) - 0x60: value for key, value in small.items()}
    table |= dict.fromkeys(map(ord, "ガカがか"), "ケ")
    table |= dict.fromkeys(map(ord, "ノの之"), "ノ")
    table |= {ord("ヱ"): "エ", ord("ゑ"): "エ", ord("ヰ"): "イ", ord("ゐ"): "イ", ord("○"): "〇", ord("◯"): "〇"}
    table |= {ord("舟"): "船", ord("嶽"): "岳", ord("弐"): "二", ord("壱"): "一", ord("貳"): "二", ord("壹"): "一"}
    table |= dict.fromkeys(map(ord, DASHES), "-")
    return table


class _Letters(dict[int, str]):
    """Remembers characters that stay as they are: `translate` is slow for those that its table lacks."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, chr(code))


_LETTERS = _Letters(_letters())
_LOOKALIKES = (("二", "ニ"), ("八", "ハ"), ("工", "エ"), ("口", "ロ"))
# Applied after the numbers, and towards kana: ハイツ must not be read as 8, neither now nor when it is folded again.
_BETWEEN = "|"

_NUMBER = f"[{KANJI}]+"
_NUMERIC = f"[0-9{KANJI}]"
_UNIT = "丁目|町目|丁|番町|番丁|条|線|地割|号|軒|番地|番|区|部|組|班|ノ町|ノ丁"
_MARK = "[\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_HAS_MARK = re.compile(_MARK)
_LEFT_OUT = re.compile(f"大字|小字|字|{_MARK}")
_EDIT = re.compile(
    # The first look-ahead only saves time: no alternative starts with another character.
    rf"(?=[\s第リイニサヨシゴロナハキクジ町丁番ノ{KANJI}])(?:"
    r"(?P<gap>(?<=[0-9])\s+(?=[0-9]))"
    r"|(?P<drop>\s+"
    rf"|第(?=\s*{_NUMERIC}+\s*(?:地割|号|番|線|区|部))|(?<=通)リ)"
    rf"|(?P<kana>(?<![ァ-ヺ]){KANA}(?:ノ{KANA})+(?![ァ-ヺ]))"
    r"|(?P<one>(?<=[0-9])一(?=[0-9]))"
    rf"|(?P<mixed>(?<![0-9{KANJI}])[二三四五六七八九]?十[0-9](?=\s*(?:{_UNIT})))"
    rf"|(?P<before>{_NUMBER}(?=\s*[0-9]))"
    rf"|(?P<number>{_NUMBER}(?=\s*(?:{_UNIT}|-|ノ\s*{_NUMERIC}))|(?<={_NUMERIC}[-ノ]){_NUMBER}"
    rf"|(?:(?<=丁目)|(?<={_NUMERIC}丁)){_NUMBER}(?=[-ノ番号]))"
    rf"|(?P<tail>{_NUMBER}(?=\s|\Z))"
    rf"|(?P<chome>(?:(?<={_NUMERIC})|(?<={_NUMERIC}\s))(?:町目|丁(?!目)(?=[\s|0-9{KANJI}ノ北南東西-]|\Z|番)))"
    r"|(?P<bancho>番丁)"
    rf"|(?P<of>(?:(?<={_NUMERIC})|(?<={_NUMERIC}\s))ノ(?=\s*{_NUMERIC})))"
)


_FIXED = {"gap": "-", "drop": "", "one": "-", "chome": "丁目", "bancho": "番町", "of": "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedText:
    """A text in its one spelling.

    Attributes:
        source: as written.
        key: the one spelling; what equal addresses share.
        stops: positions in `key`, ascending, from which on `shifts` apply.
        shifts: what to add to a position of `key` to come to the widened text.
        offsets: widened text -> source, when widening changed its length.
    """

    source: str
    key: str
    stops: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    offsets: tuple[int, ...] = ()

    def source_index(self, position: int) -> int:
        """Index in `source` of the character that stands at `position` of `key`."""
        step = bisect_right(self.stops, position)
        index = position + (self.shifts[step - 1] if step else 0)
        if self.offsets:
            return self.offsets[index] if index < len(self.offsets) else len(self.source)
        return min(index, len(self.source))

    def source_slice(self, start: int, end: int) -> str:
        """The user's own spelling of `key[start:end]`, without blanks around it."""
        return self.source[self.source_index(start) : self.source_index(end)].strip()


def fold_address(text: str) -> FoldedText:
    """Width, old forms, kana classes, dashes, numbers, 大字/字 and 丁目/丁/町目 in one spelling."""
    wide, offsets = _widen(text)
    letters, offsets = _leave_out(wide.translate(_LETTERS), offsets)
    key, stops, shifts = _edit(letters, keeps_tail=False)
    return FoldedText(
        source=text, key=_without_lookalikes(key), stops=tuple(stops), shifts=tuple(shifts), offsets=offsets
    )


def fold_name(name: str) -> str:
    """Key of a place name: the same spelling without the way back."""
    letters = _LEFT_OUT.sub("", unicodedata.normalize("NFKC", name).translate(_LETTERS))
    return _without_lookalikes(_edit(letters, keeps_tail=True)[0])


def fold_names(names: Iterable[str]) -> list[str]:
    """Keys of many place names, each as `fold_name` gives it, in one go: a municipality has hundreds of towns."""
    together = _BETWEEN.join(names)
    return fold_name(together).split(_BETWEEN) if together else []


def _without_lookalikes(key: str) -> str:
    for kanji, kana in _LOOKALIKES:
        key = key.replace(kanji, kana)
    return key


def _widen(text: str) -> tuple[str, tuple[int, ...]]:
    """NFKC of the text, with source positions only when the length changed."""
    wide = unicodedata.normalize("NFKC", text)
    if len(wide) == len(text):
        return wide, ()
    pieces: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        piece = unicodedata.normalize("NFKC", cluster)
        pieces.append(piece)
        offsets.extend([start] * len(piece))
    return "".join(pieces), tuple(offsets)


def _leave_out(letters: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """Without 大字, 字 and marks that change no letter; source positions follow."""
    if "字" not in letters and not _HAS_MARK.search(letters):
        return letters, offsets
    kept = letters
    for found in reversed(list(_LEFT_OUT.finditer(letters))):
        start, end = found.span()
        kept = kept[:start] + kept[end:]
        offsets = offsets or tuple(range(len(letters)))
        offsets = offsets[:start] + offsets[end:]
    return kept, offsets


def _clusters(text: str) -> list[tuple[int, str]]:
    """Characters with the marks that follow them: ｶﾞ is one letter of two characters."""
    clusters: list[tuple[int, str]] = []
    for index, character in enumerate(text):
        if clusters and (character in "ﾞﾟ" or unicodedata.combining(character)):
            start, before = clusters[-1]
            clusters[-1] = (start, before + character)
        else:
            clusters.append((index, character))
    return clusters


def _edit(letters: str, *, keeps_tail: bool) -> tuple[str, list[int], list[int]]:
    """Applies all replacements; stops and shifts lead back.

    A kanji number at the end of an address is a lot (牟礼六百十八), at the end of a name it is the name (北一).
    """
    pieces: list[str] = []
    stops: list[int] = []
    shifts: list[int] = []
    done = length = shift = 0
    for start, end, new in _edits(letters, keeps_tail=keeps_tail):
        pieces += (letters[done:start], new)
        length += start - done + len(new)
        if end - start != len(new):
            shift += end - start - len(new)
            stops.append(length)
            shifts.append(shift)
        done = end
    pieces.append(letters[done:])
    return "".join(pieces), stops, shifts


def _edits(letters: str, *, keeps_tail: bool) -> Iterator[tuple[int, int, str]]:
    """Start, end and replacement, in order."""
    for found in _EDIT.finditer(letters):
        kind, (start, end) = found.lastgroup, found.span()
        if kind == "kana":
            yield from _kana_edits(found[0], start)
        elif kind == "number" or (kind == "tail" and not keeps_tail):
            yield start, end, str(parse_kanji(found[0]))
        elif kind == "mixed":  # 二十4軒
            yield start, end, str(parse_kanji(found[0][:-1]) + int(found[0][-1]))
        elif kind == "before":  # 南一3-14 and 本町三12: two numbers, not one
            yield start, end, str(parse_kanji(found[0]))
            yield end, end, "-"
        elif kind != "tail":
            yield start, end, _FIXED[str(kind)]


def _kana_edits(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """イチノキユウ -> 1, -, 9: number by number, so that each leads back to its own letters."""
    for number in re.finditer("[^ノ]+", text):
        yield start + number.start(), start + number.end(), str(parse_kana(number[0]))
        if number.end() < len(text):
            yield start + number.end(), start + number.end() + 1, "-"
