"""Small files built in memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from directory.formats.header import index_columns, map_columns
from directory.formats.row_cells import RowCells, index_header


def write_csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@pytest.fixture
def row_of() -> Callable[..., RowCells]:
    """A row from header=cell pairs, mapped as a file with this header would be."""

    def build(**cells: str) -> RowCells:
        header = tuple(cells)
        index = index_header("list.csv", header, index_columns(map_columns(header)))
        return RowCells(2, tuple(cells.values()), index)

    return build
