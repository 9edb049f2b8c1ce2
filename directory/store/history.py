"""Record of who changed which field of which resource: appended to, and after years forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, select, update

from directory.domain.draft import ResourceDraft
from directory.domain.resource import Resource
from directory.store.bulk import insert_rows
from directory.store.field_change import CONCEALED, FieldChange
from directory.store.fingerprint import without_position
from directory.store.place_columns import content_of
from directory.store.tables import HISTORY

Action = Literal["added", "changed"]

_OPEN_FIELDS = frozenset({"visibility", "status"})
"""Told in full even of confidential resources: they say nothing about where or who."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One change. An added resource has no field changes: later entries hold every value that was replaced."""

    at: datetime
    actor: str
    action: Action
    resource_id: str
    version: int
    import_run: str | None = None
    changes: tuple[FieldChange, ...] = ()


_COLUMNS = tuple(field.name for field in fields(HistoryEntry))
_read = attrgetter(*_COLUMNS)


class History:
    """History inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entries: Sequence[HistoryEntry]) -> None:
        """Add entries; there is no way to change one."""
        rows = [dict(zip(_COLUMNS, _read(entry), strict=True)) for entry in entries]
        insert_rows(self._connection, HISTORY, rows)

    def of(self, resource_id: str) -> tuple[HistoryEntry, ...]:
        """Entries of one resource, oldest first."""
        query = select(HISTORY).where(HISTORY.c.resource_id == resource_id).order_by(HISTORY.c.id)
        return tuple(
            HistoryEntry(
                at=row.at,
                actor=row.actor,
                action=row.action,
                resource_id=row.resource_id,
                version=row.version,
                import_run=row.import_run,
                changes=row.changes,
            )
            for row in self._connection.execute(query)
        )

    def purge(self, before: datetime) -> int:
        """Forget entries older than a moment; answers how many there were."""
        return self._connection.execute(delete(HISTORY).where(HISTORY.c.at < before)).rowcount

    def blank(self, resource_id: str) -> None:
        """Strike every value out of the entries of a resource; who changed which field when stays."""
        query = select(HISTORY.c.id, HISTORY.c.changes).where(HISTORY.c.resource_id == resource_id)
        for row in self._connection.execute(query).all():
            told = tuple(replace(each, old=CONCEALED, new=CONCEALED) for each in row.changes)
            self._connection.execute(update(HISTORY).where(HISTORY.c.id == row.id).values(changes=told))


def compare(old: Resource, new: Resource) -> tuple[FieldChange, ...]:
    """Fields that differ, as JSON texts; `CONCEALED` where a value is confidential before or after."""
    is_public = old.draft.visibility == "public" and new.draft.visibility == "public"
    return tuple(
        FieldChange(field=field, old=before, new=after)
        if field in _OPEN_FIELDS or (is_public and not _is_for_staff(field, old.draft, new.draft))
        else FieldChange(field=field, old=CONCEALED, new=CONCEALED)
        for field, before, after in _differences(old, new)
    )


def _differences(old: Resource, new: Resource) -> Iterator[tuple[str, str, str]]:
    for field in ResourceDraft.model_fields:
        before, after = getattr(old.draft, field), getattr(new.draft, field)
        if field == "source":
            before, after = without_position(before), without_position(after)
        if before != after:
            yield field, _json(before), _json(after)
    placed_before = [content_of(placement) for placement in old.placements]
    placed_after = [content_of(placement) for placement in new.placements]
    if placed_before != placed_after:
        yield "placements", _json(placed_before), _json(placed_after)
    if old.reading != new.reading:
        yield "reading", _json(old.reading), _json(new.reading)
    if old.attention != new.attention:
        yield "attention", _json(old.attention), _json(new.attention)


def _is_for_staff(field: str, *drafts: ResourceDraft) -> bool:
    """Whether a field of a public record holds what only staff may read; history tells that it changed, not what."""
    if field != "contacts":
        return field == "staff_notes"
    return any(contact.publicity != "public" for draft in drafts for contact in draft.contacts)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
