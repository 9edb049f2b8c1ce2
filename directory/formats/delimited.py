"""CSV and TSV text as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice

from directory.domain.errors import FileRefused
from directory.domain.issue import Issue
from directory.formats.decoding import Decoding, detect_encoding, open_text
from directory.formats.header import HEADER_ROWS, best_score
from directory.formats.limits import MAX_CELL_LENGTH, check_row
from directory.formats.table import Record, Table

DELIMITERS = (",", "\t", ";")
NAMES = {",": "comma", "\t": "tab", ";": "semicolon"}


def read_delimited(content: bytes) -> Table:
    """The rows of a text file; encoding and delimiter are found, not asked for.

    Raises:
        FileRefused: file_encoding, file_encoding_unsupported, file_not_table, cell_too_long, too_many_columns.
    """
    decoding = detect_encoding(content)
    delimiter = _detect_delimiter(content, decoding)
    notes = [Issue(code="encoding_assumed", severity="info", original=decoding.label)]
    if delimiter != ",":
        notes.append(Issue(code="delimiter_assumed", severity="info", original=NAMES[delimiter]))
    return Table(
        encoding=decoding.label,
        delimiter=delimiter,
        records=lambda: _iterate_records(content, decoding, delimiter),
        notes=tuple(notes),
    )


def _iterate_records(content: bytes, decoding: Decoding, delimiter: str) -> Iterator[Record]:
    """Every record of the file, quoted newlines kept, with its number from 1."""
    number = 0
    with open_text(content, decoding) as lines:
        reader = csv.reader(lines, delimiter=delimiter)
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _refuse_record(number, error) from error
            check_row(number, cells)
            yield number, tuple(cells)


def _refuse_record(number: int, error: csv.Error) -> FileRefused:
    """Python's reader gives up on a field beyond its limit, mostly after a quote that is never closed."""
    if "field limit" in str(error):
        return FileRefused(
            "cell_too_long", {"row": number, "characters": csv.field_size_limit(), "limit": MAX_CELL_LENGTH}
        )
    return FileRefused("file_not_table", {"row": number})


def _detect_delimiter(content: bytes, decoding: Decoding) -> str:
    """The delimiter under which the first rows look most like a header; a comma when nothing does."""
    scores: dict[str, int] = {}
    refusal: FileRefused | None = None
    for delimiter in DELIMITERS:
        try:
            sample = _take_sample(content, decoding, delimiter)
        except FileRefused as error:
            refusal = refusal or error
            continue
        scores[delimiter] = best_score(sample)
    if refusal is not None and not any(scores.values()):
        raise refusal
    return max(scores, key=lambda delimiter: scores[delimiter])


def _take_sample(content: bytes, decoding: Decoding, delimiter: str) -> list[tuple[str, ...]]:
    """The first rows under one delimiter."""
    filled = (cells for _, cells in _iterate_records(content, decoding, delimiter) if any(map(str.strip, cells)))
    return list(islice(filled, HEADER_ROWS))
