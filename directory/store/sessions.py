"""Repository of sessions: which browsers are signed in."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from directory.domain.session import Session
from directory.store.tables import SESSION


class Sessions:
    """Sessions inside one transaction. Whether one has run out is for the caller to judge."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, session: Session) -> None:
        """Add a session."""
        self._connection.execute(insert(SESSION), asdict(session))

    def find(self, token_hash: str) -> Session | None:
        """The session behind a cookie."""
        row = self._connection.execute(select(SESSION).where(SESSION.c.token_hash == token_hash)).mappings().first()
        return None if row is None else Session(**row)

    def touch(self, token_hash: str, seen_at: datetime) -> None:
        """Note the last request of a session."""
        self._connection.execute(update(SESSION).where(SESSION.c.token_hash == token_hash).values(seen_at=seen_at))

    def verify(self, token_hash: str, new_hash: str) -> bool:
        """After the second factor: the session goes on under a new value; False when it is gone."""
        values = {"token_hash": new_hash, "is_verified": True}
        statement = update(SESSION).where(SESSION.c.token_hash == token_hash).values(values)
        return self._connection.execute(statement).rowcount == 1

    def close(self, token_hash: str) -> None:
        """End a session."""
        self._connection.execute(delete(SESSION).where(SESSION.c.token_hash == token_hash))

    def close_all(self, account_id: str) -> int:
        """End all sessions of an account; answers how many there were."""
        return self._connection.execute(delete(SESSION).where(SESSION.c.account_id == account_id)).rowcount

    def purge(self, now: datetime) -> int:
        """Forget sessions beyond their absolute limit; answers how many there were."""
        return self._connection.execute(delete(SESSION).where(SESSION.c.expires_at <= now)).rowcount
