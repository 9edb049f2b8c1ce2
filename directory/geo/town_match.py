"""The beginning of a text -> a town of one municipality, by exact keys only."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from directory.geo.town_index import TownIndex, TownPoint
from directory.text.address_text import FoldedText

_CHOME = re.compile(r"-?([0-9]{1,2})(丁目|-(?=[0-9])|(?![0-9番号]))")
_SAYS_CHOME = re.compile(r"-?[0-9]{1,2}丁目")
_THREE_NUMBERS = re.compile(r"-?[0-9]+-[0-9]+-[0-9]")
_CLEAN = re.compile(
    r"\Z|[ハニロエ](?=[0-9-])|(?![ハニロエ]|[ケノツ](?![ァ-ヺ0-9-]))[-0-9(（\[「『、,・。/:;@A-Zァ-ヺ甲乙丙戊先外内無ほ他]|丁(?!目)"
    r"|番[地外]|地先|地内|付近|(?<=[0-9])(?:番|号|線|地割)"
)
_OTHER_TOWN = re.compile(r"[^0-9-]{1,5}(?:町|丁目)|丁目")
"""More of a name that ends in 町: 蒲生茜町 is not the town 蒲生; a 丁目 without its number."""
_LOOKALIKES = "ハニロエ"
_SHORTENED = -0.5
_KYOTO = "261"
_STREET = re.compile(r"[上下]ル|[東西]入|通|[東西南北]側")
_LONGEST_KOAZA = 14
_LONGEST_STREETS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class TownHit:
    """A town found in a text.

    Attributes:
        end: position of the key at which the lot begins.
        length: how many characters of the key the town explains.
        is_clean: what follows looks like a lot or a building, not like more of a name.
        is_chosen: the text left open whether its first number is a 丁目.
        wrong: span of the key that was corrected.
        bonus: how probable a correction is; added to the score.
        shortened: position of the key behind a name whose 町 was left out; 0 when nothing was.
    """

    point: TownPoint
    end: int
    length: int
    is_clean: bool
    chome: int | None = None
    koaza: str = ""
    is_chosen: bool = False
    wrong: tuple[int, int] | None = None
    bonus: float = 0.0
    shortened: int = 0

    @property
    def has_no_point(self) -> bool:
        """Whether nobody knows where the town lies in its municipality."""
        return self.point.origin == "m"


def match_town(index: TownIndex, folded: FoldedText, start: int) -> TownHit | None:
    """The longest town at `start`; in Kyoto the last one behind the street names."""
    key = folded.key
    hit = None
    for end in range(min(len(key), start + index.longest), start, -1):
        name = index.find(key[start:end])
        if name is not None and not (key[end - 1].isdigit() and key[end : end + 1].isdigit()):
            found = complete_town(index, name, folded, start, end)
            if name == key[start:end]:
                hit = found
                break
            if found.is_clean and not _joins_sections(folded, start, end, found):  # 中西区 must not become 中西町
                hit = replace(found, shortened=end, bonus=_SHORTENED) if name == key[start:end] + "町" else found
                break
    if index.jis.startswith(_KYOTO) and (hit is None or not hit.is_clean):
        return _match_behind_streets(index, folded, start) or hit
    return hit


def _joins_sections(folded: FoldedText, start: int, end: int, hit: TownHit) -> bool:
    """Whether a 字 inside the spelling parts two names: 大字芝字宮根 is not 芝宮根町."""
    return "字" in folded.source_slice(start, end)[1:] and "字" not in hit.point.name[2:]


def match_below(index: TownIndex, folded: FoldedText, start: int, fronts: tuple[str, ...]) -> TownHit | None:
    """A town whose name begins with one of `fronts`, which the text does not repeat (鏡村今井 -> 鏡今井)."""
    for end in range(min(len(folded.key), start + index.longest), start, -1):
        names = (index.find(front + folded.key[start:end]) for front in fronts)
        name = next((name for name in names if name), None)
        if name is not None and not (folded.key[end - 1].isdigit() and folded.key[end : end + 1].isdigit()):
            hit = complete_town(index, name, folded, start, end)
            return hit if hit.is_clean else None
    return None


def complete_town(index: TownIndex, name: str, folded: FoldedText, start: int, end: int) -> TownHit:
    """Adds 丁目 and 小字 to a town whose name ends at `end`."""
    numbers, own = index.bases.get(name, {}), index.keys.get(name)
    if own is not None and numbers and _says_section(folded, start) and not _SAYS_CHOME.match(folded.key, end):
        # 大字美女木8-10 is a lot of 大字美女木, not 美女木八丁目; but there are 大字撫牛子一丁目 and its like
        numbers = {number: row for number, row in numbers.items() if index.point(row).name.startswith("大字")}
    chosen = _find_chome(folded.key, end, numbers, is_own=own is not None)
    if chosen is not None:
        number, after, is_open = chosen
        point, row = index.point(numbers[number]), numbers[number]
    else:
        number, after, is_open = None, end, False
        row = own if own is not None else -1
        point = index.middle(index.rows_of(name))
    koaza = _find_koaza(index, row, folded.key, after)
    if koaza is not None:
        after, point_of_koaza = koaza
        koaza_name, whole = point_of_koaza.name, point
        point = TownPoint(name=whole.name, coordinate=point_of_koaza.coordinate, radius_m=point_of_koaza.radius_m)
    return TownHit(
        point=point,
        end=after,
        length=after - start,
        is_clean=is_clean_end(folded, after),
        chome=number,
        koaza=koaza_name if koaza else "",
        is_chosen=is_open or bool(_OTHER_TOWN.match(folded.key, after)),
    )


def _says_section(folded: FoldedText, start: int) -> bool:
    return folded.source.endswith("大字", 0, folded.source_index(start))


def is_clean_end(folded: FoldedText, end: int) -> bool:
    """Whether a name may end here: a lot, a bracket, a blank in the source or nothing follows, or 丁目 ends it."""
    if _CLEAN.match(folded.key, end) or folded.key.endswith("丁目", 0, end):
        return True
    index = folded.source_index(end)
    if folded.key[end] in _LOOKALIKES and folded.source[index] in _LOOKALIKES:
        return True  # 真砂ハイツ, but not 真砂八幡
    return index > 0 and (folded.source[index - 1].isspace() or folded.source[index - 1] == "字")


def _find_chome(key: str, end: int, numbers: dict[int, int], *, is_own: bool) -> tuple[int, int, bool] | None:
    """Number, position after it, and whether the text left it open (東栄町2-12: 二丁目12 or 2番12)."""
    found = _CHOME.match(key, end) if numbers else None
    if found is None or int(found[1]) not in numbers:
        return None
    says_so, has_more = found[2] == "丁目", found[2] == "-"
    if not says_so and is_own and not has_more:
        return None
    is_open = is_own and not says_so and not _THREE_NUMBERS.match(key, end)
    return int(found[1]), found.end() - (1 if has_more else 0), is_open


def _find_koaza(index: TownIndex, row: int, key: str, start: int) -> tuple[int, TownPoint] | None:
    if row < 0 or start >= len(key) or not index.has_koaza(row) or key[start] in "-0123456789":
        return None
    known = index.koaza(row)
    for end in range(min(len(key), start + _LONGEST_KOAZA), start, -1):
        found = known.get(key[start:end])
        if found is not None:
            return end, found
    return None


def _match_behind_streets(index: TownIndex, folded: FoldedText, start: int) -> TownHit | None:
    """寺町通御池上る上本能寺前町488 -> 上本能寺前町: the last town that nothing of a street follows."""
    key = folded.key
    best: tuple[tuple[bool, int, int], TownHit] | None = None
    for begin in range(start, min(len(key), start + _LONGEST_STREETS)):
        for end in range(min(len(key), begin + index.longest), begin + 1, -1):
            name = index.find(key[begin:end])
            if name is None or _STREET.match(key, end):
                continue
            hit = complete_town(index, name, folded, begin, end)
            rank = (hit.is_clean, hit.length, begin)
            if best is None or rank > best[0]:
                best = (rank, hit)
            break
    return best[1] if best and best[1].is_clean else None
