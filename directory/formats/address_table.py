"""A CSV with an address column, for geocoding a list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from directory.domain.errors import FileRefused
from directory.formats.delimited import read_delimited
from directory.formats.header import find_header, index_columns, map_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressTable:
    """Header as published; every row below it with its address (empty when it has none)."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], str], ...]


def read_address_table(path: Path) -> AddressTable:
    """The rows of a CSV that names a column of addresses (住所, 所在地, address …).

    Raises:
        FileRefused: file_missing, column_missing, or whatever is wrong with the text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileRefused("file_missing", {"path": str(path)}) from error
    records = tuple(read_delimited(content).records())
    if len(records) == 0:
        raise FileRefused("file_empty")
    header = find_header(records)
    address = index_columns(map_columns(header.names)).get("address")
    if address is None:
        raise FileRefused("column_missing", {"file": path.name})
    column = address[0]
    return AddressTable(
        header=header.names,
        rows=tuple(
            (cells, cells[column] if column < len(cells) else "") for number, cells in records if number > header.row
        ),
    )
