"""The first pass over a file: what only all rows together can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from directory.formats.header import Header
from directory.formats.kind import WEAK_KINDS, Kind, judge_kind
from directory.formats.limits import check_row_count
from directory.formats.row_cells import ColumnIndex, RowCells
from directory.formats.row_place import read_address
from directory.formats.stable_key import fold_for_key, fold_id
from directory.formats.table import Record, Table

MINORITY = 50
"""One resource among more than so many things of foreign kinds does not make a list of resources."""


@dataclass(slots=True, kw_only=True)
class Census:
    """Counts over all rows. Hashes instead of texts keep 200,000 rows small.

    Attributes:
        ids: how often each (code, id) occurs. places: each (name, address, building). rows: each whole row.
        repeats: row number -> which one it is, from 2, of the rows that are alike in every cell.
        kinds: category -> rows whose words name it. foreign: rows of kinds that the directory does not hold.
    """

    row_count: int = 0
    blank_count: int = 0
    ids: Counter[int] = field(default_factory=Counter)
    places: Counter[int] = field(default_factory=Counter)
    rows: Counter[int] = field(default_factory=Counter)
    repeats: dict[int, int] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    foreign: int = 0

    @property
    def has_weak_kinds(self) -> bool:
        """Whether 広場 alone means a salon here: not in a list that holds foreign kinds."""
        return self.foreign == 0

    @property
    def commonest(self) -> str:
        """The category that most rows name; empty when none does."""
        known = {code: count for code, count in self.kinds.items() if self.has_weak_kinds or code not in WEAK_KINDS}
        return max(known, key=lambda code: known[code]) if known else ""

    @property
    def is_mostly_foreign(self) -> bool:
        """Whether most rows are of kinds that the directory does not hold."""
        return self.foreign * 2 > self.row_count - self.blank_count

    @property
    def holds_resources(self) -> bool:
        """Whether enough rows name a kind that the directory holds."""
        known = sum(count for code, count in self.kinds.items() if self.has_weak_kinds or code not in WEAK_KINDS)
        return known > 0 and self.foreign <= known * MINORITY


def iterate_records(table: Table, header: Header) -> Iterator[Record]:
    """Every record below the header, blank ones too, as published."""
    return (record for record in table.records() if record[0] > header.row)


def iterate_rows(table: Table, header: Header, index: ColumnIndex) -> Iterator[RowCells]:
    """The same, cleaned."""
    return (RowCells(number, cells, index) for number, cells in iterate_records(table, header))


def take_census(table: Table, header: Header, index: ColumnIndex, *, asks_kind: bool) -> Census:
    """The counts of a file. `asks_kind`: whether its format leaves the kind of a row to its words.

    Raises:
        FileRefused: too_many_rows and whatever reading the records refuses.
    """
    census = Census()
    for row in iterate_rows(table, header, index):
        census.row_count += 1
        check_row_count(census.row_count)
        if row.is_blank:
            census.blank_count += 1
            continue
        _count_row(census, row)
        if asks_kind:
            _count_kind(census, row)
    return census


def hash_id(row: RowCells) -> int:
    """Hash of code and id."""
    return hash((row.text("code"), fold_id(row.text("id"))))


def hash_place(row: RowCells) -> int:
    """Hash of name, address and building, as keys fold them."""
    name = row.text("name") or row.text("organization")
    return hash(fold_for_key("|".join((name, read_address(row), row.text("building")))))


def hash_row(row: RowCells) -> int:
    """Hash of the whole row."""
    return hash(row.cells)


def judge_row_kind(row: RowCells) -> Kind:
    """What the kind columns say, else the name, else the broad group."""
    for text in (*row.texts("kind"), row.text("name") or row.text("organization"), *row.texts("kind_group")):
        kind = judge_kind(text)
        if kind.status != "unknown":
            return kind
    return Kind()


def _count_row(census: Census, row: RowCells) -> None:
    """Identities."""
    if row.text("id"):
        census.ids[hash_id(row)] += 1
    census.places[hash_place(row)] += 1
    whole = hash_row(row)
    census.rows[whole] += 1
    if census.rows[whole] > 1:
        census.repeats[row.row] = census.rows[whole]


def _count_kind(census: Census, row: RowCells) -> None:
    """Known and foreign kinds."""
    kind = judge_row_kind(row)
    if kind.status == "known":
        census.kinds[kind.category] += 1
    elif kind.status != "unknown":
        census.foreign += 1
