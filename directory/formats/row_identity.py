"""Which thing a row is: its municipality, its key, and rows that are no thing at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from directory.domain.issue import Issue
from directory.formats.census import Census, hash_id, hash_place, hash_row
from directory.formats.municipality_code import CodeReading, prefecture_of, read_code
from directory.formats.row_cells import RowCells
from directory.formats.row_place import read_address, read_coordinate
from directory.formats.source_file import FormatName, ReadOptions
from directory.formats.stable_key import fold_for_key, fold_id, is_destroyed, make_key

MUNICIPALITY = re.compile(r"(?:\w{2,3}[都道府県])?\w{1,6}?[市区町村](?:役所|役場)?")
DEPARTMENT = re.compile(
    r"(?:\w{2,3}[都道府県])?\w{1,6}?[市区町村](?:役所|役場)?\s*\w{2,}?(?:課|係|部|局|推進室)(?:\s*\w+(?:課|係|担当|班))?"
)
SALON = re.compile(r"倶楽部|くらぶ|サロン|ひろば|広場|クラブ|センター|保育|子ども食堂|こども食堂|サークル|教室")
CODE_SEVERITY = {
    "code_zero_restored": "info",
    "code_check_digit": "warning",
    "code_unreadable": "warning",
    "code_prefecture_only": "warning",
}
FACILITY_FORMATS: frozenset[FormatName] = frozenset({"kosodatehiroba", "g1_childcare", "g2_childcare", "g3_child_cafe"})
"""Formats whose rows are facilities, so that a department in the name column is an office that fills in the list."""


@dataclass(frozen=True, slots=True)
class KeyMaker:
    """Keys of the rows of one file; a row has the same key whichever rows were read before it."""

    source: str
    census: Census
    has_ids: bool

    def make(self, row: RowCells, jis: str, notes: list[Issue]) -> str:
        """The key of a row: by its id when that is whole and its own, else by name and address.

        Only a row that shares name and address with another is told apart by all its cells, and only rows alike
        in every cell by their order, so that reordering a file changes no key.
        """
        record_id = fold_id(row.text("id"))
        problem = self._judge_id(record_id, hash_id(row))
        if not problem and record_id:
            return make_key(self.source, jis, record_id)
        if problem:
            notes.append(row.issue(problem, "info" if problem == "id_missing" else "warning", "id"))
        name = fold_for_key(row.text("name") or row.text("organization"))
        parts = [self.source, jis, name, fold_for_key(read_address(row)), fold_for_key(row.text("building"))]
        if self.census.places[hash_place(row)] > 1:
            parts.append(make_key(*row.cells))
        if self.census.rows[hash_row(row)] > 1:
            order = self.census.repeats.get(row.row, 1)
            parts.append(str(order))
            if order > 1:
                notes.append(row.issue("row_repeated", "warning", "name"))
        return make_key(*parts)

    def _judge_id(self, record_id: str, id_hash: int) -> str:
        """Why an id can not be used; empty when it can, or when the file has no ids at all."""
        if not self.has_ids:
            return ""
        if not record_id:
            return "id_missing"
        if is_destroyed(record_id):
            return "id_destroyed"
        return "id_repeated" if self.census.ids[id_hash] > 1 else ""


def find_municipality(row: RowCells, options: ReadOptions, notes: list[Issue]) -> str:
    """5-digit code: from the code column, the address, the options or the point; empty when nobody knows."""
    pref, address = row.text("pref"), read_address(row)
    reading = read_code(row.text("code"), pref=(pref or address)[:4]) if row.has("code") else CodeReading()
    if severity := CODE_SEVERITY.get(reading.problem):
        note = row.issue(reading.problem, "info" if severity == "info" else "warning", "code", suggestion=reading.jis)
        notes.append(note)
    if reading.jis:
        return _hold_against_names(row, reading.jis, options, notes)
    asks_names = bool(pref or address or row.has("city"))
    resolved = options.resolve_municipality(pref, row.text("city"), address) if asks_names else None
    return resolved or options.municipality or _find_by_point(row, options, notes)


def _hold_against_names(row: RowCells, jis: str, options: ReadOptions, notes: list[Issue]) -> str:
    """The code, unless the columns of names say another municipality and the address says it too."""
    pref, city = row.text("pref"), row.text("city")
    named = options.resolve_municipality(pref, city, "") if city else None
    is_other = bool(named) and options.city_of(named or "") != options.city_of(jis)
    if not is_other and prefecture_of(pref) in {"", jis[:2]}:
        return jis
    told = options.resolve_municipality("", "", read_address(row)) if is_other else None
    right = named if named and told and options.city_of(named) == options.city_of(told) else jis
    original = f"{row.text('code')} {pref}{city}"
    notes.append(row.issue("code_contradicts", "attention", "code", original=original, suggestion=right))
    return right


def _find_by_point(row: RowCells, options: ReadOptions, notes: list[Issue]) -> str:
    """The municipality around the published point, told as an assumption; empty without a point."""
    point = read_coordinate(row, [])
    jis = options.municipality_at(point) if point else None
    if jis:
        notes.append(row.issue("municipality_from_point", "info", "address", suggestion=jis))
    return jis or ""


def is_no_facility(name: str, format_name: FormatName) -> bool:
    """Whether the name is only a municipality (加茂市) or, in a list of facilities, an office (刈谷市子育て支援課)."""
    tidy = unicodedata.normalize("NFKC", name).strip()
    if SALON.search(tidy):
        return False
    if format_name in FACILITY_FORMATS and DEPARTMENT.fullmatch(tidy):
        return True
    return bool(re.fullmatch(r"(?:\w{2,3}[都道府県])?\w{1,5}[市町村](?:役所|役場)?", tidy))
