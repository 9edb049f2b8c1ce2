"""Lots of a town as numbers, so that one can say how far apart two of them are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from directory.text.lot_number import read_chome_and_lot

_NUMBERS = re.compile(r"(?P<series>\D*)(?P<main>\d+)(?:-(?P<sub>\d+))?")
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class LotNumber:
    """One lot: 甲12番地3 is lot 12-3 of the series 甲.

    Attributes:
        series: what lots must share before their numbers can be compared (甲, 1丁目); empty in most towns.
        sub: 0 when none is said.
    """

    series: str
    main: int
    sub: int = 0


def read_lot_number(banchi: str) -> LotNumber | None:
    """The lot that a text begins with; None when it begins with none (`無番地`, `地先`, an empty text)."""
    chome, lot = read_chome_and_lot(banchi)
    found = _NUMBERS.match(lot)
    if found is None or len(found["main"]) > _MOST_DIGITS or len(found["sub"] or "") > _MOST_DIGITS:
        return None
    series = found["series"] if chome is None else f"{chome}丁目{found['series']}"
    return LotNumber(series=series, main=int(found["main"]), sub=int(found["sub"] or 0))
