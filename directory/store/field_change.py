"""One field of one resource that changed, as history keeps it."""

from __future__ import annotations

from dataclasses import dataclass

ACTIONS = ("added", "changed")
"""What history can tell of a resource."""

CONCEALED = "changed"
"""Stands in history for a value that is confidential."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """Old and new value as JSON text; both are `CONCEALED` for confidential ones."""

    field: str
    old: str
    new: str
