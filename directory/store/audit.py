"""Repository of the audit log: entries are added and, after years, forgotten; nothing changes them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from directory.domain.audit import AuditEntry
from directory.store.tables import AUDIT


class Audit:
    """The audit log inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, entry: AuditEntry) -> None:
        """Add an entry."""
        self._connection.execute(insert(AUDIT), asdict(entry))

    def of(self, object_id: str) -> tuple[AuditEntry, ...]:
        """Entries about one thing, oldest first."""
        return self._load(AUDIT.c.object_id == object_id)

    def since(self, moment: datetime) -> tuple[AuditEntry, ...]:
        """Entries since a moment, oldest first."""
        return self._load(AUDIT.c.at >= moment)

    def count(self, account_id: str, action: str, since: datetime, *, outcome: str = "") -> int:
        """How often an account did something since a moment; with `outcome` only what ended so."""
        columns = AUDIT.c
        query = select(func.count()).where(
            columns.at >= since, columns.account_id == account_id, columns.action == action
        )
        if outcome:
            query = query.where(columns.outcome == outcome)
        return int(self._connection.scalar(query) or 0)

    def purge(self, before: datetime) -> int:
        """Forget entries older than a moment; answers how many there were."""
        return self._connection.execute(delete(AUDIT).where(AUDIT.c.at < before)).rowcount

    def _load(self, condition: ColumnElement[bool]) -> tuple[AuditEntry, ...]:
        columns = AUDIT.c
        query = select(columns.at, columns.account_id, columns.action, columns.object_id, columns.outcome)
        rows = self._connection.execute(query.where(condition).order_by(columns.id)).mappings()
        return tuple(AuditEntry(**row) for row in rows)
