"""What is kept only for a time is forgotten when its time is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.store.engine import Store
from directory.store.unit import WriteUnit
from directory.usecases.submit import SOURCE

UNFINISHED = timedelta(days=90)
IDEMPOTENCY = timedelta(days=7)
RECORDS = timedelta(days=3 * 365)
"""Audit, history, senders of decided submissions. Source: trust.md sections 3.6 and 3.12."""

FEEDBACK_TEXTS = timedelta(days=2 * 365)
"""What support workers wrote beside their words; the words themselves count as records."""

MAILS = timedelta(days=30)
"""Addresses of mails that were sent or given up: as long as their links hold."""

LINKS = timedelta(days=1)
"""Used links count for the limits of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """How many of each were forgotten.

    Attributes:
        mails: whose address, subject and body were blanked; their keys stay.
        senders: of submissions decided long ago. archived: ended registrations that nobody may need any more.
        feedback_texts: blanked; the words that they stood beside are counted on. wants: single wishes, not rows.
    """

    unfinished: int
    idempotency: int
    sessions: int
    links: int
    tickets: int
    mails: int
    posts: int
    audit: int
    history: int
    senders: int
    archived: int
    feedback_texts: int
    feedback: int
    wants: int


def purge(store: Store, *, now: datetime, is_dry_run: bool = False) -> Purged:
    """Forget what is too old, in one transaction; a dry run only counts.

    Raises:
        StoreUnavailable: the database is away or busy; nothing was forgotten.
    """
    with store.write(now=now, dry_run=is_dry_run) as unit:
        return Purged(
            unfinished=unit.wizards.purge(now - UNFINISHED),
            idempotency=unit.idempotency.purge(now - IDEMPOTENCY),
            sessions=unit.sessions.purge(now),
            links=unit.links.purge(now - LINKS),
            tickets=unit.tickets.purge(now),
            mails=unit.outbox.purge(now - MAILS),
            posts=unit.posts.purge((now - MAILS).date()),
            audit=unit.audit.purge(now - RECORDS),
            archived=_purge_archived(unit, before=now - RECORDS),
            history=unit.purge_history(now - RECORDS),
            senders=unit.submissions.purge_senders(now - RECORDS),
            feedback_texts=unit.feedback.forget_texts((now - FEEDBACK_TEXTS).date()),
            feedback=unit.feedback.purge((now - RECORDS).date()),
            wants=unit.wants.purge((now - RECORDS).date()),
        )


def _purge_archived(unit: WriteUnit, *, before: datetime) -> int:
    """Registrations that ended long ago go, with all that history knows of them.

    Records of imported files stay: the next import of the same file would only bring them back.
    """
    ended = unit.archive.ended_before(SOURCE, before)
    for resource_id in ended:
        unit.tickets.revoke_all(resource_id)
        unit.archive.remove(resource_id)
    return len(ended)
