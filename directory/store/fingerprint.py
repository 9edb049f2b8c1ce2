"""Short hashes that tell whether a draft or a whole resource differs from what is stored."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

import msgspec

from directory.domain.draft import ResourceDraft, SourceRef
from directory.domain.name_reading import UNREAD, NameReading
from directory.domain.resource import Placement
from directory.store.place_columns import content_of

DIGEST_BYTES = 16


def draft_hash(draft: ResourceDraft) -> str:
    """32 hex digits of everything in a draft but where in which file it stood.

    A row that moved within its file, or a file that was renamed or saved again, is no change.
    """
    fields = draft.__dict__.copy()
    source: SourceRef = fields.pop("source")
    # Source fields one by one: copying the source without its position costs more than the hash.
    lasting = (source.source, source.record_id, source.sheet, source.licence, source.attribution, source.file_date)
    return _digest(msgspec.json.encode((fields, lasting)))


def content_hash(
    draft_digest: str,
    placements: tuple[Placement, ...],
    attention: tuple[str, ...],
    reading: NameReading = UNREAD,
) -> str:
    """32 hex digits of a draft (by its hash), where its venues lie, what a person must look at and the derived reading.

    Without a reading it is the hash of versions that knew none.
    """
    content = (draft_digest, [content_of(each) for each in placements], attention)
    return _digest(msgspec.json.encode((*content, reading) if reading.kana else content))


def without_position(source: SourceRef) -> SourceRef:
    """The source without row, file name and hash of the file."""
    return replace(source, row=0, file="", file_sha256="")


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=DIGEST_BYTES).hexdigest()
