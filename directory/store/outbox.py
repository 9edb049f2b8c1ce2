"""Repository of mails that have to go out: each is queued once and sent by one worker at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, or_, select, update

from directory.domain.mail import Mail, OutboxCounts, QueuedMail
from directory.store.insertion import insert_new
from directory.store.mail_state import MailState
from directory.store.tables import OUTBOX


class Outbox:
    """Mails inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enqueue(self, mail: Mail, next_at: datetime) -> bool:
        """Whether the mail was new; one with the same key is queued once. A mail to nobody counts as sent at once."""
        row = {
            "dedup_key": mail.dedup_key,
            "kind": mail.kind,
            "recipient": mail.to,
            "subject": mail.subject,
            "body": mail.body if mail.to else "",
            "state": "waiting" if mail.to else "sent",
            "attempts": 0,
            "queued_at": next_at,
            "next_at": next_at,
            "lease_until": None,
        }
        return insert_new(self._connection, OUTBOX, row)

    def lease(self, now: datetime, seconds: float, limit: int) -> tuple[QueuedMail, ...]:
        """The oldest mails that are due and that nobody is sending; they are the caller's for so many seconds.

        `attempts` counts this one already.
        """
        columns = OUTBOX.c
        is_free = or_(columns.lease_until.is_(None), columns.lease_until <= now)
        query = select(columns.id).where(columns.state == "waiting", columns.next_at <= now, is_free)
        chosen = query.order_by(columns.next_at, columns.id).limit(limit).with_for_update(skip_locked=True)
        ids = self._connection.scalars(chosen).all()
        if not ids:
            return ()
        values = {"lease_until": now + timedelta(seconds=seconds), "attempts": columns.attempts + 1}
        self._connection.execute(update(OUTBOX).where(columns.id.in_(ids)).values(values))
        rows = self._connection.execute(select(OUTBOX).where(columns.id.in_(ids)).order_by(columns.next_at, columns.id))
        return tuple(_queued(row) for row in rows.mappings())

    def finish(self, mail_id: int) -> None:
        """A mail was sent. Its body goes: it may hold links."""
        self._settle(mail_id, state="sent", body="")

    def postpone(self, mail_id: int, next_at: datetime) -> None:
        """Try a mail again later; a dead letter is alive again then."""
        self._settle(mail_id, state="waiting", next_at=next_at)

    def release(self, mail_id: int) -> None:
        """Give a mail back that was taken and not tried."""
        columns = OUTBOX.c
        values = {"lease_until": None, "attempts": columns.attempts - 1}
        taken = (columns.id == mail_id) & columns.lease_until.is_not(None) & (columns.state == "waiting")
        self._connection.execute(update(OUTBOX).where(taken).values(values))

    def bury(self, mail_id: int) -> None:
        """Give a mail up. It stays as it is, for the operator to look at."""
        self._settle(mail_id, state="dead")

    def counts(self) -> OutboxCounts:
        """Mails by state."""
        query = select(OUTBOX.c.state, func.count().label("mails")).group_by(OUTBOX.c.state)
        found = {row.state: int(row.mails) for row in self._connection.execute(query)}
        return OutboxCounts(waiting=found.get("waiting", 0), sent=found.get("sent", 0), dead=found.get("dead", 0))

    def of_state(self, state: MailState, limit: int) -> tuple[QueuedMail, ...]:
        """The oldest mails of a state."""
        query = select(OUTBOX).where(OUTBOX.c.state == state).order_by(OUTBOX.c.next_at, OUTBOX.c.id).limit(limit)
        return tuple(_queued(row) for row in self._connection.execute(query).mappings())

    def of_recipient(self, email: str) -> tuple[QueuedMail, ...]:
        """All mails to an address, oldest first."""
        query = select(OUTBOX).where(OUTBOX.c.recipient == email).order_by(OUTBOX.c.id)
        return tuple(_queued(row) for row in self._connection.execute(query).mappings())

    def purge(self, before: datetime) -> int:
        """Blank address, subject and body of mails that were queued before a moment and wait no longer.

        The rows stay: their keys prove what was handled. Answers how many mails were blanked.
        """
        columns = OUTBOX.c
        is_old = (columns.queued_at < before) & (columns.state != "waiting") & (columns.recipient != "")
        return self._blank(OUTBOX.c.id.in_(select(columns.id).where(is_old)))

    def forget(self, email: str) -> int:
        """Remove an address from all mails; those still waiting are not sent. Answers how many there were."""
        return self._blank(OUTBOX.c.recipient == email)

    def drop(self, dedup_key: str) -> None:
        """Forget that a mail was ever asked for."""
        self._connection.execute(delete(OUTBOX).where(OUTBOX.c.dedup_key == dedup_key))

    def _blank(self, condition: ColumnElement[bool]) -> int:
        values = {"recipient": "", "subject": "", "body": "", "state": "sent", "lease_until": None}
        return self._connection.execute(update(OUTBOX).where(condition).values(values)).rowcount

    def _settle(self, mail_id: int, **values: object) -> None:
        self._connection.execute(update(OUTBOX).where(OUTBOX.c.id == mail_id).values(lease_until=None, **values))


def _queued(row: RowMapping) -> QueuedMail:
    return QueuedMail(
        id=row["id"],
        mail=Mail(
            kind=row["kind"],
            to=row["recipient"],
            subject=row["subject"],
            body=row["body"],
            dedup_key=row["dedup_key"],
        ),
        attempts=row["attempts"],
        next_at=row["next_at"],
        lease_until=row["lease_until"],
    )
