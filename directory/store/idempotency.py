"""Repository of answers to requests that may be sent again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, select

from directory.domain.idempotency import IdempotentAnswer
from directory.store.insertion import insert_new
from directory.store.tables import IDEMPOTENCY


class Idempotency:
    """Answers inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, actor: str, key: str) -> IdempotentAnswer | None:
        """What was answered under a key of a sender."""
        query = select(IDEMPOTENCY).where(IDEMPOTENCY.c.actor == actor, IDEMPOTENCY.c.key == key)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else IdempotentAnswer(**row)

    def remember(self, answer: IdempotentAnswer) -> bool:
        """Whether nobody used the key before; then its answer is stored. Of several at once one is first."""
        return insert_new(self._connection, IDEMPOTENCY, asdict(answer))

    def purge(self, before: datetime) -> int:
        """Forget answers given before a moment; answers how many there were."""
        return self._connection.execute(delete(IDEMPOTENCY).where(IDEMPOTENCY.c.at < before)).rowcount
