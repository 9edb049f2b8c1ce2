"""Official point files from disk, plain or zipped as they are downloaded, row by row."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from directory.domain.errors import FileRefused
from directory.formats.limits import MAX_CELL_LENGTH, check_size
from directory.formats.point_columns import PointColumns, recognise_columns

MAX_POINT_BYTES = 2 * 1024 * 1024 * 1024
MAX_POINT_ROWS = 3_000_000
"""Caps of one unpacked file: the largest prefecture of the published ones has about a third of it."""

_HEAD_BYTES = 1 << 16
_TEXT_ENDINGS = (".csv", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFile:
    """One recognised file. `member`: the CSV inside a zip; `encoding`: a codec of Python."""

    path: Path
    member: str
    encoding: str
    columns: PointColumns

    @property
    def name(self) -> str:
        """Name for people."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row numbers and cells behind the header; blank rows are left out.

        Raises:
            FileRefused: file_encoding, file_damaged, too_many_rows, points_unreadable.
        """
        with _open_bytes(self.path, self.member) as stream, _as_text(stream, self.encoding) as text:
            reader = csv.reader(text)
            try:
                next(reader, None)
                for row, cells in enumerate(reader, start=2):
                    if row > MAX_POINT_ROWS:
                        raise FileRefused("too_many_rows", {"limit": MAX_POINT_ROWS})
                    if cells:
                        yield row, cells
            except UnicodeDecodeError as error:
                raise _encoding_refusal(error, self.encoding, reader.line_num + 1) from error
            except csv.Error as error:
                raise FileRefused("points_unreadable", {"row": reader.line_num}) from error
            except (zipfile.BadZipFile, EOFError, OSError) as error:
                raise FileRefused("file_damaged") from error


def open_point_files(path: Path) -> tuple[PointFile, ...]:
    """The official files of a path: itself, or every CSV of a zip that is one.

    Raises:
        FileRefused: file_missing, file_empty, file_too_large, file_damaged, file_encoding, points_columns_unknown,
            points_zip_empty.
    """
    if not path.is_file():
        raise FileRefused("points_file_missing", {"path": str(path)})
    with path.open("rb") as stream:
        start = stream.read(4)
    if not start.startswith(b"PK"):
        check_size(path.stat().st_size, limit=MAX_POINT_BYTES)
        return (_recognise(path, ""),)
    return _open_archive(path)


def _open_archive(path: Path) -> tuple[PointFile, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if info.filename.lower().endswith(_TEXT_ENDINGS)]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefused("file_damaged") from error
    for member in members:
        check_size(member.file_size, limit=MAX_POINT_BYTES)
    if not members:
        raise FileRefused("points_zip_empty")
    return tuple(_recognise(path, member.filename) for member in members)


def _recognise(path: Path, member: str) -> PointFile:
    with _open_bytes(path, member) as stream:
        head = stream.read(_HEAD_BYTES)
    encoding = _encoding_of(head)
    first = io.StringIO(head.decode(encoding, "ignore"), newline="")
    header = next(csv.reader(first), [])
    if any(len(cell) > MAX_CELL_LENGTH for cell in header):
        raise FileRefused("points_columns_unknown", {"columns": ""})
    return PointFile(path=path, member=member, encoding=encoding, columns=recognise_columns(header))


def _encoding_of(head: bytes) -> str:
    """UTF-8 with or without a BOM, else CP932: these files come in no other encoding; rows prove it strictly."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        return "cp932"
    return "utf-8"


@contextmanager
def _open_bytes(path: Path, member: str) -> Iterator[IO[bytes]]:
    if not member:
        with path.open("rb") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
        yield stream


@contextmanager
def _as_text(stream: IO[bytes], encoding: str) -> Iterator[io.TextIOWrapper]:
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _encoding_refusal(error: UnicodeDecodeError, encoding: str, row: int) -> FileRefused:
    byte = f"0x{error.object[error.start]:02X}"
    return FileRefused("file_encoding", {"encoding": encoding, "offset": error.start, "row": row, "byte": byte})
