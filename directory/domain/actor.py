"""Who asks: an account with its roles, each role within a municipality or one of its districts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Role = Literal["volunteer", "support_worker", "coordinator", "moderator", "admin"]
"""Source: trust.md section 3.7."""

ROLES: tuple[Role, ...] = get_args(Role)
STAFF_ROLES: frozenset[Role] = frozenset({"support_worker", "coordinator", "moderator", "admin"})
"""Roles that need a second factor before they read anything confidential."""

INSTANCE_ROLES = frozenset({"admin"})
"""Roles that hold for the whole directory and no single municipality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One role within its scope.

    Attributes:
        municipality: 5-digit JIS code; empty only for roles of the whole directory and for volunteers.
        district: code of one district (`scheme:code`); empty = the whole municipality.
    """

    role: Role
    municipality: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who can sign in.

    Attributes:
        id: UUID version 4. email: lower case, as mail is sent to it. name: as staff and mails call the person.
        totp_secret: base32; empty = no second factor is set up.
        owned: ids of the resources that the account keeps up to date.
    """

    id: str
    email: str
    name: str
    created_at: datetime
    is_active: bool = True
    grants: tuple[Grant, ...] = ()
    totp_secret: str = ""
    owned: frozenset[str] = frozenset()

    @property
    def is_staff(self) -> bool:
        """Whether one of its roles reads more than its own records."""
        return any(grant.role in STAFF_ROLES for grant in self.grants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who sends a request.

    Attributes:
        account_id: empty = nobody signed in.
        is_verified: staff only: the second factor was given in this session.
        name: what history says of the actor (an account's id, `import`, `seed`); never a telephone or a mail address.
    """

    account_id: str = ""
    name: str = "anonymous"
    grants: tuple[Grant, ...] = ()
    owned: frozenset[str] = frozenset()
    is_verified: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Whether the actor has an account."""
        return bool(self.account_id)


ANONYMOUS = Actor()
