"""Drafts of submissions as one JSON text."""

from __future__ import annotations

import msgspec

from directory.domain.draft import ResourceDraft

_STORED = msgspec.defstruct(
    "StoredDraft",
    [
        (name, field.annotation) if field.is_required() else (name, field.annotation, field.default)
        for name, field in ResourceDraft.model_fields.items()
    ],
    kw_only=True,
)
_decode = msgspec.json.Decoder(_STORED).decode


def encode_draft(draft: ResourceDraft | None) -> str | None:
    """JSON text; None stays None."""
    return None if draft is None else msgspec.json.encode(draft.__dict__).decode()


def decode_draft(text: str | None) -> ResourceDraft | None:
    """The draft as it was stored; fields that came later have their defaults.

    It is not validated again: what waits for a moderator must be readable even if the rules grew stricter.
    """
    if text is None:
        return None
    stored = _decode(text)
    return ResourceDraft.model_construct(**{name: getattr(stored, name) for name in ResourceDraft.model_fields})
