"""Repository of what organizations ask for and offer; what is published of it has a table of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from directory.domain.post import Post, PostStatus, PublicPost, Speaker
from directory.store.projection import Projection
from directory.store.tables import ORGANIZATION, ORGANIZATION_MEMBER, POST, PUBLISHED_POST, RESOURCE

MOST = 200
"""Posts of one list."""

_BEFORE: dict[PostStatus, tuple[PostStatus, ...]] = {
    "published": ("pending",),
    "returned": ("pending",),
    "withdrawn": ("pending", "published"),
}
"""What a post may have been before it becomes this."""


class PostReader:
    """Posts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, post_id: str) -> Post | None:
        """The post with this id."""
        return next(iter(self._load(POST.c.id == post_id)), None)

    def of_account(self, account_id: str) -> tuple[Post, ...]:
        """What somebody wrote, the first to run out first."""
        return self._load(POST.c.account_id == account_id)

    def of_municipalities(self, codes: Sequence[str], status: PostStatus, today: date) -> tuple[Post, ...]:
        """Posts of organizations of these municipalities that have not run out, the first to run out first."""
        return self._load(_of_municipalities(codes) & (POST.c.status == status) & (POST.c.expires_on >= today))

    def count_pending(self, codes: Sequence[str], today: date) -> int:
        """How many posts of organizations of these municipalities wait for a moderator."""
        waiting = _of_municipalities(codes) & (POST.c.status == "pending") & (POST.c.expires_on >= today)
        return int(self._connection.scalar(select(func.count()).select_from(POST).where(waiting)) or 0)

    def organization(self, organization_id: str) -> Speaker | None:
        """The organization that a post speaks for."""
        return next(iter(self._load_speakers(ORGANIZATION.c.id == organization_id)), None)

    def speakers(
        self, *, network: str = "", resource_ids: Sequence[str], municipalities: Sequence[str]
    ) -> tuple[Speaker, ...]:
        """Organizations with a public record that belong to a network (empty = any), by name.

        Those that run one of the records or lie in one of the municipalities.
        """
        named = select(ORGANIZATION.c.id).where(ORGANIZATION.c.name == network)
        records = (
            select(ORGANIZATION_MEMBER.c.member_id)
            .join(RESOURCE, RESOURCE.c.id == ORGANIZATION_MEMBER.c.resource_id)
            .where(RESOURCE.c.visibility == "public", RESOURCE.c.status != "ended")
        )
        if network:
            records = records.where(ORGANIZATION_MEMBER.c.network_id.in_(named))
        owned = records.where(RESOURCE.c.id.in_(resource_ids))
        columns = ORGANIZATION.c
        return self._load_speakers(
            or_(columns.id.in_(owned), columns.municipality.in_(municipalities) & columns.id.in_(records))
        )

    def _load_speakers(self, condition: ColumnElement[bool]) -> tuple[Speaker, ...]:
        columns = ORGANIZATION.c
        query = select(columns.id, columns.municipality, columns.name).where(condition)
        rows = self._connection.execute(query.order_by(columns.name, columns.id)).mappings()
        return tuple(Speaker(**row) for row in rows)

    def _load(self, condition: ColumnElement[bool]) -> tuple[Post, ...]:
        query = select(POST).where(condition).order_by(POST.c.expires_on, POST.c.id).limit(MOST)
        return tuple(Post(**row) for row in self._connection.execute(query).mappings())


class Posts(PostReader):
    """Posts inside one writing transaction; the public table follows within it."""

    def __init__(self, connection: Connection, projection: Projection) -> None:
        super().__init__(connection)
        self._projection = projection

    def add(self, post: Post) -> bool:
        """Add a post; False = one with this id is there already, and nothing was done."""
        self._projection.lock()
        if self.find(post.id) is not None:
            return False
        self._connection.execute(insert(POST), asdict(post))
        return True

    def change(self, post_id: str, status: PostStatus, *, reply: str = "") -> bool:
        """Publish, return or withdraw a post; False = it is not in a state for that any more."""
        is_it = (POST.c.id == post_id) & POST.c.status.in_(_BEFORE[status])
        done = self._connection.execute(update(POST).where(is_it).values(status=status, reply=reply))
        if not done.rowcount:
            return False
        if status == "published":
            self._publish(post_id)
        else:
            self._unpublish(PUBLISHED_POST.c.id == post_id)
        return True

    def purge(self, before: date) -> int:
        """Forget posts that ran out before a day; answers how many there were."""
        self._unpublish(PUBLISHED_POST.c.expires_on < before)
        return self._connection.execute(delete(POST).where(POST.c.expires_on < before)).rowcount

    def forget(self, account_id: str) -> int:
        """Forget what somebody wrote; answers how many posts that were."""
        own = select(POST.c.id).where(POST.c.account_id == account_id)
        self._unpublish(PUBLISHED_POST.c.id.in_(own))
        return self._connection.execute(delete(POST).where(POST.c.account_id == account_id)).rowcount

    def _publish(self, post_id: str) -> None:
        columns = (ORGANIZATION.c.municipality, ORGANIZATION.c.name.label("organization"))
        same = (POST.c.id, POST.c.kind, POST.c.text, POST.c.contact, POST.c.expires_on)
        query = select(*same, *columns).join(ORGANIZATION, ORGANIZATION.c.id == POST.c.organization_id)
        row = self._connection.execute(query.where(POST.c.id == post_id)).mappings().one()
        self._connection.execute(insert(PUBLISHED_POST), dict(row))
        self._projection.touch()

    def _unpublish(self, condition: ColumnElement[bool]) -> None:
        if self._connection.execute(delete(PUBLISHED_POST).where(condition)).rowcount:
            self._projection.touch()


def read_public_posts(connection: Connection, today: date) -> tuple[PublicPost, ...]:
    """What is published and has not run out, the first to run out first; over a public connection."""
    columns = PUBLISHED_POST.c
    query = select(PUBLISHED_POST).where(columns.expires_on >= today).order_by(columns.expires_on, columns.id)
    return tuple(PublicPost(**row) for row in connection.execute(query).mappings())


def _of_municipalities(codes: Sequence[str]) -> ColumnElement[bool]:
    organizations = select(ORGANIZATION.c.id).where(ORGANIZATION.c.municipality.in_(codes))
    return POST.c.organization_id.in_(organizations)
