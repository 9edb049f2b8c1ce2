"""A list of addresses, row by row with the bytes it was written in: CSV, TSV, XLSX, JSON, or one address a line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from directory.domain.errors import FileRefused
from directory.formats.columns import fold_header
from directory.formats.container import recognise_container
from directory.formats.delimited import read_delimited
from directory.formats.header import HEADER_ROWS, index_columns, map_columns, score_header
from directory.formats.json_records import read_json
from directory.formats.limits import check_size
from directory.formats.municipality_code import read_code
from directory.formats.raw_lines import RawText, open_raw_text
from directory.formats.row_cells import ColumnIndex, RowCells, index_header
from directory.formats.row_place import read_address, read_postal_code
from directory.formats.spreadsheet import read_spreadsheet
from directory.formats.table import Table

ADDRESS_FIELDS = ("address", "address_town", "address_number")
POINT_FIELDS = ("latitude", "longitude")
LIST_HEADER = "住所"
SHOWN_COLUMNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRow:
    """One row.

    Attributes:
        number: as a spreadsheet shows it, from 1. raw: the row as it stands in the file, without its line end.
        end: its line end. width: number of its cells. address, near, postal_code, point: empty when the row has none.
        near: code or name of the municipality that the row states.
    """

    number: int
    raw: bytes
    end: bytes
    width: int
    address: str = ""
    near: str = ""
    postal_code: str = ""
    point: str = ""
    is_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressTable:
    """A file of addresses.

    Attributes:
        sha256: of its bytes. text: how to write cells beside its own.
        before: bytes in front of the header. header: the header as a row. width: most cells of any row.
        column: header of the column of addresses. row_count: rows below the header. rows: those rows, in order.
    """

    name: str
    sha256: str
    text: RawText
    before: bytes
    header: AddressRow
    header_names: tuple[str, ...]
    width: int
    column: str
    row_count: int
    rows: Callable[[], Iterator[AddressRow]] = field(repr=False)


_Record = tuple[int, bytes, bytes, tuple[str, ...]]
"""Number, bytes without line end, line end, cells."""


def read_address_table(path: Path, *, address_column: str = "", wants_points: bool = False) -> AddressTable:
    """The rows of a file that has a column of addresses (住所, 所在地, address …), or of points.

    Args:
        path: CSV, TSV, XLSX or JSON by its content; a name that ends in .txt means one address a line.
        address_column: header of the column; empty = found by its name.
        wants_points: look for 緯度 and 経度 when there is no column of addresses.

    Raises:
        FileRefused: file_missing, file_empty, column_missing, address_column_missing, columns_taken, or whatever is
            wrong with the text.
    """
    try:
        check_size(path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise FileRefused("file_missing", {"path": str(path)}) from error
    if path.suffix.casefold() == ".txt":
        return _read_list(path.name, content)
    container = recognise_container(content)
    if container == "text":
        table = read_delimited(content)
        text = open_raw_text(content, table.delimiter)
        records: Callable[[], Iterator[_Record]] = text.records
    else:
        table = read_spreadsheet(content) if container == "xlsx" else read_json(content)
        text = RawText.for_new_file()
        records = _written(table, text)
    return _read_table(path.name, content, text, records, address_column, wants_points=wants_points)


def _read_list(name: str, content: bytes) -> AddressTable:
    """One address a line; the lines become the cells of one column."""
    text = open_raw_text(content, ",")

    def rows() -> Iterator[AddressRow]:
        for number, (raw, end, line) in enumerate(text.lines(), start=1):
            address = line.strip("\ufeff \t\u3000")
            cell = raw if raw == text.encode_cells((line,)) else text.encode_cells((line,))
            yield AddressRow(
                number=number, raw=cell, end=end, width=1, address=address, point=address, is_blank=not address
            )

    count = sum(1 for _ in rows())
    if count == 0:
        raise FileRefused("file_empty")
    header = AddressRow(number=0, raw=text.encode_cells((LIST_HEADER,)), end=text.line_end, width=1)
    return AddressTable(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        text=text,
        before=text.mark,
        header=header,
        header_names=(LIST_HEADER,),
        width=1,
        column=LIST_HEADER,
        row_count=count,
        rows=rows,
    )


def _written(table: Table, text: RawText) -> Callable[[], Iterator[_Record]]:
    """Records of a workbook or of JSON as the CSV that they will become."""

    def records() -> Iterator[_Record]:
        above = [(0, table.header)] if table.header is not None else []
        for number, cells in chain(above, table.records()):
            yield number, text.encode_cells(cells), text.line_end, cells

    return records


def _read_table(
    name: str,
    content: bytes,
    text: RawText,
    records: Callable[[], Iterator[_Record]],
    address_column: str,
    *,
    wants_points: bool,
) -> AddressTable:
    first = list(islice(records(), HEADER_ROWS))
    position, names = _find_header(name, first, address_column, wants_points=wants_points)
    overrides = ((address_column, "address"),) if address_column else ()
    columns = index_columns(map_columns(names, overrides), overrides)
    index = index_header(name, names, columns)
    width, count = len(names), 0
    for record in islice(records(), position + 1, None):
        width, count = max(width, len(record[3])), count + 1
    above = b"".join(raw + end for _, raw, end, _ in first[:position])
    number, raw, end, _ = first[position]
    chosen = next((columns[one] for one in (*ADDRESS_FIELDS, *POINT_FIELDS) if one in columns), ())
    return AddressTable(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        text=text,
        before=text.mark + above,
        header=AddressRow(number=number, raw=raw, end=end or text.line_end, width=len(names)),
        header_names=names,
        width=width,
        column=names[chosen[0]] if chosen else "",
        row_count=count,
        rows=lambda: (_read_row(record, index) for record in islice(records(), position + 1, None)),
    )


def _find_header(
    name: str, first: list[_Record], address_column: str, *, wants_points: bool
) -> tuple[int, tuple[str, ...]]:
    """Place of the header among the first rows, and its names.

    Raises:
        FileRefused: file_empty, address_column_missing, column_missing.
    """
    filled = [cells for _, _, _, cells in first if any(map(str.strip, cells))]
    if not filled:
        raise FileRefused("file_empty")
    wanted = fold_header(address_column) if address_column else ""
    rows = [(place, tuple(cell.strip("\ufeff \t\u3000") for cell in cells)) for place, (*_, cells) in enumerate(first)]
    if wanted:
        fitting = [row for row in rows if wanted in {fold_header(cell) for cell in row[1]}]
    else:
        fields = (*ADDRESS_FIELDS, *(POINT_FIELDS if wants_points else ()))
        fitting = [row for row in rows if any(each in index_columns(map_columns(row[1])) for each in fields)]
    if fitting:
        return max(fitting, key=lambda row: (score_header(row[1]), -row[0]))
    shown = max(rows, key=lambda row: (score_header(row[1]), -row[0]))[1] if wanted else filled[0]
    names = "、".join(cell for cell in shown[:SHOWN_COLUMNS] if cell)
    if wanted:
        raise FileRefused("address_column_missing", {"file": name, "column": address_column, "columns": names})
    raise FileRefused("column_missing", {"file": name, "columns": names})


def _read_row(record: _Record, index: ColumnIndex) -> AddressRow:
    number, raw, end, cells = record
    row = RowCells(number, cells, index)
    latitude, longitude = row.text("latitude"), row.text("longitude")
    address = read_address(row)
    code = read_code(row.text("code"), pref=row.text("pref")).jis if row.has("code") else ""
    return AddressRow(
        number=number,
        raw=raw,
        end=end,
        width=len(cells),
        address=address,
        near=f"{row.text('pref')}{row.text('city')}" if row.text("city") else code,
        postal_code=read_postal_code(row.text("postal_code")),
        point=f"{latitude},{longitude}" if latitude and longitude else address,
        is_blank=not any(map(str.strip, cells)),
    )
