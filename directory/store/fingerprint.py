"""Short hashes that tell whether a draft or a whole resource differs from what is stored."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

import msgspec

from directory.domain.advice import NO_ADVICE
from directory.domain.draft import ResourceDraft, SourceRef
from directory.domain.name_reading import UNREAD, NameReading
from directory.domain.resource import Placement
from directory.domain.staff_notes import NO_NOTES, StaffNotes
from directory.store.place_columns import content_of

DIGEST_BYTES = 16


def draft_hash(draft: ResourceDraft) -> str:
    """32 hex digits of everything in a draft that its publisher says, but where in which file it stood.

    A row that moved within its file, or a file that was renamed or saved again, is no change. No file holds notes of
    staff.
    """
    fields = draft.__dict__.copy()
    del fields["staff_notes"]
    if draft.advice == NO_ADVICE:
        # the hash of versions that knew none
        del fields["advice"]
    source: SourceRef = fields.pop("source")
    # Source fields one by one: copying the source without its position costs more than the hash.
    lasting = (source.source, source.record_id, source.sheet, source.licence, source.attribution, source.file_date)
    return _digest(msgspec.json.encode((fields, lasting)))


def content_hash(
    draft_digest: str,
    placements: tuple[Placement, ...],
    attention: tuple[str, ...],
    reading: NameReading = UNREAD,
    notes: StaffNotes = NO_NOTES,
) -> str:
    """32 hex digits of a draft (by its hash), its places, what a person must look at, the reading and notes of staff.

    Without a reading or notes it is the hash of versions that knew none.
    """
    content: tuple[object, ...] = (draft_digest, [content_of(each) for each in placements], attention)
    if reading.kana:
        content = (*content, reading)
    if notes != NO_NOTES:
        content = (*content, notes)
    return _digest(msgspec.json.encode(content))


def without_position(source: SourceRef) -> SourceRef:
    """The source without row, file name and hash of the file."""
    return replace(source, row=0, file="", file_sha256="")


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=DIGEST_BYTES).hexdigest()
