"""Prepared rows as bytes between processes, in half the time that pickle takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import msgspec

from directory.domain.draft import ResourceDraft
from directory.usecases.prepare_rows import PreparedRow

_DraftFields = TypedDict(  # type: ignore[misc]  # the fields are those of the draft, whatever they are
    "_DraftFields", {name: field.annotation for name, field in ResourceDraft.model_fields.items()}
)


def pack_rows(rows: Sequence[PreparedRow]) -> bytes:
    """The bytes of some rows."""
    return _ENCODER.encode(rows)


def unpack_rows(data: bytes) -> tuple[PreparedRow, ...]:
    """The rows of some bytes that `pack_rows` wrote; drafts were validated before and are not again."""
    return _ROWS.decode(data)


def _pack_draft(draft: ResourceDraft) -> bytes:
    return _ENCODER.encode(draft.__dict__)


def _unpack_draft(_kind: type, data: bytes) -> ResourceDraft:
    return ResourceDraft.model_construct(**_FIELDS.decode(data))


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_pack_draft)
_FIELDS = msgspec.msgpack.Decoder(_DraftFields)
_ROWS = msgspec.msgpack.Decoder(tuple[PreparedRow, ...], dec_hook=_unpack_draft)
