"""Towns for a text with one typing error, or without the front of the town's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from directory.geo.town_index import TownIndex
from directory.geo.town_match import TownHit, complete_town, is_clean_end
from directory.text.address_text import FoldedText
from directory.text.numerals import parse_kanji

_MOST = 5
_SWAPPED = 1.5
_MISSING = 1.2
_FRONT_MISSING = 1.1
_REPLACED = 0.6
_EXTRA = -0.6
_CHOME_FITS = 0.3
_CHOME_LACKS = -1.0
# People swap and lose characters; a wrong conversion replaces one; an extra one is rare.

_OPTIONAL = "ケノツ"
_SAYS_CHOME = re.compile(r"[0-9]+丁目|[0-9]+-[0-9]+-[0-9]")
_LOST_NUMBER = re.compile(r"丁目")
_NUMBER = "一ニ三四五六七ハ九十"
_SWAPPED_NUMBER = re.compile(rf"([^0-9-]*?)([0-9{_NUMBER}])([^0-9{_NUMBER}-])丁目")
_STEM = re.compile(r"[^0-9-]+")


def match_similar(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    """Up to five towns, most probable first; nothing for two characters of which one is wrong in several ways."""
    hits = [*_one_edit(index, folded, start), *_front_missing(index, folded, start)]
    hits += [*_number_lost(index, folded, start), *_number_swapped(index, folded, start)]
    hits = hits or list(_section_misspelt(index, folded, start))
    hits.sort(key=lambda hit: (-hit.length - hit.bonus, hit.point.name))
    is_coin_toss = len(hits) > 1 and hits[0].length <= 2 and hits[0].bonus == hits[1].bonus < _MISSING
    return [] if is_coin_toss else hits[:_MOST]


def _one_edit(index: TownIndex, folded: FoldedText, start: int) -> Iterator[TownHit]:
    """屋宮西町 -> 屋島西町; digits must agree, and a lot or nothing must follow."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 loaded only when an address has a typing error

    key = folded.key
    for name in _similar_names(index, key[start : start + 2]):
        for end in range(start + len(name) + 1, start + len(name) - 2, -1):
            piece = key[start:end]
            if end > len(key) or len(piece) < 2 or OSA.distance(piece, name, score_cutoff=1) != 1:
                continue
            points = _edit_points(piece, name)
            is_sure = points == _SWAPPED and len(name) > 3  # 屋島町東間 may go on with a 小字 that nobody lists
            if _digits(piece) == _digits(name) and (is_sure or is_clean_end(folded, end)):
                hit = complete_town(index, index.find(name) or name, folded, start, end)
                yield _spelt(_weighed(hit, folded, start, end, points), piece, name)
                break


def _front_missing(index: TownIndex, folded: FoldedText, start: int) -> Iterator[TownHit]:
    """牟礼2431 -> 牟礼町牟礼: what stood before the town when it was a village of its own is left out."""
    stem = _STEM.match(folded.key, start)
    piece = stem[0] if stem else ""
    for name in index.by_last.get(piece[-1], ()) if len(piece) > 1 else ():
        if len(name) > len(piece) and name.endswith(piece):
            end = start + len(piece)
            hit = complete_town(index, index.find(name) or name, folded, start, end)
            yield _weighed(hit, folded, start, end, _FRONT_MISSING)


def _number_lost(index: TownIndex, folded: FoldedText, start: int) -> Iterator[TownHit]:
    """松島町丁目12 -> every 丁目 of 松島町."""
    for end in range(min(len(folded.key), start + index.longest), start + 1, -1):
        numbers = index.bases.get(index.find(folded.key[start:end]) or "", {})
        if numbers and _LOST_NUMBER.match(folded.key, end):
            after = end + len("丁目")
            hit = TownHit(
                point=index.point(next(iter(numbers.values()))), end=after, length=after - start, is_clean=True
            )
            for number, row in numbers.items():
                yield replace(hit, point=index.point(row), chome=number, wrong=(start, after))
            return


def _number_swapped(index: TownIndex, folded: FoldedText, start: int) -> Iterator[TownHit]:
    """番一町丁目10 -> 番町一丁目."""
    found = _SWAPPED_NUMBER.match(folded.key, start)
    if found is None:
        return
    base, number = found[1] + found[3], _value(found[2])
    row = index.bases.get(base, {}).get(number)
    if row is not None:
        length, wrong = found.end() - start, (start, found.end())
        hit = TownHit(point=index.point(row), end=found.end(), length=length, is_clean=True, chome=number, wrong=wrong)
        yield replace(hit, bonus=_SWAPPED)


def _section_misspelt(index: TownIndex, folded: FoldedText, start: int) -> Iterator[TownHit]:
    """大井氷上 and 大字上 for 大字氷上: 大字 is part of what was typed, so it counts as letters here."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 as above

    begin = folded.source_index(start)
    begin -= 2 * folded.source.startswith("大字", begin - 2)
    for row, name in index.sections:
        for size in range(len(name) + 1, len(name) - 2, -1):
            piece = folded.source[begin : begin + size]
            if len(piece) < size or size < 3 or OSA.distance(piece, name, score_cutoff=1) != 1:
                continue
            end = next((at for at in range(start, len(folded.key)) if folded.source_index(at) >= begin + size), 0)
            if end > start and folded.key[end].isdigit():
                yield TownHit(point=index.point(row), end=end, length=size, is_clean=True, wrong=(start, end))
                break


def _similar_names(index: TownIndex, beginning: str) -> list[str]:
    """Names whose first or second character agrees, also shifted by one."""
    first, second = beginning[:1], beginning[1:2]
    groups = (
        index.by_first.get(first, ()),
        index.by_second.get(second, ()),
        index.by_first.get(second, ()),
        index.by_second.get(first, ()),
    )
    return [name for name in dict.fromkeys(name for group in groups for name in group) if len(name) > 1]


def _edit_points(piece: str, name: str) -> float:
    if len(piece) != len(name):
        return _MISSING if len(piece) < len(name) else _EXTRA
    return _SWAPPED if sorted(piece) == sorted(name) else _REPLACED


def _weighed(hit: TownHit, folded: FoldedText, start: int, end: int, points: float) -> TownHit:
    """A correction with its probability; the 丁目 that the text writes should exist."""
    if hit.chome is not None:
        points += _CHOME_FITS
    elif _SAYS_CHOME.match(folded.key, end):
        points += _CHOME_LACKS
    return replace(hit, length=end - start, bonus=points, wrong=(start, end))


def _spelt(hit: TownHit, piece: str, name: str) -> TownHit:
    """阿佐ヶ谷 and 阿佐谷, 山の手 and 山手 are spellings of one name, not a typing error."""
    short, long = sorted((piece, name), key=len)
    index = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    is_spelling = len(short) < len(long) and 0 < index < len(short) and long[index] in _OPTIONAL
    return replace(hit, wrong=None, bonus=_SWAPPED) if is_spelling else hit


def _value(number: str) -> int:
    return int(number) if number.isdigit() else parse_kanji(number.replace("ニ", "二").replace("ハ", "八"))


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
