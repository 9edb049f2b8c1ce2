"""Tables of what people send in and what goes out to them: submissions, unfinished forms, repeated requests, mails."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from sqlalchemy import Column, Index, Text
from sqlmodel import Field

from directory.domain.submission import CHANNELS, KINDS, REPORT_REASONS, STATUSES
from directory.store.column_types import json_field, moment_field
from directory.store.mail_state import MailState
from directory.store.tables.base import BY_KEY, StoredRow, code_check


class SubmissionRow(StoredRow, table=True):
    """PRIVATE: one thing that waits for a moderator, or was decided. `name` is the draft's, for the queue."""

    __tablename__ = "submission"
    __table_args__ = (
        code_check("kind", KINDS),
        code_check("channel", CHANNELS),
        code_check("status", STATUSES),
        code_check("reason", REPORT_REASONS),
        Index(None, "municipality", "status"),
    )

    id: str = Field(primary_key=True)
    code: str = Field(unique=True)
    kind: str
    municipality: str
    channel: str
    created_at: datetime = moment_field()
    status: str
    version: int
    name: str
    draft: str | None = Field(sa_column=Column(Text(), nullable=True))
    changed: tuple[str, ...] = json_field(tuple[str, ...])
    resource_id: str = Field(index=True)
    base_version: int
    submitter_name: str
    submitter_email: str
    submitter_phone: str
    account_id: str = Field(index=True)
    is_email_confirmed: bool
    message: str
    reason: str | None
    answers: tuple[tuple[str, str], ...] = json_field(tuple[tuple[str, str], ...])
    idempotency_key: str = Field(index=True)
    decided_at: datetime | None = moment_field(nullable=True)
    decided_by: str
    reply: str
    previous: str | None = Field(sa_column=Column(Text(), nullable=True))


class IdempotencyRow(StoredRow, table=True):
    """What was answered to a request that may be sent again."""

    __tablename__ = "idempotency"
    __table_args__ = BY_KEY

    actor: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    body_sha256: str
    answer_id: str
    at: datetime = moment_field()


class WizardRow(StoredRow, table=True):
    """PRIVATE: a registration that is not finished."""

    __tablename__ = "wizard"
    __table_args__ = BY_KEY

    id_hash: str = Field(primary_key=True)
    code: str = Field(unique=True)
    phone_tail_hash: str
    answers: tuple[tuple[str, str], ...] = json_field(tuple[tuple[str, str], ...])
    step: int
    updated_at: datetime = moment_field()


class OutboxRow(StoredRow, table=True):
    """PRIVATE: one mail to be sent, sent (then without its body, which holds links) or given up."""

    __tablename__ = "outbox"
    __table_args__ = (code_check("state", get_args(MailState)), Index(None, "state", "next_at"))

    id: int | None = Field(default=None, primary_key=True)
    dedup_key: str = Field(unique=True)
    kind: str
    recipient: str
    subject: str
    body: str
    state: str
    attempts: int
    queued_at: datetime = moment_field()
    next_at: datetime = moment_field()
    lease_until: datetime | None = moment_field(nullable=True)
