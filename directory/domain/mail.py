"""One mail that has to go out, and what is known of its delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A text mail. It waits in the outbox under a key, so that it is queued once however often it is asked for.

    Attributes:
        kind: of its template (`login`, `submission`, `returned`, `published`, `remind` …).
        to: one address; empty = nobody to write to, the row only proves that the event was handled.
        dedup_key: unique over all time (`submission:<id>`).
    """

    kind: str
    to: str
    subject: str
    body: str
    dedup_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedMail:
    """A mail in the outbox. attempts: so far. lease_until: somebody is sending it until then."""

    id: int
    mail: Mail
    attempts: int
    next_at: datetime
    lease_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxCounts:
    """Mails by state: still to be sent, sent, and given up (dead letters)."""

    waiting: int = 0
    sent: int = 0
    dead: int = 0
