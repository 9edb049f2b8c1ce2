"""Rows of official point files -> points, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from directory.domain.coordinate import Coordinate
from directory.domain.issue import Issue, Severity
from directory.domain.official_point import OfficialPoint, PointKind
from directory.formats.point_columns import ID_COLUMNS
from directory.formats.point_files import PointFile

PointName = tuple[str, str, str]
"""Town with its 丁目, 小字 and lot as written."""

NameOrReason = PointName | str
"""A name, or the code of the issue that says why it is not to be used."""

_SOUTH, _NORTH, _WEST, _EAST = 20.0, 46.0, 122.0, 154.0
"""Extent of Japan in degrees, islands included."""

_SAME_AS_WGS84 = frozenset({"", "EPSG:6668", "EPSG:4612", "EPSG:4326"})
"""JGD2011, JGD2000 and WGS84 agree within a few metres."""

_DELETED = "3"
_LOT_FIELDS: dict[PointKind, tuple[str, ...]] = {
    "town": (),
    "block": ("lot",),
    "house": ("lot", "house", "house_2"),
    "lot": ("lot",),
    "parcel": ("parcel", "parcel_2", "parcel_3"),
}


def read_points(
    file: PointFile, *, names: Mapping[str, NameOrReason] | None = None, today: date
) -> Iterator[OfficialPoint | Issue]:
    """Every row as a point or as an issue; what is no longer valid on `today` is an issue of severity info.

    Args:
        file: a file with coordinates.
        names: names by id, for a file that only has ids; see `read_names`.
        today: rows abolished on or before it are left out.
    """
    reader = _RowReader(file, names, today)
    for row, cells in file.rows():
        yield reader.read(row, cells)


def read_codes(file: PointFile) -> frozenset[str]:
    """Municipality codes of a file with ids, five digits."""
    index = file.columns.indexes["code"]
    return frozenset(cells[index].strip().zfill(6)[:5] for _, cells in file.rows() if len(cells) > index)


def read_names(file: PointFile, *, codes: Container[str], today: date) -> dict[str, NameOrReason]:
    """Id -> town, 小字 and lot of a file of names, for these municipalities only."""
    reader = _RowReader(file, None, today)
    return {
        reader.id_of(cells): reader.reason_against(cells) or reader.name_of(cells)
        for _, cells in file.rows()
        if len(cells) >= reader.width and reader.code_of(cells) in codes
    }


class _RowReader:
    """One file's columns, looked up once."""

    def __init__(self, file: PointFile, names: Mapping[str, NameOrReason] | None, today: date) -> None:
        columns = file.columns
        self._file = file
        self._names = names
        self._kind = columns.kind
        self._indexes = columns.indexes
        self._today = today.isoformat()
        self._ids = [columns.indexes[field] for field in ID_COLUMNS if field in columns.indexes]
        self._lot = [columns.indexes[field] for field in _LOT_FIELDS[self._kind] if field in columns.indexes]
        self._deleted = [columns.indexes[field] for field in ("before", "after") if field in columns.indexes]
        self._abolished = columns.indexes.get("abolished")
        self._town = [columns.indexes[field] for field in ("town", "chome") if field in columns.indexes]
        self.width = max(columns.indexes.values()) + 1

    def read(self, row: int, cells: Sequence[str]) -> OfficialPoint | Issue:
        """A point, or why there is none."""
        if len(cells) < self.width:
            return self._issue("official_row_short", row, "", ",".join(cells)[:60])
        name = self.reason_against(cells) or self._find_name(cells)
        if name is None:
            return self._issue("official_without_name", row, "town_id", self.id_of(cells), severity="warning")
        if isinstance(name, str):
            return self._issue(name, row, "", "", severity="info")
        coordinate = self._coordinate(row, cells)
        if isinstance(coordinate, Issue):
            return coordinate
        return OfficialPoint(
            row=row,
            municipality=self.code_of(cells) or self._cell(cells, "pref") + self._cell(cells, "city"),
            town=name[0],
            koaza=name[1],
            lot=name[2],
            kind=self._kind_of(cells),
            coordinate=coordinate,
            is_main=self._cell(cells, "is_main") != "0",
        )

    def code_of(self, cells: Sequence[str]) -> str:
        """Municipality code of five digits; empty when the file has none."""
        code = self._cell(cells, "code")
        # a spreadsheet drops the zero of 北海道 … 栃木県: 1101 and 11011 are 01101 and 01101-1
        return code.zfill(6 if self._file.columns.has_ids else 5)[:5] if code else ""

    def id_of(self, cells: Sequence[str]) -> str:
        """What the two halves of a record share."""
        code, *rest = (cells[index].strip() for index in self._ids)
        return "|".join((code.zfill(6), *rest))

    def name_of(self, cells: Sequence[str]) -> PointName:
        """Names of a row."""
        lot = "-".join(part for index in self._lot if (part := cells[index].strip()))
        return "".join(cells[index].strip() for index in self._town), self._cell(cells, "koaza"), lot

    def reason_against(self, cells: Sequence[str]) -> str:
        """Why a row is not to be used: it was deleted or abolished, or is a lot where addresses are not by lot."""
        abolished = "" if self._abolished is None else cells[self._abolished].strip().replace("/", "-")
        if any(cells[index].strip() == _DELETED for index in self._deleted) or "" < abolished <= self._today:
            return "official_gone"
        if self._kind == "parcel" and self._cell(cells, "is_residential") == "1":
            # 三丁目12-3 is block 12 and house 3 there, never lot 12-3
            return "official_parcel_residential"
        return ""

    def _find_name(self, cells: Sequence[str]) -> NameOrReason | None:
        return self.name_of(cells) if self._names is None else self._names.get(self.id_of(cells))

    def _kind_of(self, cells: Sequence[str]) -> PointKind:
        if self._file.columns.source == "isj" and self._kind == "block":
            return "block" if self._cell(cells, "is_residential") == "1" else "lot"
        return self._kind

    def _coordinate(self, row: int, cells: Sequence[str]) -> Coordinate | Issue:
        datum = self._cell(cells, "datum").upper()
        if datum not in _SAME_AS_WGS84:
            return self._issue("official_datum", row, "datum", datum)
        texts = self._cell(cells, "latitude"), self._cell(cells, "longitude")
        try:
            latitude, longitude = float(texts[0]), float(texts[1])
        except ValueError:
            return self._issue("official_not_number", row, "latitude", ",".join(texts))
        if _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST:
            return Coordinate(latitude=latitude, longitude=longitude)
        if _SOUTH <= longitude <= _NORTH and _WEST <= latitude <= _EAST:
            return self._issue("official_swapped", row, "latitude", ",".join(texts))
        return self._issue("official_outside_japan", row, "latitude", ",".join(texts))

    def _cell(self, cells: Sequence[str], field: str) -> str:
        index = self._indexes.get(field)
        return "" if index is None else cells[index].strip()

    def _issue(self, code: str, row: int, field: str, original: str, *, severity: Severity = "error") -> Issue:
        column = self._file.columns.headers.get(field, "")
        return Issue(code=code, severity=severity, file=self._file.name, row=row, column=column, original=original)
