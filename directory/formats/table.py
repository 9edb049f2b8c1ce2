"""A file as rows of cells: what every container (CSV, XLSX, JSON, GeoJSON) becomes before it is understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from directory.domain.issue import Issue

Record = tuple[int, tuple[str, ...]]
"""Row number as a spreadsheet shows it (for JSON: the number of the object, from 1) and its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows that can be read as often as needed, without being held in memory as objects.

    Attributes:
        encoding: of the text, or the kind of the container (xlsx, json, geojson).
        header: set when the container names its columns itself (JSON); else the header is one of the records.
        notes: what was assumed while opening the file.
    """

    encoding: str
    records: Callable[[], Iterator[Record]]
    delimiter: str = ""
    sheet: str = ""
    header: tuple[str, ...] | None = None
    notes: tuple[Issue, ...] = ()
