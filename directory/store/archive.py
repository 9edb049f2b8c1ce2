"""Repository of resources that ended: found when nobody needs them any more, and removed for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from directory.store.history import History
from directory.store.projection import Projection
from directory.store.tables import LOCATION, RESOURCE


class Archive:
    """Ended resources inside one writing transaction."""

    def __init__(self, connection: Connection, projection: Projection) -> None:
        self._connection = connection
        self._projection = projection
        self._history = History(connection)

    def ended_before(self, source: str, before: datetime) -> tuple[str, ...]:
        """Ids of resources of a data set that have ended and did not change since a moment, sorted."""
        columns = RESOURCE.c
        query = select(columns.id).where(
            columns.source == source, columns.status == "ended", columns.updated_at < before
        )
        return tuple(self._connection.scalars(query.order_by(columns.id)))

    def remove(self, resource_id: str) -> None:
        """Remove a resource with all that belongs to it; its history keeps who did what when, and no value."""
        self._projection.lock()
        codes = self._connection.scalars(select(LOCATION.c.code).where(LOCATION.c.resource_id == resource_id)).all()
        self._projection.withdraw(codes)
        self._connection.execute(delete(RESOURCE).where(RESOURCE.c.id == resource_id))
        self._history.blank(resource_id)
