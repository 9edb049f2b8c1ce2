"""Rows made ready for the database: compared with what is known, and placed when they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from directory.domain.draft import ResourceDraft
from directory.domain.issue import Issue
from directory.domain.name_reading import UNREAD, NameReading
from directory.domain.resource import Placement
from directory.formats.read import RowReading
from directory.formats.source_file import AdditionalVenue
from directory.store.fingerprint import draft_hash
from directory.usecases.place_venue import VenuePlacer
from directory.usecases.read_names import NameReadings


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDraft:
    """Where the venues of a draft lie.

    Attributes:
        placements: one per venue; exactly one for a place-less resource.
        issues: findings about the places, with file and row.
        reading: of the name, read with the town of the first venue.
    """

    placements: tuple[Placement, ...]
    issues: tuple[Issue, ...]
    reading: NameReading = UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedRow:
    """One row that is not blank, as far as it can be worked on without the database.

    Attributes:
        issues: findings of the reading. stable_key: empty for rows that became no draft.
        draft_hash: of the draft; empty without one.
        draft: None when the row was rejected, is a venue, or is known and needed no more.
        placed: None when nothing had to be placed.
    """

    row: int
    issues: tuple[Issue, ...]
    stable_key: str = ""
    draft_hash: str = ""
    draft: ResourceDraft | None = None
    venue: AdditionalVenue | None = None
    placed: PlacedDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPreparer:
    """Prepares the rows of one file.

    Attributes:
        known: stable key -> hash of the stored draft; rows that are still the same are not placed.
        keeps_drafts: whether the drafts of such rows are wanted all the same.
        names: reads names aloud; None leaves them unread.
    """

    file: str
    placer: VenuePlacer
    known: Mapping[str, str]
    keeps_drafts: bool = False
    names: NameReadings | None = None

    def prepare(self, reading: RowReading) -> PreparedRow:
        """The row with its draft compared and placed."""
        draft = reading.draft
        if draft is None:
            return PreparedRow(row=reading.row, issues=reading.issues, venue=reading.venue)
        digest = draft_hash(draft)
        is_known = self.known.get(draft.stable_key) == digest
        # points that many rows share are counted over the whole file, unchanged rows too
        is_wanted = not is_known or self.keeps_drafts or any(venue.coordinate for venue in draft.venues)
        return PreparedRow(
            row=reading.row,
            issues=reading.issues,
            stable_key=draft.stable_key,
            draft_hash=digest,
            draft=draft if is_wanted else None,
            placed=None if is_known else self.place(draft, reading.row),
        )

    def place(self, draft: ResourceDraft, row: int) -> PlacedDraft:
        """The places of all venues of a draft that stands in this row."""
        placements: list[Placement] = []
        issues: list[Issue] = []
        for venue in draft.venues:
            placement, found = self.placer.place(draft, venue)
            placements.append(placement)
            issues.extend(replace(issue, file=self.file, row=row) for issue in found)
        found_places = tuple(placements) or (self.placer.place_nowhere(draft),)
        return PlacedDraft(
            placements=found_places,
            issues=tuple(issues),
            reading=self.names.read(draft, found_places) if self.names else UNREAD,
        )
