"""Rows that may be there already: inserted once, put in the place of the older one, or counted."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Whether the row was added; False = a row with the same key is there. Of several writers at once one is first."""
    statement = _insert(connection, table).values(dict(row)).on_conflict_do_nothing()
    # without the option the rows that PostgreSQL inserts are not counted
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount == 1


def put_row(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Add the row or replace the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(connection, table).values(dict(row))
    changed = {name: statement.excluded[name] for name in row if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def add_up(connection: Connection, table: Table, key: Mapping[str, object], counter: str) -> None:
    """Add one to the counter of the row with this primary key; the first one makes the row."""
    statement = _insert(connection, table).values({**key, counter: 1})
    added = table.c[counter] + 1
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_={counter: added}))


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
