"""Every trace of a text in the private tables: counted, and struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, String, Table, Text, func, or_, select, type_coerce, update

from directory.domain.publish import project
from directory.store.loading import load_resources
from directory.store.projection import Projection
from directory.store.tables import HISTORY, LOCATION, METADATA, PUBLIC_COLUMNS, PUBLISHED, PUBLISHED_POST

STRUCK = ""
"""What stands in the place of the text."""


class Traces:
    """Where a text occurs, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, text: str) -> dict[str, int]:
        """Rows that hold the text, in whatever case, by table; tables without one are missing."""
        found = {"published": len(self._published_codes(text))}
        for table in METADATA.sorted_tables:
            columns = tuple(_text_columns(table))
            if columns and table.name not in found:
                query = select(func.count()).select_from(table).where(_holds(columns, text))
                found[table.name] = int(self._connection.scalar(query) or 0)
        return {name: count for name, count in found.items() if count}

    def _published_codes(self, text: str) -> list[str]:
        """Codes of the public listings that hold the text; their payloads are bytes, which no database searches."""
        wanted = tuple(spelling.lower() for spelling in _spellings(text))
        rows = self._connection.execute(select(PUBLISHED.c.code, PUBLISHED.c.payload)).all()
        lowered = ((row.code, bytes(row.payload).decode().lower()) for row in rows)
        return [code for code, payload in lowered if any(spelling in payload for spelling in wanted)]


class Erasure(Traces):
    """Strikes texts out, inside one writing transaction."""

    def __init__(self, connection: Connection, projection: Projection) -> None:
        super().__init__(connection)
        self._projection = projection

    def strike_out(self, text: str) -> int:
        """Number of private rows out of which the text was struck; keys of rows stay. Public listings follow."""
        published = self._published_codes(text)
        rows = sum(
            self._strike(table, columns, _holds(columns, text), text)
            for table in METADATA.sorted_tables
            if table.name not in PUBLIC_COLUMNS and (columns := _struck_columns(table))
        )
        columns = _struck_columns(PUBLISHED_POST)
        if self._strike(PUBLISHED_POST, columns, _holds(columns, text), text):
            self._projection.touch()
        owners = select(LOCATION.c.resource_id).where(LOCATION.c.code.in_(published)).distinct()
        for resource in load_resources(self._connection, self._connection.scalars(owners).all()).values():
            listings = project(resource)
            self._projection.withdraw([listing.code for listing in listings])
            self._projection.publish(listings)
        return rows

    def strike_from_history(self, resource_id: str, text: str) -> None:
        """Strike a text out of what history tells of one resource."""
        columns = _struck_columns(HISTORY)
        self._strike(HISTORY, columns, _holds(columns, text) & (HISTORY.c.resource_id == resource_id), text)

    def _strike(self, table: Table, columns: tuple[Column[str], ...], condition: ColumnElement[bool], text: str) -> int:
        pattern = re.compile("|".join(map(re.escape, _spellings(text))), re.IGNORECASE)
        keys = tuple(table.primary_key)
        plain = [type_coerce(column, Text()).label(column.name) for column in columns]
        rows = self._connection.execute(select(*keys, *plain).where(condition)).mappings().all()
        for row in rows:
            told = ((column, row[column.name]) for column in columns)
            values = {column: type_coerce(pattern.sub(STRUCK, old), Text()) for column, old in told if old}
            is_it = [key == row[key.name] for key in keys]
            self._connection.execute(update(table).where(*is_it).values(values))
        return len(rows)


def _struck_columns(table: Table) -> tuple[Column[str], ...]:
    return tuple(column for column in _text_columns(table) if not column.primary_key and not column.foreign_keys)


def _text_columns(table: Table) -> Iterator[Column[str]]:
    """Columns of text, also those whose type is one of ours or SQLModel's around it."""
    return (column for column in table.columns if isinstance(getattr(column.type, "impl", column.type), String))


def _holds(columns: tuple[Column[str], ...], text: str) -> ColumnElement[bool]:
    """Whether one of the columns holds the text; LIKE with every letter lower-case, the same on all databases."""
    return or_(
        *(
            func.lower(type_coerce(column, Text())).contains(spelling.lower(), autoescape=True)
            for column in columns
            for spelling in _spellings(text)
        )
    )


def _spellings(text: str) -> tuple[str, ...]:
    """The text as it stands alone and as it stands within JSON."""
    return tuple(dict.fromkeys((text, msgspec.json.encode(text).decode()[1:-1])))
