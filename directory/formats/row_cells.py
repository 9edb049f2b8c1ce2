"""One row of a file, asked by field instead of by column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.domain.issue import Issue, Severity
from directory.formats.csv_cells import unescape_cell

CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), None)
"""Control characters no text needs; tab and line ends stay."""

COMPOSABLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
"""Text that may be composed: か followed by a separate ゛ is が. The kanji left out are spellings of names (the 神 of
U+FA19), which composing would replace by the usual ones."""

PREFILLED = ("control", "id", "code", "pref", "city")
"""Fields that templates fill in on lines which nobody uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnIndex:
    """Where the fields of a file are.

    Attributes:
        file: its name, for messages. header: as published.
        columns: field -> its columns, the one to read first in front.
        fields: the field of each column, or None. prefilled: columns that templates fill in on unused lines.
    """

    file: str
    header: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    fields: tuple[str | None, ...]
    prefilled: frozenset[int]


def index_header(file: str, header: tuple[str, ...], columns: Mapping[str, tuple[int, ...]]) -> ColumnIndex:
    """The index of a header whose fields lie in these columns."""
    field_of = {number: field for field, numbers in columns.items() for number in numbers}
    return ColumnIndex(
        file=file,
        header=header,
        columns=columns,
        fields=tuple(field_of.get(number) for number in range(len(header))),
        prefilled=frozenset(number for field in PREFILLED for number in columns.get(field, ())),
    )


class RowCells:
    """Cells of one row, cleaned: no outer spaces, no control characters, no formula guard, marks composed."""

    __slots__ = ("_texts", "cells", "index", "row")

    def __init__(self, row: int, published: Sequence[str], index: ColumnIndex) -> None:
        """Cleans the cells and finds the first filled one of every field, once: rows are asked a hundred times."""
        self.row = row
        self.index = index
        self.cells = clean_cells(published)
        self._texts: dict[str, str] = {}
        for number, field in enumerate(index.fields[: len(self.cells)]):
            if field is None or not (cell := self.cells[number]):
                continue
            if field not in self._texts:
                self._texts[field] = cell if len(index.columns[field]) == 1 else self._first(field)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in: numbered lines, prefilled codes and zero coordinates are no content."""
        if "name" in self._texts:
            return False
        prefilled = self.index.prefilled
        return not any(cell and cell != "0" and number not in prefilled for number, cell in enumerate(self.cells))

    def text(self, field: str) -> str:
        """The first cell of the field that is not blank; empty when there is none."""
        return self._texts.get(field, "")

    def texts(self, field: str) -> tuple[str, ...]:
        """All cells of the field that are not blank."""
        if field not in self._texts:
            return ()
        numbers = self.index.columns[field]
        return tuple(self.cells[number] for number in numbers if number < len(self.cells) and self.cells[number])

    def has(self, *fields: str) -> bool:
        """Whether one of the fields is filled."""
        return not self._texts.keys().isdisjoint(fields)

    def filled(self, fields: frozenset[str]) -> frozenset[str]:
        """Those of the fields that are filled."""
        return fields.intersection(self._texts)

    def column_of(self, field: str) -> str:
        """Header of the column that `text` reads, for messages."""
        numbers = self.index.columns.get(field, ())
        filled = (number for number in numbers if number < len(self.cells) and self.cells[number])
        chosen = next(filled, next(iter(numbers), None))
        return self.index.header[chosen] if chosen is not None else ""

    def _first(self, field: str) -> str:
        """The first filled cell of a field."""
        numbers = self.index.columns[field]
        return next((self.cells[number] for number in numbers if number < len(self.cells) and self.cells[number]), "")

    def issue(
        self, code: str, severity: Severity, field: str = "", *, original: str = "", suggestion: str = ""
    ) -> Issue:
        """A finding about a field of this row, or about the whole row."""
        return Issue(
            code=code,
            severity=severity,
            file=self.index.file,
            row=self.row,
            column=self.column_of(field) if field else "",
            original=original or (self.text(field) if field else ""),
            suggestion=suggestion,
        )


def clean_cells(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells without formula guard, control characters and outer spaces (TAB and 　 too), marks composed (NFC)."""
    return tuple([_clean(cell) if cell else "" for cell in cells])


def _clean(cell: str) -> str:
    """One cell; most are printable and need no more than a strip."""
    if cell[0] == "'":
        cell = unescape_cell(cell)
    if not cell.isprintable():
        cell = cell.translate(CONTROLS).replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff")
    if not unicodedata.is_normalized("NFC", cell):
        cell = COMPOSABLE.sub(lambda part: unicodedata.normalize("NFC", part[0]), cell)
    return cell.strip()
