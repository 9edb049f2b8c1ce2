"""A row -> a draft, a venue of another file's resource, or the reason why there is neither."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from pydantic import ValidationError

from directory.domain.category import root_of
from directory.domain.draft import NAME_LIMIT, OrganizationDraft, ResourceDraft, SourceRef, VenueDraft
from directory.domain.issue import Issue, Severity
from directory.formats.census import Census, judge_row_kind
from directory.formats.format_name import DEFAULT_CATEGORY
from directory.formats.kind import WEAK_KINDS, Kind, judge_kind, secondary_categories
from directory.formats.row_cells import RowCells
from directory.formats.row_contact import read_contacts
from directory.formats.row_facts import read_confirmed_on, read_facts, read_status, read_visibility
from directory.formats.row_identity import KeyMaker, find_municipality, is_no_facility
from directory.formats.row_place import is_withheld, read_venues
from directory.formats.row_terms import read_eligibility, read_fees, read_schedule
from directory.formats.shared_municipality import SharedMunicipality
from directory.formats.source_file import AdditionalVenue, FormatName, ReadOptions, RowReading
from directory.formats.stable_key import fold_for_key, fold_id

LIST_SEPARATOR = re.compile(r"[;；、,，\n]+")
NAMES_NOTHING = frozenset({"該当なし", "なし", "無", "-", "ー", "未加入", "0"})
CAPACITY = re.compile(r"(?:約|定員)?\s*(\d{1,5})(?:\.0)?\s*(?:名|人|組|親子)?")
HAS_DIGIT = re.compile(r"\d")
ADDRESS_IN_NAME = re.compile(r"(?:丁目|番地|\d-\d+-\d|[町市区]\d+-\d)")
KEPT_FIELDS = ("additional", "kind_group", "alias", "barrier_free", "parking", "booking_note")
"""Fields whose text is understood only in part; the text itself stays in `extra`."""


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads the rows of one file; `ref` and `options` are the same for all of them."""

    format: FormatName
    ref: SourceRef
    options: ReadOptions
    census: Census
    keys: KeyMaker
    shared: SharedMunicipality
    unmapped: tuple[int, ...]
    venue_keys: Counter[tuple[str, str]] = field(default_factory=Counter)

    def read(self, row: RowCells, published: tuple[str, ...]) -> RowReading:
        """The reading of one row that is not blank."""
        notes: list[Issue] = []
        is_venue = self.format == "g3_additional"
        venue = self._read_additional(row, notes) if is_venue else None
        draft = None if is_venue else self._read_draft(row, notes)
        return RowReading(
            row=row.row,
            cells=published,
            draft=draft,
            venue=venue,
            issues=tuple(notes),
        )

    def _read_draft(self, row: RowCells, notes: list[Issue]) -> ResourceDraft | None:
        """The draft, or None with an issue of severity error."""
        name = self._read_name(row, notes)
        categories = self._choose_categories(row, notes) if name else ()
        jis = find_municipality(row, self.options, notes) if categories else ""
        if name and categories and not jis:
            jis = self.shared.jis
            severity: Severity = "attention" if jis else "error"
            code = "municipality_assumed" if jis else "municipality_unknown"
            notes.append(row.issue(code, severity, "address", suggestion=jis))
        if not jis:
            return None
        try:
            return self._build(row, name, categories, jis, notes)
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
            notes.append(row.issue("draft_invalid", "error", original=place))
            return None

    def _build(
        self, row: RowCells, name: str, categories: tuple[str, ...], jis: str, notes: list[Issue]
    ) -> ResourceDraft:
        """The draft of a row that has all that a resource needs."""
        fees = read_fees(row)
        assured_on = read_confirmed_on(row, notes)
        description = "\n".join(dict.fromkeys((*row.texts("purpose"), *row.texts("description"), *row.texts("note"))))
        return ResourceDraft(
            stable_key=self.keys.make(row, jis, notes),
            source=self._refer(row, assured_on),
            name=name,
            kana=row.text("kana"),
            categories=categories,
            municipality=jis,
            organization=_read_organization(row, name),
            department=row.text("department"),
            description=description,
            tags=_split(row.texts("tags")),
            venues=read_venues(row, notes),
            service_area=row.text("service_area"),
            schedule=read_schedule(row, notes),
            eligibility=read_eligibility(row, notes),
            fees=fees,
            facts=read_facts(row, fees, notes),
            contacts=read_contacts(row, notes),
            capacity=_read_capacity(row, notes),
            booking="\n".join(part for part in (row.text("booking"), row.text("booking_note")) if part),
            visibility=read_visibility(row, is_withheld=is_withheld(row), notes=notes),
            status=read_status(row, notes),
            assured_on=assured_on,
            extra=self._read_extra(row),
        )

    def _refer(self, row: RowCells, file_date: date | None) -> SourceRef:
        """Where the row stands."""
        return SourceRef(
            source=self.ref.source,
            record_id=fold_id(row.text("id")),
            file=self.ref.file,
            file_sha256=self.ref.file_sha256,
            sheet=self.ref.sheet,
            row=row.row,
            file_date=file_date,
        )

    def _read_name(self, row: RowCells, notes: list[Issue]) -> str:
        """The name, or empty with the reason why the row is rejected."""
        field_name = next((field for field in ("name", "organization", "place_name") if row.text(field)), "")
        if not field_name or (field_name != "name" and "name" in row.index.columns):
            notes.append(row.issue("name_missing", "error", "name"))
            return ""
        name = row.text(field_name)
        problem = ""
        if name == row.column_of(field_name):
            problem = "row_is_header"
        elif len(name) > NAME_LIMIT:
            problem = "name_too_long"
        elif is_no_facility(name, self.format):
            problem = "not_a_facility"
        if problem:
            notes.append(row.issue(problem, "error", field_name, original=name[:NAME_LIMIT]))
            return ""
        if HAS_DIGIT.search(name) and ADDRESS_IN_NAME.search(unicodedata.normalize("NFKC", name)):
            notes.append(row.issue("name_holds_address", "attention", field_name))
        return name

    def _choose_categories(self, row: RowCells, notes: list[Issue]) -> tuple[str, ...]:
        """Main category first; empty with an error when the row is of a kind that the directory does not hold."""
        default = DEFAULT_CATEGORY.get(self.format, "")
        if default in {"child_cafe", "support_base"}:
            return _refine(default, row.text("name"))
        kind = judge_row_kind(row)
        is_weak = kind.category in WEAK_KINDS and not self.census.has_weak_kinds
        if kind.status == "known" and not is_weak:
            return (kind.category,)
        if self._is_foreign(kind):
            notes.append(row.issue("row_not_resource", "error", "name"))
            return ()
        chosen = default or self.options.category
        if not chosen:
            chosen = self.census.commonest
            notes.append(row.issue("category_assumed", "attention", "name", suggestion=chosen))
        return (chosen,)

    def _is_foreign(self, kind: Kind) -> bool:
        """Whether a row is of a kind that the directory does not hold, and nobody said what else it is."""
        if self.options.category or self.format in {"g1_childcare", "g2_childcare"}:
            return False
        return kind.status == "foreign" or (kind.status == "host" and self.census.is_mostly_foreign)

    def _read_additional(self, row: RowCells, notes: list[Issue]) -> AdditionalVenue | None:
        """One venue of a 追加情報 file."""
        parent_id = fold_id(row.text("id"))
        if not parent_id:
            notes.append(row.issue("parent_id_missing", "error", "id"))
            return None
        venue = next(iter(read_venues(row, notes)), VenueDraft())
        schedule, eligibility, fees = read_schedule(row, notes), read_eligibility(row, notes), read_fees(row)
        self.venue_keys[parent_id, venue.key] += 1
        count = self.venue_keys[parent_id, venue.key]
        venue = replace(
            venue,
            key=venue.key if count == 1 else f"{venue.key}#{count}",
            schedule=schedule if schedule.raw else None,
            eligibility=eligibility if eligibility.raw else None,
            fees=fees if fees.raw else None,
        )
        return AdditionalVenue(parent_id=parent_id, venue=venue)

    def _read_extra(self, row: RowCells) -> tuple[tuple[str, str], ...]:
        """Columns that no field reads, and texts that were understood only in part."""
        kept = [index for name in KEPT_FIELDS for index in row.index.columns.get(name, ())]
        return tuple(
            (row.index.header[index], row.cells[index])
            for index in sorted((*self.unmapped, *kept))
            if index < len(row.cells) and row.cells[index] and row.index.header[index]
        )


