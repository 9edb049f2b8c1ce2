"""Import open-data files: every accepted row published, every row accounted for, each file all or nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from directory.domain.errors import FileRefused
from directory.formats.read import SourceFile, read_file
from directory.usecases.import_report import FileReport
from directory.usecases.import_rows import FileRun, ImportRooms


def import_files(paths: Sequence[Path], rooms: ImportRooms) -> tuple[FileReport, ...]:
    """One report per file, in the order given. A refused file changes nothing and does not stop the others."""
    opened = [_open(path, rooms) for path in paths]
    # a file of additional venues joins resources that a main file of the same call may bring
    order = sorted(range(len(opened)), key=lambda index: _is_additional(opened[index]))
    reports = {index: _import_one(paths[index].name, opened[index], rooms) for index in order}
    return tuple(reports[index] for index in range(len(opened)))


def _open(path: Path, rooms: ImportRooms) -> SourceFile | FileRefused:
    try:
        return read_file(path, rooms.options)
    except FileRefused as refusal:
        return refusal


def _is_additional(opened: SourceFile | FileRefused) -> bool:
    return isinstance(opened, SourceFile) and opened.format == "g3_additional"


def _import_one(name: str, opened: SourceFile | FileRefused, rooms: ImportRooms) -> FileReport:
    if isinstance(opened, FileRefused):
        return FileReport(file=name, refusal=opened)
    started = time.monotonic()
    run = FileRun(opened, rooms)
    try:
        with rooms.store.write(now=rooms.now, dry_run=rooms.is_dry_run) as unit:
            gone = run.import_rows(unit)
    except FileRefused as refusal:
        return FileReport(file=name, refusal=refusal)
    return FileReport(
        file=name,
        format=opened.format,
        encoding=opened.encoding,
        sheet=opened.sheet,
        header_row=opened.header_row,
        source=opened.source,
        unknown_columns=tuple(column.header for column in opened.columns if column.field is None),
        counts=run.tally.freeze(),
        levels=tuple(run.tally.levels.most_common()),
        issues=(*opened.assumptions, *run.tally.issues),
        gone=gone,
        seconds=time.monotonic() - started,
    )
