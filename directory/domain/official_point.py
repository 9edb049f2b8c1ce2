"""One point of an official address file: a town, a block, a house number or a lot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from directory.domain.coordinate import Coordinate

PointKind = Literal["town", "block", "house", "lot", "parcel"]
"""block: 街区 of the 住居表示; house: 住居番号; lot: 地番 with the point of its block; parcel: 地番 by itself."""

PointSource = Literal["isj", "abr"]
"""isj: 国土交通省 位置参照情報; abr: デジタル庁 アドレス・ベース・レジストリ."""

POINT_SOURCES: tuple[PointSource, ...] = ("isj", "abr")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPoint:
    """One row of a file as it says it.

    Attributes:
        row: row number as a spreadsheet shows it.
        municipality: 5-digit code, or prefecture and name as written where the file has no codes.
        town: with its 丁目. koaza: 小字 or popular name below it. lot: as written; empty for a town.
        is_main: the row that stands for all rows of its block (代表フラグ).
    """

    row: int
    municipality: str
    town: str
    koaza: str = ""
    lot: str = ""
    kind: PointKind
    coordinate: Coordinate
    is_main: bool = True
