"""Repository of leases: what operators said last, whom to ask next, and what of it everybody sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, select

from directory.domain.errors import NotFound
from directory.domain.lease import SILENCES, Lease
from directory.domain.publish import project
from directory.domain.resource import Resource
from directory.store.field_change import CONCEALED, FieldChange
from directory.store.history import History, HistoryEntry
from directory.store.insertion import put_row
from directory.store.loading import load_resources, read_lease
from directory.store.projection import Projection
from directory.store.tables import LEASE, OWNED_RESOURCE, RESOURCE

_TOLD = ("confirmed_on", "confirmed_by", "cancelled")
"""What history tells of a lease; that somebody was asked is in the outbox."""


class LeaseReader:
    """Leases inside one reading transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, resource_id: str) -> Lease | None:
        """The lease of a resource; None = nobody was asked so far."""
        return next(iter(self._load(LEASE.c.resource_id == resource_id, limit=1)), None)

    def due(self, today: date, limit: int) -> tuple[Lease, ...]:
        """Leases of active and paused resources with which something has to be done, the longest due first."""
        return self._load((LEASE.c.due_on <= today) & _goes_on(), limit=limit)

    def silent(self, limit: int) -> tuple[Lease, ...]:
        """Leases whose operators have to be telephoned, those who were asked first come first."""
        return self._load((LEASE.c.unanswered >= SILENCES) & _goes_on(), limit=limit)

    def asked(self, limit: int) -> tuple[Lease, ...]:
        """Leases whose question waits for its answer, the oldest question first."""
        return self._load(LEASE.c.asked_on.is_not(None) & (LEASE.c.unanswered < SILENCES) & _goes_on(), limit=limit)

    def without_lease(self, sources: Sequence[str]) -> tuple[str, ...]:
        """Ids, sorted, of active and paused resources without a lease: of these data sets, or owned."""
        columns = RESOURCE.c
        has_none = ~select(LEASE.c.resource_id).where(LEASE.c.resource_id == columns.id).exists()
        owned = select(OWNED_RESOURCE.c.resource_id)
        is_wanted = columns.source.in_(sources) | columns.id.in_(owned)
        query = select(columns.id).where(is_wanted, columns.status != "ended", has_none)
        return tuple(self._connection.scalars(query.order_by(columns.id)))

    def _load(self, condition: ColumnElement[bool], *, limit: int) -> tuple[Lease, ...]:
        query = select(LEASE).join(RESOURCE, RESOURCE.c.id == LEASE.c.resource_id).where(condition)
        rows = self._connection.execute(
            query.order_by(LEASE.c.due_on, LEASE.c.asked_on, LEASE.c.resource_id).limit(limit)
        )
        return tuple(read_lease(row, row["resource_id"]) for row in rows.mappings())


class Leases(LeaseReader):
    """Leases inside one writing transaction."""

    def __init__(self, connection: Connection, projection: Projection, *, now: datetime) -> None:
        super().__init__(connection)
        self._projection = projection
        self._history = History(connection)
        self._now = now

    def _load(self, condition: ColumnElement[bool], *, limit: int) -> tuple[Lease, ...]:
        """Locked first: what is read here is changed and saved, and two answers at once must not undo each other."""
        self._projection.lock()
        return super()._load(condition, limit=limit)

    def save(self, lease: Lease, *, actor: str) -> None:
        """Keep a lease; what it changes of the public listings is public with this transaction.

        Raises:
            NotFound: resource_unknown.
        """
        self._projection.lock()
        old = load_resources(self._connection, [lease.resource_id]).get(lease.resource_id)
        if old is None:
            raise NotFound("resource_unknown")
        row = {name: getattr(lease, name) for name in (*Lease.__slots__, "due_on")}
        put_row(self._connection, LEASE, row)
        new = replace(old, lease=lease)
        before, after = project(old), project(new)
        if before != after:
            self._projection.withdraw([listing.code for listing in before])
            self._projection.publish(after)
        changes = tuple(_differences(old, lease))
        if changes:
            entry = HistoryEntry(
                at=self._now,
                actor=actor,
                action="changed",
                resource_id=old.id,
                version=old.version,
                changes=changes,
            )
            self._history.append([entry])


def _goes_on() -> ColumnElement[bool]:
    return RESOURCE.c.status != "ended"


def _differences(resource: Resource, lease: Lease) -> Iterator[FieldChange]:
    for name in _TOLD:
        before = None if resource.lease is None else getattr(resource.lease, name)
        after = getattr(lease, name)
        if (before or None) == (after or None):
            continue
        if resource.draft.visibility == "public":
            yield FieldChange(field=name, old=_json(before), new=_json(after))
        else:
            yield FieldChange(field=name, old=CONCEALED, new=CONCEALED)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
