"""Repository of what support workers say about records: added, counted, and forgotten in time."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select, update

from directory.domain.feedback import Feedback, FeedbackCounts
from directory.store.tables import FEEDBACK

MOST = 50
"""Words of one list."""


class FeedbackWords:
    """Feedback inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, feedback: Feedback) -> None:
        """Add one word."""
        self._connection.execute(insert(FEEDBACK), asdict(feedback))

    def counts_of(self, resource_id: str, *, since: date) -> FeedbackCounts:
        """How often each word was said about a record on or after a day."""
        columns = FEEDBACK.c
        query = select(columns.kind, func.count().label("times")).group_by(columns.kind)
        rows = self._connection.execute(query.where(columns.resource_id == resource_id, columns.day >= since))
        return FeedbackCounts(**{row.kind: row.times for row in rows})

    def texts_of(self, resource_id: str, *, since: date) -> tuple[Feedback, ...]:
        """What was written about a record on or after a day, the newest first; words without a text are left out."""
        columns = FEEDBACK.c
        query = select(FEEDBACK).where(columns.resource_id == resource_id, columns.day >= since, columns.text != "")
        ordered = query.order_by(columns.day.desc(), columns.id).limit(MOST)
        return tuple(Feedback(**row) for row in self._connection.execute(ordered).mappings())

    def forget_texts(self, before: date) -> int:
        """Forget what was written before a day; answers how many texts there were."""
        is_old = (FEEDBACK.c.day < before) & (FEEDBACK.c.text != "")
        return self._connection.execute(update(FEEDBACK).where(is_old).values(text="")).rowcount

    def purge(self, before: date) -> int:
        """Forget what was said before a day; answers how many words there were."""
        return self._connection.execute(delete(FEEDBACK).where(FEEDBACK.c.day < before)).rowcount
