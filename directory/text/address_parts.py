"""What stands around a town in an address: postal code, lot, building, a second address, words of secrecy."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_POSTAL = re.compile(r"^\s*〒?\s*(\d{3})[-－﹣−‐⁃‑‒–—―ー]?(\d{4})(?!\d)(?!\s*[-－‐―ー番号])[\s、,]*")
_SECRET = re.compile(r"非公開|非公表|非開示|未公表|秘匿|公[開表]して(?:いません|おりません)|(?:住所|所在地|場所)は秘密")
_POINT = re.compile(r"(?<![\d.])(-?\d{1,3}\.\d+)\s*[,、\s]\s*(-?\d{1,3}\.\d+)")
_POINT_IN_URL = re.compile(r"!3d(-?\d{1,3}\.\d+)!4d(-?\d{1,3}\.\d+)")
_SECOND = re.compile(r"[\n、,，;；／/]|及び|および|または|又は|　と　")
_JOINTS = "-－﹣−‐⁃‑‒–—﹘―⎯⏤ーｰ─━~〜～のノ之 　"
_SEPARATORS = " 　、,，\n"
_LOT = re.compile(
    r"(?:[\s　]*(?:[-－﹣−‐⁃‑‒–—﹘―⎯⏤ーｰ─━~〜～]?[0-9０-９〇一二三四五六七八九十百千]+"
    r"|第(?=[0-9０-９一二三四五六七八九十])|無番地|番地先|番地内|番地|番町|番|号地|号線|号棟|号"
    r"|丁目|町目|丁|条|地割|地先|地内|地|線"
    r"|[-－﹣−‐⁃‑‒–—﹘―⎯⏤ーｰ─━~〜～]|[のノ之](?=[\s　]*[0-9０-９一二三四五六七八九十])"
    r"|[甲乙丙丁](?=[\s　]*[0-9０-９一二三四五六七八九十－-])|(?:ほか|他|外)[0-9０-９]*筆?"
    r"|内(?=$|[\s　])|先(?=$|[\s　])))+"
)


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
    found = _LOT.match(rest)
    lot, building = (found[0], rest[found.end() :]) if found else ("", rest)
    return lot.strip().lstrip(_JOINTS).strip(), building.strip(_SEPARATORS)


def is_confidential(text: str) -> bool:
    """Whether the cell says that the address is kept secret."""
    return _SECRET.search(text) is not None


def find_point(text: str) -> tuple[float, float] | None:
    """Two decimal numbers of a pasted point or map address, in their order: 35.7,139.5 or @35.7,139.5,17z."""
    if "." not in text and "．" not in text:
        return None
    found = _POINT_IN_URL.search(text) or _POINT.search(unicodedata.normalize("NFKC", text))
    return (float(found[1]), float(found[2])) if found else None


def second_parts(rest: str) -> tuple[str, ...]:
    """Parts behind a separator, in what follows a town, that are long enough for another address."""
    return tuple(part.strip() for part in _SECOND.split(rest)[1:] if len(part.strip()) > 3)
