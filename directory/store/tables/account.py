"""Tables of who can sign in: accounts, their roles and resources, sessions and mailed links."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from directory.domain.actor import ROLES
from directory.store.column_types import moment_field
from directory.store.tables.base import BY_KEY, StoredRow, code_check


class AccountRow(StoredRow, table=True):
    """PRIVATE: one person who can sign in. `totp_step` is the last step of the clock whose code was taken."""

    __tablename__ = "account"

    id: str = Field(primary_key=True)
    email: str = Field(unique=True)
    name: str
    created_at: datetime = moment_field()
    is_active: bool
    totp_secret: str
    totp_step: int


class AccountGrantRow(StoredRow, table=True):
    """One role of an account within its scope."""

    __tablename__ = "account_grant"
    __table_args__ = (code_check("role", ROLES), BY_KEY)

    account_id: str = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    role: str = Field(primary_key=True)
    municipality: str = Field(primary_key=True)
    district: str = Field(primary_key=True)


class OwnedResourceRow(StoredRow, table=True):
    """That an account keeps a resource up to date."""

    __tablename__ = "owned_resource"
    __table_args__ = BY_KEY

    account_id: str = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    resource_id: str = Field(primary_key=True, foreign_key="resource.id", ondelete="CASCADE", index=True)


class SessionRow(StoredRow, table=True):
    """PRIVATE: one signed-in browser."""

    __tablename__ = "session"
    __table_args__ = BY_KEY

    token_hash: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    created_at: datetime = moment_field()
    seen_at: datetime = moment_field()
    expires_at: datetime = moment_field()
    is_verified: bool


class SignInLinkRow(StoredRow, table=True):
    """PRIVATE: one mailed link. `used_at`: used, or voided by a newer one; kept for the limits."""

    __tablename__ = "sign_in_link"
    __table_args__ = BY_KEY

    token_hash: str = Field(primary_key=True)
    code_hash: str
    browser_hash: str = Field(index=True)
    email: str = Field(index=True)
    purpose: str
    issued_at: datetime = moment_field()
    expires_at: datetime = moment_field()
    tries: int
    used_at: datetime | None = moment_field(nullable=True)
