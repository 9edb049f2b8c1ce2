"""XLSX workbooks as a table: the sheet that looks most like data, its cells as text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from directory.domain.errors import FileRefused
from directory.domain.issue import Issue
from directory.formats.header import HEADER_ROWS, best_score
from directory.formats.limits import (
    MAX_ARCHIVE_MEMBERS,
    MAX_UNPACKED_BYTES,
    check_row,
    check_row_count,
)
from directory.formats.table import Record, Table

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

EXAMPLE_SHEET = re.compile("入力例|記入例|記載例|サンプル|説明|凡例|選択肢|リスト|コード表|様式")
FORBIDDEN_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
UNCALCULATED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>|<f[^>]*/>\s*</c>")
READ_CHUNK = 1 << 20
EXCEL_FIRST_YEAR = 1901
"""A time without a day is stored as a moment of 1899 or 1900."""


def read_spreadsheet(content: bytes) -> Table:
    """The rows of one sheet, spooled as text so that a second reading costs no second parse.

    Raises:
        FileRefused: xlsx_bomb, file_damaged, file_not_table, header_not_found, too_many_rows, too_many_columns,
            cell_too_long.
    """
    uncalculated = _check_archive(content)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet, others = _choose_sheet(workbook)
        spool = _spool_rows(workbook, sheet)
    except FileRefused:
        raise
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError, zipfile.BadZipFile,
            InvalidFileException, EOFError) as error:  # fmt: skip
        # openpyxl meets a damaged part with whatever its code happens to raise.
        raise FileRefused("file_damaged") from error
    notes = [Issue(code="sheet_assumed", severity="info", original=sheet)] if others else []
    notes += [Issue(code="sheet_ignored", severity="warning", original=name) for name in others]
    if uncalculated:
        notes.append(Issue(code="formula_not_calculated", severity="attention", original=str(uncalculated)))
    return Table(encoding="xlsx", sheet=sheet, records=lambda: _replay(spool), notes=tuple(notes))


def _check_archive(content: bytes) -> int:
    """Number of formulas without a stored value, once every part was proved small and free of entities.

    Raises:
        FileRefused: xlsx_bomb, file_damaged.
    """
    uncalculated = 0
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MAX_ARCHIVE_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
                raise FileRefused("xlsx_bomb", {"limit": MAX_UNPACKED_BYTES})
            for member in members:
                for chunk in _read_member(archive, member):
                    unpacked += len(chunk)
                    uncalculated += _inspect(chunk, member.filename, unpacked)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise FileRefused("file_damaged") from error
    return uncalculated


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The XML of one part in chunks; what a part claims about its size is not believed."""
    if not member.filename.endswith((".xml", ".rels")):
        return
    with archive.open(member) as part:
        while chunk := part.read(READ_CHUNK):
            yield chunk


def _inspect(chunk: bytes, name: str, unpacked: int) -> int:
    """Formulas without a value in a chunk; refuses entities and what grows beyond the cap."""
    if unpacked > MAX_UNPACKED_BYTES or FORBIDDEN_XML.search(chunk):
        raise FileRefused("xlsx_bomb", {"limit": MAX_UNPACKED_BYTES})
    return len(UNCALCULATED.findall(chunk)) if "worksheets/" in name else 0


def _choose_sheet(workbook: Workbook) -> tuple[str, tuple[str, ...]]:
    """The sheet whose header names most fields, and the other sheets that have a header too.

    An example sheet (入力例) has the best header of all, so such names come last.
    """
    scores: dict[str, int] = {}
    for title in workbook.sheetnames:
        sample = [cells for _, cells in islice(_iterate_sheet(workbook, title), HEADER_ROWS)]
        scores[title] = best_score(sample)
    if not scores:
        raise FileRefused("file_not_table")
    ranked = sorted(scores, key=lambda title: (EXAMPLE_SHEET.search(title) is not None, -scores[title]))
    best = next((title for title in ranked if scores[title] > 1), ranked[0])
    others = tuple(title for title in ranked if title != best and scores[title] > 1)
    return best, others


def _iterate_sheet(workbook: Workbook, title: str) -> Iterator[Record]:
    """Rows of a sheet that hold something; the size that a sheet states about itself is not believed."""
    sheet = workbook[title]
    if not hasattr(sheet, "reset_dimensions"):
        return  # a chart sheet has no cells
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if any(value is not None for value in values):
            cells = tuple("" if value is None else write_cell(value) for value in values)
            check_row(number, cells)
            yield number, cells


def _spool_rows(workbook: Workbook, title: str) -> bytes:
    """The sheet as CSV text, each record with its row number in front."""
    spool = io.StringIO(newline="")
    writer = csv.writer(spool)
    for count, (number, cells) in enumerate(_iterate_sheet(workbook, title)):
        check_row_count(count - HEADER_ROWS)
        width = next((index for index in range(len(cells), 0, -1) if cells[index - 1]), 0)
        writer.writerow((number, *cells[:width]))
    return spool.getvalue().encode()


def _replay(spool: bytes) -> Iterator[Record]:
    """The spooled rows, blank rows between them given back as blank."""
    expected = 1
    with io.TextIOWrapper(io.BytesIO(spool), encoding="utf-8", newline="") as lines:
        for number_text, *cells in csv.reader(lines):
            number = int(number_text)
            for blank in range(expected, number):
                yield blank, ()
            yield number, tuple(cells)
            expected = number + 1


def write_cell(value: object) -> str:
    """A typed cell as the text a person would have typed: 2026-06-06, 09:30, 25:00, 12, 34.1963675."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (date, time, timedelta)):
        return _write_moment(value)
    return str(value)


def _write_moment(value: date | time | timedelta) -> str:
    """A day, an hour, or both; for the day that Excel counts from, the hour alone."""
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, time) or value.year < EXCEL_FIRST_YEAR:
        return value.strftime("%H:%M")
    if not isinstance(value, datetime) or value.time() == time():
        return value.strftime("%Y-%m-%d")
    return value.strftime("%Y-%m-%d %H:%M")
