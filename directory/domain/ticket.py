"""A mailed link that opens one thing for one purpose without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal, get_args

TicketPurpose = Literal["confirm", "edit", "resume", "mail"]
"""confirm: is it still going on? edit: change a listing. resume: finish a registration. mail: this address is mine."""

PURPOSES: tuple[TicketPurpose, ...] = get_args(TicketPurpose)

LIFETIMES = MappingProxyType(
    {
        "confirm": timedelta(days=30),
        "edit": timedelta(hours=24),
        "resume": timedelta(days=90),
        "mail": timedelta(days=30),
    }
)
"""How long a ticket of each purpose holds. Source: interface.md section 5.7, C3; resume: like the answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One link.

    Attributes:
        token_hash: SHA-256 (hex) of the token in the link; the token itself is nowhere stored.
        resource_id, submission_id: what it opens; a `resume` ticket names the unfinished registration by its hash in
            `submission_id`.
        email: to whom it was mailed; empty = printed on a postcard.
    """

    token_hash: str
    purpose: TicketPurpose
    resource_id: str = ""
    submission_id: str = ""
    email: str = ""
    issued_at: datetime
    expires_at: datetime
