"""Tables of the instance itself and of what was done to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from directory.store.column_types import UtcDateTime, json_field, moment_field
from directory.store.field_change import ACTIONS, FieldChange
from directory.store.tables.base import StoredRow, code_check


class InstanceRow(StoredRow, table=True):
    """One row: which directory this database belongs to, and the secret that signs its forms."""

    __tablename__ = "instance"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(primary_key=True)
    instance_id: str
    created_at: datetime = moment_field()
    secret: str | None


class ImportRunRow(StoredRow, table=True):
    """One import of one file, with its counts."""

    __tablename__ = "import_run"

    id: str = Field(primary_key=True)
    at: datetime = moment_field()
    actor: str
    file: str
    file_sha256: str
    source: str
    added: int
    changed: int
    unchanged: int
    attention: int
    rejected: int
    blank: int


class HistoryRow(StoredRow, table=True):
    """Append-only: who did what to which resource. No foreign key: history outlives what it speaks of."""

    __tablename__ = "history"
    __table_args__ = (code_check("action", ACTIONS),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment_field()
    actor: str
    action: str
    resource_id: str = Field(index=True)
    version: int
    import_run: str | None
    changes: tuple[FieldChange, ...] = json_field(tuple[FieldChange, ...])


class AuditRow(StoredRow, table=True):
    """Append-only: reads of confidential places, decisions, refused attempts. Ids only, so that it can be kept."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False, index=True))
    account_id: str
    action: str
    object_id: str = Field(index=True)
    outcome: str
