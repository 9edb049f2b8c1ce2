"""The rows of one file inside one transaction: read, compared, placed, written, counted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import islice

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.issue import Issue
from directory.domain.resource import Resource
from directory.formats.read import ReadOptions, RowReading, SourceFile
from directory.store.engine import Store
from directory.store.fingerprint import draft_hash
from directory.store.import_runs import ImportCounts
from directory.store.resource_change import ResourceChange
from directory.store.resource_reader import StoredKey
from directory.store.unit import WriteUnit
from directory.usecases.additional_venues import add_venue, carry_over_venues
from directory.usecases.check_point import write_point
from directory.usecases.confirmations import carry_over_confirmations
from directory.usecases.import_report import Tally
from directory.usecases.place_venue import VenuePlacer
from directory.usecases.prepare_rows import PlacedDraft, PreparedRow, RowPreparer
from directory.usecases.read_in_parallel import ParallelReading, can_read_in_parallel
from directory.usecases.read_names import NameReadings
from directory.usecases.shared_points import SharedPoints

BATCH_ROWS = 1000
"""Rows compared and written at a time; bounds memory."""

ACTOR = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRooms:
    """What an import works with.

    Attributes:
        may_fork: whether large files may be read by several processes.
        names: reads the names that files give no kana for; None leaves them unread.
        dry_run_drafts: what a dry run would have stored, by source and record id; files of additional venues that
            come after look their resources up here.
    """

    store: Store
    placer: VenuePlacer
    options: ReadOptions
    now: datetime
    is_dry_run: bool = False
    may_fork: bool = True
    names: NameReadings | None = None
    dry_run_drafts: dict[tuple[str, str], ResourceDraft] = field(default_factory=dict)
    report_progress: Callable[[str, int, int], None] = lambda _file, _done, _rows: None


class FileRun:
    """The work on one file, done once. `tally` holds its counts and findings."""

    def __init__(self, source_file: SourceFile, rooms: ImportRooms) -> None:
        """Starts the workers of a large file, so that they do not inherit a transaction."""
        self._file = source_file
        self._rooms = rooms
        self._points = SharedPoints()
        self._seen: set[str] = set()
        self._run_id = ""
        self.tally = Tally()
        known: dict[str, str] = {}
        # a confirmation speaks of rows that did not change as well
        if not rooms.placer.confirms_points:
            with rooms.store.read() as unit:
                known = unit.resources.draft_hashes(source_file.source)
        self._preparer = RowPreparer(
            file=source_file.name,
            placer=rooms.placer,
            known=known,
            keeps_drafts=rooms.is_dry_run,
            names=rooms.names,
        )
        is_large = rooms.may_fork and can_read_in_parallel(source_file)
        self._workers = ParallelReading(source_file, self._preparer) if is_large else None

    def import_rows(self, unit: WriteUnit) -> int:
        """Reads, places and writes all rows; returns how many stored rows of the source the file no longer holds."""
        file = self._file
        self._run_id = unit.imports.start(file=file.name, file_sha256=file.sha256, source=file.source, actor=ACTOR)
        with closing(self._prepared_rows()) as rows:
            for batch in _batches(rows):
                self._import_batch(unit, batch)
                self._rooms.report_progress(file.name, self.tally.rows, file.row_count)
        self._withdraw_fallback_points(unit)
        self.tally.skip_blank(file.blank_count)
        counts = self.tally.freeze()
        unit.imports.finish(
            self._run_id,
            ImportCounts(
                added=counts.added,
                changed=counts.changed,
                unchanged=counts.unchanged,
                attention=counts.attention,
                rejected=counts.rejected,
                blank=counts.blank,
            ),
        )
        return len(unit.resources.mark_missing(file.source, self._seen)) if self._seen else 0

    def _prepared_rows(self) -> Generator[PreparedRow]:
        """Every row that is not blank, in order."""
        if self._workers is None:
            yield from map(self._preparer.prepare, self._file.rows())
            return
        with closing(self._workers):
            yield from self._workers.rows()

    def _import_batch(self, unit: WriteUnit, batch: Sequence[PreparedRow]) -> None:
        stored = unit.resources.find_by_keys([row.stable_key for row in batch if row.stable_key])
        changes: list[ResourceChange] = []
        for row in batch:
            self.tally.rows += 1
            self.tally.issues.extend(row.issues)
            if row.stable_key:
                changes.extend(self._plan(unit, row, stored.get(row.stable_key)))
            elif row.venue is not None:
                self._join_venue(unit, row, row.venue.parent_id, row.venue.venue)
            else:
                self.tally.count("rejected")
        self._write(unit, changes)

    def _plan(self, unit: WriteUnit, row: PreparedRow, stored: StoredKey | None) -> Iterator[ResourceChange]:
        """Nothing for an unchanged row, which is counted at once; else the change, placed."""
        self._seen.add(row.stable_key)
        if row.draft is not None:
            self._remember(row.draft)
        is_confirmed_anew = self._rooms.placer.confirms_points
        if stored is not None and stored.draft_hash == row.draft_hash and not is_confirmed_anew:
            self.tally.count("unchanged", needs_attention=bool(stored.attention))
            return
        draft = row.draft or self._read_again(row)
        old = unit.resources.find(stored.id) if stored is not None else None
        whole = carry_over_venues(draft, old)
        is_known = stored is not None and whole is not draft and stored.draft_hash == draft_hash(whole)
        if stored is not None and is_known and not is_confirmed_anew:
            self.tally.count("unchanged", needs_attention=bool(stored.attention))
            return
        placed = row.placed if whole is draft else None
        yield self._change(row, whole, placed or self._preparer.place(whole, row.row), old)

    def _remember(self, draft: ResourceDraft) -> None:
        """What later rows and files ask about this one."""
        if self._rooms.is_dry_run and draft.source.record_id:
            self._rooms.dry_run_drafts[draft.source.source, draft.source.record_id] = draft
        self._points.remember(draft)

    def _read_again(self, row: PreparedRow) -> ResourceDraft:
        """The draft of a row that was known when the file was opened, and has been stored otherwise since."""
        return next(each.draft for each in self._second_reading if each.row == row.row and each.draft is not None)

    @cached_property
    def _second_reading(self) -> Iterator[RowReading]:
        return self._file.rows()

    def _join_venue(self, unit: WriteUnit, row: PreparedRow, parent_id: str, venue: VenueDraft) -> None:
        """Adds a venue of an additional file to its stored resource, at once: the next row may be of the same one."""
        parent = unit.resources.find_by_record(self._file.source, parent_id)
        draft = parent.draft if parent else self._rooms.dry_run_drafts.get((self._file.source, parent_id))
        if draft is None:
            self._note(row.row, Issue(code="parent_missing", severity="error", original=parent_id))
            self.tally.count("rejected")
            return
        whole = add_venue(draft, venue)
        change = self._change(row, whole, self._preparer.place(whole, row.row), parent)
        # what the main file or an earlier row asked a person to look at stays to be looked at
        attention = dict.fromkeys((*(parent.attention if parent else ()), *change.attention))
        self._write(unit, [replace(change, attention=tuple(attention))])

    def _change(
        self, row: PreparedRow, draft: ResourceDraft, placed: PlacedDraft, old: Resource | None
    ) -> ResourceChange:
        """The draft with its places; what was found about them goes to the report."""
        self.tally.issues.extend(placed.issues)
        for placement in placed.placements:
            pinned = placement.place is not None and not placement.needs_question
            self.tally.levels[placement.place.level if placement.place and pinned else "none"] += 1
        found = (issue.code for issue in (*row.issues, *placed.issues) if issue.severity == "attention")
        placements = carry_over_confirmations(placed.placements, draft, old)
        return ResourceChange(
            draft=draft, placements=placements, attention=tuple(dict.fromkeys(found)), reading=placed.reading
        )

    def _write(self, unit: WriteUnit, changes: Sequence[ResourceChange]) -> None:
        outcomes = unit.resources.upsert_many(changes, actor=ACTOR, import_run=self._run_id)
        for change, outcome in zip(changes, outcomes, strict=True):
            self.tally.count(outcome, needs_attention=bool(change.attention))

    def _withdraw_fallback_points(self, unit: WriteUnit) -> None:
        """Points that three or more addresses share are somebody's fallback: those rows go to their address."""
        for stored in unit.resources.find_by_keys(self._points.fallback_keys()).values():
            resource = unit.resources.find(stored.id)
            if resource is None:
                continue
            found = [
                self._rooms.placer.place(resource.draft, venue, is_fallback_point=self._points.is_fallback(venue))
                for venue in resource.draft.venues
            ]
            change = ResourceChange(
                draft=resource.draft,
                placements=carry_over_confirmations(
                    tuple(placement for placement, _ in found), resource.draft, resource
                ),
                attention=tuple(dict.fromkeys((*resource.attention, "coordinate_shared"))),
                reading=resource.reading,
            )
            unit.resources.upsert(change, actor=ACTOR, import_run=self._run_id)
            points = " / ".join(write_point(each.coordinate) for each in resource.draft.venues if each.coordinate)
            issue = Issue(code="coordinate_shared", severity="warning", original=points)
            self._note(resource.draft.source.row, issue)

    def _note(self, row: int, issue: Issue) -> None:
        self.tally.issues.append(replace(issue, file=self._file.name, row=row))


def _batches(rows: Iterator[PreparedRow]) -> Iterator[list[PreparedRow]]:
    while batch := list(islice(rows, BATCH_ROWS)):
        yield batch
