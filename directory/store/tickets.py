"""Repository of mailed links that open one thing for one purpose."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from directory.domain.ticket import Ticket, TicketPurpose
from directory.store.tables import TICKET


class Tickets:
    """Tickets inside one transaction. Whether one has run out is for the caller to judge, except in `consume`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def issue(self, ticket: Ticket) -> None:
        """Add a ticket."""
        self._connection.execute(insert(TICKET), {**asdict(ticket), "used_at": None})

    def find(self, token_hash: str, purpose: TicketPurpose) -> Ticket | None:
        """The ticket with this token, run out or not, unless it was used up or revoked."""
        columns = TICKET.c
        query = select(*(column for column in columns if column.name != "used_at")).where(
            columns.token_hash == token_hash, columns.purpose == purpose, columns.used_at.is_(None)
        )
        row = self._connection.execute(query).mappings().first()
        return None if row is None else Ticket(**row)

    def consume(self, token_hash: str, now: datetime) -> bool:
        """Whether the ticket was open and is used up now; of several requests at once exactly one is told so."""
        columns = TICKET.c
        may_open = (columns.token_hash == token_hash) & columns.used_at.is_(None) & (columns.expires_at > now)
        return self._connection.execute(update(TICKET).where(may_open).values(used_at=now)).rowcount == 1

    def revoke_all(self, resource_id: str) -> int:
        """Forget all tickets of a resource; answers how many there were."""
        return self._connection.execute(delete(TICKET).where(TICKET.c.resource_id == resource_id)).rowcount

    def purge(self, before: datetime) -> int:
        """Forget tickets that ran out before a moment; answers how many there were."""
        return self._connection.execute(delete(TICKET).where(TICKET.c.expires_at < before)).rowcount

    def forget(self, email: str) -> int:
        """Forget all tickets that were mailed to an address; answers how many there were."""
        return self._connection.execute(delete(TICKET).where(TICKET.c.email == email)).rowcount