def _refine(default: str, name: str) -> tuple[str, ...]:
    """The category of a format beside the finer one that the name states within it or beside it."""
    kind = judge_kind(name)
    if kind.status != "known" or kind.category == default:
        return (default,)
    if default == "child_cafe":
        return (kind.category,) if root_of(kind.category) == default else (default,)
    return (default, kind.category) if kind.category in secondary_categories() else (default,)


def _read_organization(row: RowCells, name: str) -> OrganizationDraft | None:
    """Who runs it; a member of a network without a named organization stands for itself."""
    organization = row.text("organization")
    networks = _split(row.texts("network"))
    if not organization and not networks:
        return None
    number = row.text("corporate_number")
    if number:
        number = re.sub(r"\D", "", unicodedata.normalize("NFKC", number).removesuffix(".0"))
    return OrganizationDraft(
        name=organization or name,
        corporate_number=number if len(number) == 13 else "",
        networks=networks,
    )


def _read_capacity(row: RowCells, notes: list[Issue]) -> int | None:
    """People or families at a time; None when the cell is not one plain number."""
    text = row.text("capacity")
    if not text:
        return None
    found = CAPACITY.fullmatch(unicodedata.normalize("NFKC", text).replace(",", "").strip())
    if found is None:
        notes.append(row.issue("capacity_unclear", "info", "capacity"))
        return None
    return int(found[1])


def _split(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Parts of list cells, each once; words for nothing are dropped."""
    parts = (part.strip() for cell in cells for part in LIST_SEPARATOR.split(cell))
    return tuple(dict.fromkeys(part for part in parts if part and fold_for_key(part) and part not in NAMES_NOTHING))
