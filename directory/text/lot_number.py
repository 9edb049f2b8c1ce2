"""Blocks, house numbers and lots of an address in the one spelling under which official files know them."""

from __future__ import annotations

import re

from directory.text.address_text import fold_address

_SERIES = "甲乙丙丁戊己庚辛壬癸イ口八二ホヘトチリヌルヲワA-Z"
"""Letters before a lot that begin a series of their own; ロ, ハ and ニ look like kanji once they are folded."""

_SERIES_END = re.compile(r"(?P<name>.*)(?P<series>[甲乙丙丁戊己庚辛壬癸])", re.DOTALL)
_JOINT = r"(?:番地|番|号|ノ|-)+"
_LOT = re.compile(
    rf"(?P<series>[{_SERIES}]?)-?(?P<numbers>(?>[0-9]+(?:{_JOINT}[0-9]+)*))"
    # 5線12番地 and 3地割 are parts of the town: such a number is no lot
    r"(?!丁|条|線|地割|区|軒|番町|号線|[0-9])"
)
_CHOME = re.compile(r"(?P<chome>[0-9]+)丁目(?P<rest>.*)", re.DOTALL)
_NUMBER = re.compile("[0-9]+")
_MOST_NUMBERS = 4


def read_lot(text: str) -> str:
    """`12-3` of 12番3号, 12番地の3 and １２ー３; `甲490` of 甲490番地; empty when the text begins with no lot."""
    return _find_lot(fold_address(text).key)


def read_chome_and_lot(text: str) -> tuple[int | None, str]:
    """Number of a 丁目 that a text begins with, and the lot behind it: 1丁目3番地 -> 1, `3`."""
    key = fold_address(text).key
    found = _CHOME.match(key)
    return (int(found["chome"]), _find_lot(found["rest"])) if found else (None, _find_lot(key))


def split_series(key: str) -> tuple[str, str]:
    """A folded town or 小字 without the series of lots at its end, and the series: 仏生山町甲 -> 仏生山町, 甲."""
    found = _SERIES_END.fullmatch(key)
    return (found["name"], found["series"]) if found else (key, "")


def widen_lot(lot: str) -> tuple[str, ...]:
    """The lot and what it is a part of, finest first: 12-3-1 -> 12-3-1, 12-3, 12."""
    parts = lot.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1)) if lot else ()


def _find_lot(key: str) -> str:
    found = _LOT.match(key)
    if found is None:
        return ""
    numbers = _NUMBER.findall(found["numbers"])[:_MOST_NUMBERS]
    return found["series"] + "-".join(number.lstrip("0") or "0" for number in numbers)
