"""Rows -> CSV files as offices publish them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_table(path: Path, header: tuple[str, ...], rows: Iterable[Mapping[str, str]], *, encoding: str) -> int:
    """Number of rows written, with CRLF; a cell that a row does not have is blank.

    Raises:
        ValueError: a row has a column that the header has not.
        UnicodeEncodeError: the encoding has no such character.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=header, restval="", lineterminator="\r\n")
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode(encoding))
    return count
