"""Repository of unmet needs: a number for each kind, area and day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, delete, func, select

from directory.domain.want import Want, WantCount
from directory.store.insertion import add_up
from directory.store.tables import WANT


class Wants:
    """Wishes inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, want: Want) -> None:
        """Count one wish."""
        key = {
            "municipality": want.municipality,
            "district": want.district,
            "category": want.category,
            "day": want.day,
        }
        add_up(self._connection, WANT, key, "times")

    def counts(self, municipalities: Sequence[str] | None, *, since: date) -> tuple[WantCount, ...]:
        """How often each kind was wished for in each area on or after a day; None = in all municipalities."""
        columns = WANT.c
        area = (columns.municipality, columns.district, columns.category)
        query = select(*area, func.sum(columns.times).label("count")).where(columns.day >= since)
        if municipalities is not None:
            query = query.where(columns.municipality.in_(municipalities))
        rows = self._connection.execute(query.group_by(*area).order_by(*area)).mappings()
        return tuple(WantCount(**{**row, "count": int(row["count"])}) for row in rows)

    def purge(self, before: date) -> int:
        """Forget wishes of days before a day; answers how many there were."""
        is_old = WANT.c.day < before
        total = self._connection.scalar(select(func.sum(WANT.c.times)).where(is_old))
        self._connection.execute(delete(WANT).where(is_old))
        return int(total or 0)
