"""Tables of what keeps listings true: leases, mailed links, notices of networks."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from directory.domain.lease import Cancellation
from directory.domain.post import POST_KINDS, POST_STATUSES
from directory.domain.ticket import PURPOSES
from directory.store.column_types import json_field, moment_field
from directory.store.tables.base import BY_KEY, StoredRow, code_check


class LeaseRow(StoredRow, table=True):
    """How long the word of an operator holds. `due_on` follows from the rest: when something has to be done again."""

    __tablename__ = "lease"
    __table_args__ = BY_KEY

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", ondelete="CASCADE")
    rhythm_days: int
    confirmed_on: date | None
    confirmed_by: str
    asked_on: date | None
    unanswered: int
    cancelled: tuple[Cancellation, ...] = json_field(tuple[Cancellation, ...])
    due_on: date = Field(index=True)


class TicketRow(StoredRow, table=True):
    """PRIVATE: one mailed link. No foreign keys: it may name an unfinished registration."""

    __tablename__ = "ticket"
    __table_args__ = (code_check("purpose", PURPOSES), BY_KEY)

    token_hash: str = Field(primary_key=True)
    purpose: str
    resource_id: str = Field(index=True)
    submission_id: str = Field(index=True)
    email: str
    issued_at: datetime = moment_field()
    expires_at: datetime = moment_field()
    used_at: datetime | None = moment_field(nullable=True)


class PostRow(StoredRow, table=True):
    """PRIVATE: what an organization of a network asks for or offers for a while, published or not."""

    __tablename__ = "post"
    __table_args__ = (code_check("kind", POST_KINDS), code_check("status", POST_STATUSES))

    id: str = Field(primary_key=True)
    organization_id: str = Field(foreign_key="organization.id", ondelete="CASCADE", index=True)
    account_id: str = Field(index=True)
    kind: str
    text: str
    contact: str
    expires_on: date
    status: str
    reply: str
