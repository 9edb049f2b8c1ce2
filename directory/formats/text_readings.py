"""When, for whom and for how much, as the texts of one file say it: found by headers, or one text a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal

from directory.domain.eligibility import Eligibility
from directory.domain.errors import FileRefused
from directory.domain.fees import Fees
from directory.domain.schedule import Schedule
from directory.formats.columns import fold_header, synonyms
from directory.formats.container import recognise_container
from directory.formats.decoding import detect_encoding, open_text
from directory.formats.delimited import read_delimited
from directory.formats.header import HEADER_ROWS, index_columns, map_columns, score_header
from directory.formats.json_records import read_json
from directory.formats.limits import check_size
from directory.formats.row_cells import RowCells, clean_cells, index_header
from directory.formats.row_terms import FEE_FIELDS, SCHEDULE_FIELDS, read_eligibility, read_fees, read_schedule
from directory.formats.spreadsheet import read_spreadsheet
from directory.formats.table import Record, Table
from directory.text.age_text import parse_age
from directory.text.fee_text import parse_fees
from directory.text.schedule_text import parse_closing_days, parse_schedule

TextKind = Literal["schedule", "age", "fee"]
Understood = Schedule | Eligibility | Fees

FIELDS: dict[TextKind, tuple[str, ...]] = {
    "schedule": SCHEDULE_FIELDS,
    "age": ("eligibility", "age_from", "age_to"),
    "fee": ("fee", "fee_note", *FEE_FIELDS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReading:
    """What was understood of one text, or of the cells of one row that belong together.

    Attributes:
        row: as a spreadsheet shows it; in a list the number of the line. column: header; empty for lists and rows.
    """

    row: int
    kind: TextKind
    value: Understood
    column: str = ""

    @property
    def text(self) -> str:
        """The text as published."""
        return self.value.raw


def read_texts(path: Path, *, column: str = "", kind: TextKind | None = None) -> Iterator[TextReading]:
    """Readings of a file, row by row, as an import would read them.

    Args:
        path: CSV, TSV, XLSX or JSON by its content; a name that ends in .txt means one text a line.
        column: header of the only column to read.
        kind: what the texts speak of; without it what the header says, of lists schedules.

    Raises:
        FileRefused: file_missing, file_empty, text_column_missing, or whatever is wrong with the text.
    """
    try:
        check_size(path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise FileRefused("file_missing", {"path": str(path)}) from error
    if path.suffix.casefold() == ".txt":
        return _read_lines(content, kind or "schedule")
    container = recognise_container(content)
    if container == "text":
        table = read_delimited(content)
    else:
        table = read_spreadsheet(content) if container == "xlsx" else read_json(content)
    return _read_column(path.name, table, column, kind) if column else _read_rows(path.name, table, kind)


def _read_lines(content: bytes, kind: TextKind) -> Iterator[TextReading]:
    """One text a line."""
    lines = open_text(content, detect_encoding(content)).read().splitlines()
    if not any(map(str.strip, lines)):
        raise FileRefused("file_empty")
    read = _reader(kind, "")
    return (
        TextReading(row=number, kind=kind, value=read(line.strip()))
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )


def _read_column(name: str, table: Table, column: str, kind: TextKind | None) -> Iterator[TextReading]:
    """Every filled cell of one column."""
    wanted = fold_header(column)
    place, names = _find_header(name, table, lambda cells: wanted in {fold_header(cell) for cell in cells})
    index = next(number for number, header in enumerate(names) if fold_header(header) == wanted)
    field = synonyms().get(wanted, ("", 0))[0]
    usual: TextKind = next((each for each, fields in FIELDS.items() if field in fields), "schedule")
    chosen = kind or usual
    read = _reader(chosen, field)
    for number, cells in islice(table.records(), place, None):
        cell = clean_cells(cells)[index] if index < len(cells) else ""
        if cell:
            yield TextReading(row=number, kind=chosen, value=read(cell), column=names[index])


def _read_rows(name: str, table: Table, kind: TextKind | None) -> Iterator[TextReading]:
    """The schedule, the ages and the fees of every row."""
    kinds = (kind,) if kind else tuple(FIELDS)
    wanted = {field for each in kinds for field in FIELDS[each]}
    place, names = _find_header(name, table, lambda cells: bool(wanted & index_columns(map_columns(cells)).keys()))
    index = index_header(name, names, index_columns(map_columns(names)))
    for number, cells in islice(table.records(), place, None):
        row = RowCells(number, cells, index)
        for each in kinds:
            value = _read_terms(row, each)
            if value.raw:
                yield TextReading(row=number, kind=each, value=value)


def _find_header(name: str, table: Table, fits: Callable[[tuple[str, ...]], bool]) -> tuple[int, tuple[str, ...]]:
    """Number of records up to the header, and the header.

    Raises:
        FileRefused: file_empty, text_column_missing.
    """
    if table.header is not None:
        candidates: list[tuple[int, tuple[str, ...]]] = [(0, table.header)]
    else:
        first: list[Record] = list(islice(table.records(), HEADER_ROWS))
        candidates = [(number, cells) for number, (_, cells) in enumerate(first, start=1)]
    if not any(any(map(str.strip, cells)) for _, cells in candidates):
        raise FileRefused("file_empty")
    fitting = [candidate for candidate in candidates if fits(candidate[1])]
    if not fitting:
        shown = max(candidates, key=lambda candidate: score_header(candidate[1]))[1]
        raise FileRefused("text_column_missing", {"file": name, "columns": "、".join(filter(None, shown[:12]))})
    return max(fitting, key=lambda candidate: (score_header(candidate[1]), -candidate[0]))


def _read_terms(row: RowCells, kind: TextKind) -> Understood:
    """What an import understands of a row."""
    if kind == "schedule":
        return read_schedule(row, [])
    return read_eligibility(row, []) if kind == "age" else read_fees(row)


def _reader(kind: TextKind, field: str) -> Callable[[str], Understood]:
    """How one text is read; a column of closing days holds nothing else."""
    if kind == "schedule":
        return parse_closing_days if field == "closed" else parse_schedule
    return parse_age if kind == "age" else partial(parse_fees, is_fee_column=True)
