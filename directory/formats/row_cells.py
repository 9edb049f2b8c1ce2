"""One row of a file, asked by field instead of by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.domain.issue import Issue, Severity
from directory.formats.csv_cells import unescape_cell

CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), None)
"""Control characters no text needs; tab and line ends stay."""

PREFILLED = ("control", "id", "code", "pref", "city")
"""Fields that templates fill in on lines which nobody uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCells:
    """Cells of one row, cleaned: no outer spaces, no control characters, no formula guard.

    Attributes:
        columns: field -> its columns, the one to read first in front.
    """

    row: int
    cells: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    header: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in: numbered lines, prefilled codes and zero coordinates are no content."""
        if not any(self.cells):
            return True
        if self.text("name"):
            return False
        prefilled = {index for field in PREFILLED for index in self.columns.get(field, ())}
        return not any(cell and cell != "0" and index not in prefilled for index, cell in enumerate(self.cells))

    def text(self, field: str) -> str:
        """The first cell of the field that is not blank; empty when there is none."""
        for index in self.columns.get(field, ()):
            if index < len(self.cells) and self.cells[index]:
                return self.cells[index]
        return ""

    def texts(self, field: str) -> tuple[str, ...]:
        """All cells of the field that are not blank."""
        return tuple(
            self.cells[index] for index in self.columns.get(field, ()) if index < len(self.cells) and self.cells[index]
        )

    def has(self, *fields: str) -> bool:
        """Whether one of the fields is filled."""
        return any(self.text(field) for field in fields)

    def column_of(self, field: str) -> str:
        """Header of the column that `text` reads, for messages."""
        indexes = self.columns.get(field, ())
        filled = next((index for index in indexes if index < len(self.cells) and self.cells[index]), None)
        chosen = filled if filled is not None else next(iter(indexes), None)
        return self.header[chosen] if chosen is not None else ""

    def issue(
        self, code: str, severity: Severity, field: str = "", *, original: str = "", suggestion: str = ""
    ) -> Issue:
        """A finding about a field of this row, or about the whole row."""
        return Issue(
            code=code,
            severity=severity,
            row=self.row,
            column=self.column_of(field) if field else "",
            original=original or (self.text(field) if field else ""),
            suggestion=suggestion,
        )


def clean_cells(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells without formula guard, control characters and outer spaces (TAB and 　 too)."""
    return tuple(_clean(cell) if cell else "" for cell in cells)


def _clean(cell: str) -> str:
    """One cell; most are printable and need no more than a strip."""
    if cell[0] == "'":
        cell = unescape_cell(cell)
    if not cell.isprintable():
        cell = cell.translate(CONTROLS).replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff")
    return cell.strip()
