"""Which official point file a header belongs to, and where its columns are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from directory.domain.errors import FileRefused
from directory.domain.official_point import PointKind, PointSource

PointRole = Literal["whole", "names", "points"]
"""whole: names and points in one file; names and points: the two halves of アドレス・ベース・レジストリ."""

FIELDS: dict[str, tuple[str, ...]] = {
    "pref": ("都道府県名", "pref"),
    "city": ("市区町村名", "city"),
    "code": ("市区町村コード", "lg_code", "全国地方公共団体コード"),
    "town": ("大字・丁目名", "大字・町丁目名", "大字町丁目名", "大字_丁目名", "oaza_cho", "大字・町名"),
    "chome": ("chome", "丁目名"),
    "koaza": ("小字・通称名", "小字_通称名", "koaza", "小字名"),
    "lot": ("街区符号・地番", "街区符号_地番", "blk_num", "街区符号"),
    "latitude": ("緯度", "rep_lat", "代表点_緯度"),
    "longitude": ("経度", "rep_lon", "代表点_経度"),
    "datum": ("rep_srid", "代表点_座標参照系"),
    "is_residential": ("住居表示フラグ", "rsdt_addr_flg"),
    "is_main": ("代表フラグ",),
    "before": ("更新前履歴フラグ",),
    "after": ("更新後履歴フラグ",),
    "abolished": ("ablt_date", "廃止日"),
    "town_id": ("machiaza_id", "町字id"),
    "block_id": ("blk_id", "街区id"),
    "house_id": ("rsdt_id", "住居id"),
    "house_id_2": ("rsdt2_id", "住居2id"),
    "parcel_id": ("prc_id", "地番id"),
    "house": ("rsdt_num", "住居番号"),
    "house_2": ("rsdt_num2", "住居番号2"),
    "parcel": ("prc_num1", "地番1"),
    "parcel_2": ("prc_num2", "地番2"),
    "parcel_3": ("prc_num3", "地番3"),
}
"""Field -> its headers in lower case. Sources: the descriptions of the two data sets, old editions included."""

ID_COLUMNS = ("code", "town_id", "block_id", "house_id", "house_id_2", "parcel_id")
"""What the two halves of アドレス・ベース・レジストリ are joined by."""

_KIND_OF_ID: tuple[tuple[str, PointKind], ...] = (("parcel_id", "parcel"), ("house_id", "house"), ("block_id", "block"))
"""The finest id tells the kind: rows of houses have the id of their block too."""

_FIELD_OF = {header: field for field, headers in FIELDS.items() for header in headers}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointColumns:
    """A recognised header.

    Attributes:
        kind: of the rows; of 位置参照情報 街区レベル each row says whether it is a block or a lot.
        indexes: field -> position. headers: field -> header as published.
    """

    source: PointSource
    kind: PointKind
    role: PointRole
    indexes: dict[str, int]
    headers: dict[str, str]

    @property
    def has_ids(self) -> bool:
        """Whether rows carry the ids by which two files are joined."""
        return "town_id" in self.indexes


def recognise_columns(header: Sequence[str]) -> PointColumns:
    """The columns of a header.

    Raises:
        FileRefused: points_columns_unknown, with the columns that were found.
    """
    indexes: dict[str, int] = {}
    for index, cell in enumerate(header):
        field = _FIELD_OF.get(_fold(cell))
        if field is not None:
            indexes.setdefault(field, index)
    has_points = {"latitude", "longitude"} <= indexes.keys()
    if {"code", "town_id"} <= indexes.keys():
        source, kind, role = _recognise_registry(indexes, has_points=has_points)
    elif has_points and "town" in indexes and indexes.keys() & {"code", "city"}:
        source, kind, role = "isj", "block" if "lot" in indexes else "town", "whole"
    else:
        found = "、".join(cell.strip() for cell in header if cell.strip())[:200]
        raise FileRefused("points_columns_unknown", {"columns": found})
    headers = {field: header[index].strip() for field, index in indexes.items()}
    return PointColumns(source=source, kind=kind, role=role, indexes=indexes, headers=headers)


def _recognise_registry(indexes: dict[str, int], *, has_points: bool) -> tuple[PointSource, PointKind, PointRole]:
    kind: PointKind = next((found for field, found in _KIND_OF_ID if field in indexes), "town")
    role: PointRole = "points" if has_points else "names"
    return "abr", kind, "whole" if has_points and "town" in indexes else role


def _fold(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip().strip('"').lower()
