"""Repository of what organizations of a network ask for and offer."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from directory.domain.post import Post, PostStatus
from directory.store.tables import ORGANIZATION, POST


class Posts:
    """Posts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, post: Post) -> None:
        """Add a post."""
        self._connection.execute(insert(POST), asdict(post))

    def find(self, post_id: str) -> Post | None:
        """The post with this id."""
        return next(iter(self._load(POST.c.id == post_id)), None)

    def set_status(self, post_id: str, status: PostStatus) -> None:
        """Publish a post, or withdraw it."""
        self._connection.execute(update(POST).where(POST.c.id == post_id).values(status=status))

    def active(self, today: date) -> tuple[Post, ...]:
        """Published posts that have not run out, the first to run out first."""
        return self._load(_is_active(today))

    def of_municipality(self, municipality: str, today: date) -> tuple[Post, ...]:
        """The active posts of organizations of a municipality."""
        organizations = select(ORGANIZATION.c.id).where(ORGANIZATION.c.municipality == municipality)
        return self._load(_is_active(today) & POST.c.organization_id.in_(organizations))

    def of_organization(self, organization_id: str) -> tuple[Post, ...]:
        """All posts of an organization, whatever their status."""
        return self._load(POST.c.organization_id == organization_id)

    def purge(self, before: date) -> int:
        """Forget posts that ran out before a day; answers how many there were."""
        return self._connection.execute(delete(POST).where(POST.c.expires_on < before)).rowcount

    def _load(self, condition: ColumnElement[bool]) -> tuple[Post, ...]:
        query = select(POST).where(condition).order_by(POST.c.expires_on, POST.c.id)
        return tuple(Post(**row) for row in self._connection.execute(query).mappings())


def _is_active(today: date) -> ColumnElement[bool]:
    return (POST.c.status == "published") & (POST.c.expires_on >= today)
