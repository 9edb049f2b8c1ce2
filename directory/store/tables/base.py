"""What all tables share: one metadata with a naming convention, and CHECKs for string codes."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, MetaData, Table, inspect
from sqlmodel import SQLModel

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Named constraints, because SQLite can only rebuild a table whose constraints have names."""


BY_KEY = {"sqlite_with_rowid": False}
"""For tables found by a text key only: SQLite then keeps one tree for them and not two."""


class StoredRow(SQLModel):
    """Base of all tables. Rows validate nothing and never leave the store."""

    metadata = METADATA


def code_check(column: str, codes: Iterable[str]) -> CheckConstraint:
    """CHECK that a column holds one of the codes (SQLAlchemy's Enum columns would store enum *names*)."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def table_of(model: type[StoredRow]) -> Table:
    """The table behind a model."""
    table: Table = inspect(model).local_table
    return table
