"""Tables that the public catalog reads, and nothing else of the database."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from directory.store.tables.base import StoredRow


class PublishedRow(StoredRow, table=True):
    """The public face of one location: JSON of a `Listing`. Without a resource id on purpose."""

    __tablename__ = "published"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str = Field(unique=True, foreign_key="location.code", ondelete="CASCADE")
    payload: bytes


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
