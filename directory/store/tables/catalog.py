"""Tables that the public catalog reads, and nothing else of the database."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from directory.domain.post import POST_KINDS
from directory.store.tables.base import StoredRow, code_check


class PublishedRow(StoredRow, table=True):
    """The public face of one location: JSON of a `Listing`. Without a resource id on purpose."""

    __tablename__ = "published"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str = Field(unique=True, foreign_key="location.code", ondelete="CASCADE")
    payload: bytes


class PublishedPostRow(StoredRow, table=True):
    """The public face of one post of an organization."""

    __tablename__ = "published_post"
    __table_args__ = (code_check("kind", POST_KINDS),)

    id: str = Field(primary_key=True, foreign_key="post.id", ondelete="CASCADE")
    municipality: str
    organization: str
    kind: str
    text: str
    contact: str
    expires_on: date


class CatalogRevisionRow(StoredRow, table=True):
    """One row: how often the catalog changed, a random token, and the last number given to a listing.

    The token differs after a restore, so that no cache takes an old revision for a new one.
    """

    __tablename__ = "catalog_revision"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(primary_key=True)
    revision: int
    token: str
    last_number: int


class CatalogChangeRow(StoredRow, table=True):
    """What one change of the catalog was about: the numbers of all listings that came, changed or went.

    Attributes:
        revision, token: those of the catalog after it. numbers: 8 bytes each; None = too many to be told.
    """

    __tablename__ = "catalog_change"

    revision: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    token: str
    numbers: bytes | None
