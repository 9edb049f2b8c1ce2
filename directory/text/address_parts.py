"""What stands around a town in an address: postal code, lot, building, a second address, words of secrecy."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_POSTAL = re.compile(r"^\s*〒?\s*(\d{3})[-－﹣−‐⁃‑‒–—―ー]?(\d{4})(?!\d)(?!\s*[-－‐―ー番号])[\s、,]*")
_SECRET = re.compile(r"非公開|非公表|非開示|未公表|秘匿|公[開表]して(?:いません|おりません)|(?:住所|所在地|場所)は秘密")
_DECIMAL = r"(-?\d{1,3}\.\d+)"
_SECOND = re.compile(r"[\n、,，;；／/]|及び|および|または|又は|　と　")
_JOINTS = "-－﹣−‐⁃‑‒–—﹘―⎯⏤ーｰ─━~〜～のノ之 　"
_SEPARATORS = " 　、,，\n"
_DASH = "[-－﹣−‐⁃‑‒–—﹘―⎯⏤ーｰ─━~〜～]"
_DIGITS = r"\d"
_KANJI = "[〇一二三四五六七八九十百千]"
_BLANK = r"\s"
_UNIT = (
    rf"無番地|番地先|番地内|番地|番(?![館街町丁])|号地|号線|号(?![室館棟])|丁目|町目|丁|条|地割|線|{_DASH}"
    rf"|[のノ之](?={_BLANK}*(?:{_DIGITS}|{_KANJI}))"
)
_END = rf"(?={_BLANK}|$|[、,，;；/／(（・])"
_FLOOR = r"(?![0-9０-９]*(?:階|[FＦfｆ](?![a-z])|号?室|号?棟|号館|年|周|丁目公園))"
# A number behind a blank is of the lot only when a unit stands beside it: 5番 13号, but 5-14 201 and 5-14 3階.
_LOT = re.compile(
    rf"(?:{_BLANK}*(?:{_UNIT})"
    rf"|(?<!{_BLANK}){_DIGITS}+(?!{_DIGITS}|号[室館棟]|階|棟)"
    rf"|(?<=[番地号目丁条割のノ之]){_BLANK}+{_FLOOR}{_DIGITS}+|(?<={_DASH}){_BLANK}+{_FLOOR}{_DIGITS}+"
    rf"|{_BLANK}+{_DIGITS}+(?={_BLANK}*(?:{_UNIT}))"
    rf"|(?<!{_DIGITS})(?<!{_BLANK}){_KANJI}+(?={_BLANK}*(?:{_UNIT})|{_END})"
    rf"|{_BLANK}*第(?=(?:{_DIGITS}+|{_KANJI}+)(?:地割|号|番|線|区))"
    rf"|地先|地内|地|[甲乙丙丁戊](?={_BLANK}*(?:{_DIGITS}|{_KANJI}|{_DASH}))"
    rf"|{_BLANK}*(?:ほか|他|外)(?:{_DIGITS}+筆?|筆|{_END})|[内先]{_END})+"
)
_SECTION = re.compile(
    rf"(?:(?:大字|小字|字)[^\s　0-9０-９()（）、,・]{{1,12}}?"
    rf"|[一-鿿ケヶノツの]{{1,4}}(?<![館園所校院寺社堂店荘内階棟町丁目]))(?={_DIGITS})"
)
"""A name between town and lot that no gazetteer knows: 字天神1225, 西山2073; a hall is none (公民館2階)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalSplit:
    """A text without its postal code, and the seven digits ("" when there were none)."""

    code: str
    rest: str


def split_postal_code(text: str) -> PostalSplit:
    """Takes a postal code off the beginning: 〒550-0013 大阪市… -> 5500013 and the rest."""
    may_begin = text[:1] == "〒" or text[:1].isdecimal() or text[:1].isspace()
    found = _POSTAL.match(unicodedata.normalize("NFKC", text)) if may_begin else None
    if found is None:
        return PostalSplit(code="", rest=text)
    original = _POSTAL.match(text) or re.match(r"^\s*〒?[\s0-9０-９]{3}\S?[0-9０-９]{4}[\s、,]*", text)
    rest = text[original.end() :] if original else text
    return PostalSplit(code=found[1] + found[2], rest=rest)


def split_lot(rest: str) -> tuple[str, str]:
    """What follows the town -> lot (banchi) and building, both as written."""
    section = _SECTION.match(rest)
    start = section.end() if section else 0
    found = _LOT.match(rest, start)
    end = found.end() if found else 0
    return rest[:end].strip().strip(_JOINTS), rest[end:].strip(_SEPARATORS)


def is_confidential(text: str) -> bool:
    """Whether the cell says that the address is kept secret."""
    return _SECRET.search(text) is not None


@cache
def _point_patterns() -> tuple[re.Pattern[str], ...]:
    """Compiled when somebody pastes a point: a process that reads one address should start fast."""
    return (
        # the pinned place of a map address comes before the middle of the window (@…)
        re.compile(rf"!3d{_DECIMAL}!4d{_DECIMAL}"),
        re.compile(rf"lat(?:itude)?={_DECIMAL}&(?:[a-z]+=[^&]*&)*?m?l(?:on|ng)(?:gitude)?={_DECIMAL}", re.IGNORECASE),
        re.compile(
            rf"[?&](?:q|query|ll|daddr|destination)=(?:loc:)?{_DECIMAL}(?:,|%2C|\+|\s)+{_DECIMAL}", re.IGNORECASE
        ),
        re.compile(rf"北緯\s*{_DECIMAL}\s*度?[,、\s]*東経\s*{_DECIMAL}"),
        re.compile(rf"(?<![\d.]){_DECIMAL}\s*[,、\s/]\s*{_DECIMAL}(?!\.?\d)"),
    )


def find_point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude of a pasted point or map address: 35.7,139.5, @35.7,139.5,17z, ?q=…, #map=17/…, geo:…."""
    if "." not in text and "．" not in text:
        return None
    wide = unicodedata.normalize("NFKC", text)
    found = next((match for pattern in _point_patterns() if (match := pattern.search(wide))), None)
    return (float(found[1]), float(found[2])) if found else None


def second_parts(rest: str) -> tuple[str, ...]:
    """Parts behind a separator, in what follows a town, that are long enough for another address."""
    return tuple(part.strip() for part in _SECOND.split(rest)[1:] if len(part.strip()) > 3)
