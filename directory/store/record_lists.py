"""Lists of records for staff: by words, by what needs attention, by who runs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, distinct, func, or_, select

from directory.store.tables import ORGANIZATION, ORGANIZATION_MEMBER, RESOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationLine:
    """One organization. records: how many it runs. members: how many organizations belong to it as a network."""

    id: str
    municipality: str
    name: str
    records: int
    members: int


class RecordLists:
    """Lists inside one transaction. Scopes are municipality codes; None = everywhere."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_records(
        self, scope: Sequence[str] | None, *, text: str = "", needs_attention: bool = False, limit: int, offset: int = 0
    ) -> tuple[str, ...]:
        """Ids of records whose name or kana holds the text, by name."""
        columns = RESOURCE.c
        query = select(columns.id).order_by(columns.name, columns.id).limit(limit).offset(offset)
        if scope is not None:
            query = query.where(columns.municipality.in_(scope))
        if text:
            query = query.where(
                or_(columns.name.contains(text, autoescape=True), columns.kana.contains(text, autoescape=True))
            )
        if needs_attention:
            query = query.where(columns.attention != ())
        return tuple(self._connection.scalars(query))

    def count_attention(self, scope: Sequence[str]) -> int:
        """How many records need attention."""
        columns = RESOURCE.c
        query = select(func.count()).where(columns.municipality.in_(scope), columns.attention != ())
        return int(self._connection.scalar(query) or 0)

    def organizations(
        self, scope: Sequence[str], *, text: str = "", limit: int, offset: int = 0
    ) -> tuple[OrganizationLine, ...]:
        """Organizations and networks, by name."""
        columns = ORGANIZATION.c
        condition: ColumnElement[bool] = columns.municipality.in_(scope)
        if text:
            condition &= columns.name.contains(text, autoescape=True)
        return self._lines(condition, limit=limit, offset=offset)

    def organization(self, organization_id: str) -> OrganizationLine | None:
        """One of them."""
        return next(iter(self._lines(ORGANIZATION.c.id == organization_id, limit=1)), None)

    def records_of(self, organization_id: str) -> tuple[str, ...]:
        """Ids of the records that an organization runs, by name."""
        columns = RESOURCE.c
        query = select(columns.id).where(columns.organization_id == organization_id)
        return tuple(self._connection.scalars(query.order_by(columns.name, columns.id)))

    def members_of(self, network_id: str) -> tuple[OrganizationLine, ...]:
        """Organizations that belong to a network, by name."""
        members = select(ORGANIZATION_MEMBER.c.member_id).where(ORGANIZATION_MEMBER.c.network_id == network_id)
        return self._lines(ORGANIZATION.c.id.in_(members), limit=1_000)

    def _lines(self, condition: ColumnElement[bool], *, limit: int, offset: int = 0) -> tuple[OrganizationLine, ...]:
        columns = ORGANIZATION.c
        records = (
            select(func.count())
            .where(RESOURCE.c.organization_id == columns.id)
            .correlate(ORGANIZATION)
            .scalar_subquery()
        )
        members = (
            select(func.count(distinct(ORGANIZATION_MEMBER.c.member_id)))
            .where(ORGANIZATION_MEMBER.c.network_id == columns.id)
            .correlate(ORGANIZATION)
            .scalar_subquery()
        )
        query = (
            select(columns.id, columns.municipality, columns.name, records.label("records"), members.label("members"))
            .where(condition)
            .order_by(columns.name, columns.id)
            .limit(limit)
            .offset(offset)
        )
        return tuple(OrganizationLine(**row) for row in self._connection.execute(query).mappings())
