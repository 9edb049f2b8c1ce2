"""Caps of files that are read, and the refusals that name them."""

from __future__ import annotations

from collections.abc import Sequence

from directory.domain.errors import FileRefused

MAX_BYTES = 100 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL_LENGTH = 20_000
"""Caps of one file, in bytes, rows, columns and characters. Source: trust.md section 3.11."""

MAX_JSON_BYTES = 32 * 1024 * 1024
"""JSON becomes objects of about ten times its size, so its cap keeps the memory of one import below 1 GiB."""

MAX_ARCHIVE_MEMBERS = 2_000
"""Parts of one workbook; an honest one has a few dozen."""


def check_size(size: int, *, limit: int = MAX_BYTES) -> None:
    """Nothing, when a file of `size` bytes may be read.

    Raises:
        FileRefused: file_empty, file_too_large.
    """
    if size == 0:
        raise FileRefused("file_empty")
    if size > limit:
        raise FileRefused("file_too_large", {"bytes": size, "limit": limit})


def check_row(number: int, cells: Sequence[str]) -> None:
    """Nothing, when row `number` keeps the caps.

    Raises:
        FileRefused: too_many_columns, cell_too_long.
    """
    if len(cells) > MAX_COLUMNS:
        columns = next((index for index in range(len(cells), 0, -1) if cells[index - 1].strip()), 0)
        if columns > MAX_COLUMNS:
            raise FileRefused("too_many_columns", {"row": number, "columns": columns, "limit": MAX_COLUMNS})
    if cells and len(longest := max(cells, key=len)) > MAX_CELL_LENGTH:
        facts: dict[str, str | int | float] = {"row": number, "characters": len(longest), "limit": MAX_CELL_LENGTH}
        raise FileRefused("cell_too_long", facts)


def check_row_count(rows: int) -> None:
    """Nothing, when a file may have so many rows.

    Raises:
        FileRefused: too_many_rows.
    """
    if rows > MAX_ROWS:
        raise FileRefused("too_many_rows", {"limit": MAX_ROWS})
