"""One thing that somebody did, or was not allowed to do, with something confidential or with accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One entry of the audit log.

    Attributes:
        account_id: who; empty = nobody signed in, or the operator at the command line.
        action: what was done (`read_place`, `decide_submission`, `grant_role` …).
        object_id: id of what it was done with; never a name or an address.
        outcome: how it ended (`done`, `forbidden`, `absent` …).
    """

    at: datetime
    account_id: str
    action: str
    object_id: str
    outcome: str
