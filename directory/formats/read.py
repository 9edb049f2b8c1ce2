"""Reads one file: bytes in, a description and its rows out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, count, islice
from pathlib import Path

from directory.domain.draft import SourceRef
from directory.domain.errors import FileRefused
from directory.domain.issue import Issue
from directory.formats.census import Census, iterate_records, iterate_rows, take_census
from directory.formats.columns import fold_header
from directory.formats.container import recognise_container
from directory.formats.delimited import read_delimited
from directory.formats.format_name import DEFAULT_CATEGORY, recognise_format, refuse_foreign
from directory.formats.header import HEADER_ROWS, ColumnMapping, Header, find_header, index_columns, map_columns
from directory.formats.json_records import read_json
from directory.formats.limits import check_size
from directory.formats.row_cells import ColumnIndex, RowCells, index_header
from directory.formats.row_draft import RowReader
from directory.formats.row_identity import KeyMaker
from directory.formats.shared_municipality import SharedMunicipality
from directory.formats.source_file import FormatName, ReadOptions, RowReading, Share, SourceFile
from directory.formats.source_name import name_source
from directory.formats.spreadsheet import read_spreadsheet
from directory.formats.table import Table

__all__ = ["ReadOptions", "RowReading", "SourceFile", "read_bytes", "read_file"]

DEFAULT_OPTIONS = ReadOptions()

WHOLE = Share(rows=100, turn=0, turns=1)
"""All of a file, some rows at a time."""


def read_file(path: Path, options: ReadOptions = DEFAULT_OPTIONS) -> SourceFile:
    """The file behind a path, ready to give its rows.

    Raises:
        FileRefused: the whole file can not be read; its code is the true reason.
        OSError: the file is there and can not be opened.
    """
    if not path.exists():
        raise FileRefused("file_missing", {"path": str(path)})
    if path.is_dir():
        raise FileRefused("file_is_folder", {"path": str(path)})
    check_size(path.stat().st_size)
    return _read(path.read_bytes(), path.name, name_source(path), options)


def read_bytes(content: bytes, name: str, options: ReadOptions = DEFAULT_OPTIONS) -> SourceFile:
    """The file with these bytes, ready to give its rows. `name` as its sender calls it.

    Raises:
        FileRefused: the whole file can not be read; its code is the true reason.
    """
    return _read(content, name, name_source(name), options)


def _read(content: bytes, name: str, source: str, options: ReadOptions) -> SourceFile:
    """Table, header, mapping, format and first pass; the rows themselves are read when they are asked for."""
    check_size(len(content))
    table = _open_table(content)
    header = _find_header(table)
    columns = map_columns(header.names, options.mapping)
    index = index_header(name, header.names, index_columns(columns, options.mapping))
    format_name = recognise_format(columns, is_self_describing=table.header is not None)
    asks_kind = format_name not in {"g3_additional", "g3_child_cafe", "kosodatehiroba"}
    census = take_census(table, header, index, asks_kind=asks_kind)
    _refuse_without_resources(census, format_name, options)
    ref = SourceRef(
        source=options.source or source, file=name, file_sha256=hashlib.sha256(content).hexdigest(), sheet=table.sheet
    )
    open_reader = partial(_open_reader, table, header, columns, index, format_name, ref, options, census)
    read_share = partial(_read_share, table, header, index, open_reader)
    return SourceFile(
        name=name,
        sha256=ref.file_sha256,
        format=format_name,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        header_row=header.row,
        header=header.names,
        columns=columns,
        row_count=census.row_count,
        blank_count=census.blank_count,
        source=ref.source,
        assumptions=_list_assumptions(table, header, columns, census, name),
        read_rows=lambda: chain.from_iterable(read_share(WHOLE)),
        read_share=read_share,
    )


def _open_table(content: bytes) -> Table:
    """The file as a table, by what it really is."""
    container = recognise_container(content)
    if container == "xlsx":
        return read_spreadsheet(content)
    return read_json(content) if container == "json" else read_delimited(content)


def _find_header(table: Table) -> Header:
    """The header of the container, else the best among the first rows."""
    if table.header is not None:
        return Header(row=0, names=table.header)
    first = list(islice((record for record in table.records() if any(map(str.strip, record[1]))), HEADER_ROWS))
    if not first:
        raise FileRefused("file_empty")
    try:
        header = find_header(first)
    except FileRefused:
        for _, cells in first:
            refuse_foreign({fold_header(cell) for cell in cells})
        raise
    return Header(row=header.row, names=tuple(name.strip("\ufeff \t\u3000") for name in header.names))


def _refuse_without_resources(census: Census, format_name: FormatName, options: ReadOptions) -> None:
    """Refuses files without a row and files that hold other things.

    Raises:
        FileRefused: header_only, file_not_resources.
    """
    if census.row_count == census.blank_count:
        raise FileRefused("header_only", {"blank": census.blank_count})
    is_settled = options.category or format_name in DEFAULT_CATEGORY or format_name == "g3_additional"
    if not is_settled and not census.holds_resources:
        raise FileRefused("file_not_resources", {"kind": "unknown", "rows": census.row_count - census.blank_count})


def _list_assumptions(
    table: Table, header: Header, columns: tuple[ColumnMapping, ...], census: Census, name: str
) -> tuple[Issue, ...]:
    """What was assumed about the whole file, for the report."""
    notes = [Issue(code=note.code, severity=note.severity, file=name, original=note.original) for note in table.notes]
    if header.row > 1:
        notes.append(Issue(code="header_row_assumed", severity="info", file=name, original=str(header.row)))
    unmapped = [column.header for column in columns if column.field is None and column.header]
    notes.extend(Issue(code="column_kept", severity="info", file=name, column=column) for column in unmapped)
    if census.blank_count:
        notes.append(Issue(code="rows_blank", severity="info", file=name, original=str(census.blank_count)))
    return tuple(notes)


def _open_reader(
    table: Table,
    header: Header,
    columns: tuple[ColumnMapping, ...],
    index: ColumnIndex,
    format_name: FormatName,
    ref: SourceRef,
    options: ReadOptions,
    census: Census,
) -> RowReader:
    """A reader for one pass over the rows."""
    return RowReader(
        format=format_name,
        ref=ref,
        options=options,
        census=census,
        shared=SharedMunicipality(rows=lambda: iterate_rows(table, header, index), options=options),
        keys=KeyMaker(ref.source, census, has_ids="id" in index.columns),
        unmapped=tuple(number for number, column in enumerate(columns) if column.field is None),
    )


def _read_share(
    table: Table, header: Header, index: ColumnIndex, open_reader: Callable[[], RowReader], share: Share
) -> Iterator[tuple[RowReading, ...]]:
    """Second pass: the groups of a share without their blank rows."""
    reader = open_reader()
    records = iterate_records(table, header)
    for number in count():
        group = list(islice(records, share.rows))
        if not group:
            return
        if number % share.turns == share.turn:
            rows = [(RowCells(row, cells, index), cells) for row, cells in group]
            yield tuple([reader.read(row, cells) for row, cells in rows if not row.is_blank])
