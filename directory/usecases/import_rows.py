"""The rows of one file inside one transaction: read, compared, placed, written, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.issue import Issue
from directory.domain.resource import Placement
from directory.formats.read import ReadOptions, RowReading, SourceFile
from directory.store.engine import Store
from directory.store.fingerprint import draft_hash
from directory.store.import_runs import ImportCounts
from directory.store.resource_change import ResourceChange
from directory.store.resource_reader import StoredKey
from directory.store.unit import WriteUnit
from directory.usecases.additional_venues import add_venue, carry_over_venues
from directory.usecases.import_report import Tally
from directory.usecases.place_venue import VenuePlacer
from directory.usecases.shared_points import SharedPoints

BATCH_ROWS = 1000
"""Rows read, placed and written at a time; bounds memory."""

ACTOR = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRooms:
    """What an import works with.

    Attributes:
        dry_run_drafts: what a dry run would have stored, by source and record id; files of additional venues that
            come after look their resources up here.
    """

    store: Store
    placer: VenuePlacer
    options: ReadOptions
    now: datetime
    is_dry_run: bool = False
    dry_run_drafts: dict[tuple[str, str], ResourceDraft] = field(default_factory=dict)
    report_progress: Callable[[str, int, int], None] = lambda _file, _done, _rows: None


class FileRun:
    """The work on one file. `tally` holds its counts and findings."""

    def __init__(self, source_file: SourceFile, rooms: ImportRooms) -> None:
        """Reads nothing yet."""
        self._file = source_file
        self._rooms = rooms
        self._points = SharedPoints()
        self._seen: set[str] = set()
        self._run_id = ""
        self.tally = Tally()

    def import_rows(self, unit: WriteUnit) -> int:
        """Reads, places and writes all rows; returns how many stored rows of the source the file no longer holds."""
        file = self._file
        self._run_id = unit.imports.start(file=file.name, file_sha256=file.sha256, source=file.source, actor=ACTOR)
        for batch in _batches(file.rows()):
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

    def _import_batch(self, unit: WriteUnit, batch: Sequence[RowReading]) -> None:
        stored = unit.resources.find_by_keys([reading.draft.stable_key for reading in batch if reading.draft])
        changes: list[ResourceChange] = []
        for reading in batch:
            self.tally.rows += 1
            self.tally.issues.extend(reading.issues)
            if reading.draft is not None:
                changes.extend(self._plan(unit, reading, reading.draft, stored.get(reading.draft.stable_key)))
            elif reading.venue is not None:
                self._join_venue(unit, reading, reading.venue.parent_id, reading.venue.venue)
            else:
                self.tally.count("rejected")
        self._write(unit, changes)

    def _plan(
        self, unit: WriteUnit, reading: RowReading, draft: ResourceDraft, stored: StoredKey | None
    ) -> Iterator[ResourceChange]:
        """Nothing for an unchanged row, which is counted at once; else the change, placed."""
        self._seen.add(draft.stable_key)
        if self._rooms.is_dry_run and draft.source.record_id:
            self._rooms.dry_run_drafts[draft.source.source, draft.source.record_id] = draft
        self._points.remember(draft)
        if stored is not None and stored.draft_hash != draft_hash(draft):
            draft = carry_over_venues(draft, unit.resources.find(stored.id))
        if stored is not None and stored.draft_hash == draft_hash(draft):
            self.tally.count("unchanged", needs_attention=bool(stored.attention))
        else:
            yield self._place(draft, reading)

    def _join_venue(self, unit: WriteUnit, reading: RowReading, parent_id: str, venue: VenueDraft) -> None:
        """Adds a venue of an additional file to its stored resource, at once: the next row may be of the same one."""
        parent = unit.resources.find_by_record(self._file.source, parent_id)
        draft = parent.draft if parent else self._rooms.dry_run_drafts.get((self._file.source, parent_id))
        if draft is None:
            self._note(reading.row, Issue(code="parent_missing", severity="error", original=parent_id))
            self.tally.count("rejected")
            return
        change = self._place(add_venue(draft, venue), reading)
        # what the main file or an earlier row asked a person to look at stays to be looked at
        attention = dict.fromkeys((*(parent.attention if parent else ()), *change.attention))
        self._write(unit, [replace(change, attention=tuple(attention))])

    def _write(self, unit: WriteUnit, changes: Sequence[ResourceChange]) -> None:
        outcomes = unit.resources.upsert_many(changes, actor=ACTOR, import_run=self._run_id)
        for change, outcome in zip(changes, outcomes, strict=True):
            self.tally.count(outcome, needs_attention=bool(change.attention))

    def _place(self, draft: ResourceDraft, reading: RowReading) -> ResourceChange:
        """The draft with every venue placed; findings go to the report."""
        placements: list[Placement] = []
        attention = [issue.code for issue in reading.issues if issue.severity == "attention"]
        for venue in draft.venues:
            placement, issues = self._rooms.placer.place(draft, venue)
            placements.append(placement)
            for issue in issues:
                self._note(reading.row, issue)
            attention.extend(issue.code for issue in issues if issue.severity == "attention")
        for placement in placements or [self._rooms.placer.place_nowhere(draft)]:
            pinned = placement.place is not None and not placement.needs_question
            self.tally.levels[placement.place.level if placement.place and pinned else "none"] += 1
        return ResourceChange(
            draft=draft,
            placements=tuple(placements) or (self._rooms.placer.place_nowhere(draft),),
            attention=tuple(dict.fromkeys(attention)),
        )

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
                placements=tuple(placement for placement, _ in found),
                attention=tuple(dict.fromkeys((*resource.attention, "coordinate_shared"))),
            )
            unit.resources.upsert(change, actor=ACTOR, import_run=self._run_id)
            self._note(resource.draft.source.row, Issue(code="coordinate_shared", severity="warning"))

    def _note(self, row: int, issue: Issue) -> None:
        self.tally.issues.append(replace(issue, file=self._file.name, row=row))


def _batches(readings: Iterator[RowReading]) -> Iterator[list[RowReading]]:
    while batch := list(islice(readings, BATCH_ROWS)):
        yield batch
