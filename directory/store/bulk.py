"""Many rows of one table in one statement, several times faster than the general way of SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

RowValues = Mapping[str, object]
_Encoder = Callable[[Any], Any]

__all__ = ["RowValues", "insert_rows"]


def insert_rows(connection: Connection, table: Table, rows: Sequence[RowValues]) -> None:
    """Add rows that all have the same columns.

    The statement is compiled and values are encoded by SQLAlchemy's own types; only its walk over every parameter of
    every row is left out, which took two thirds of the time of an import.
    """
    if not rows:
        return
    names = tuple(rows[0])
    compiled = insert(table).inline().compile(dialect=connection.dialect, column_keys=list(names))
    order = tuple(getattr(compiled, "positiontup", None) or names)
    encoders = _encoders(connection.dialect, table, order)
    pick = itemgetter(*order)
    tuples = [_encoded(pick(row), encoders) for row in rows]
    if connection.dialect.positional:
        connection.exec_driver_sql(str(compiled), tuples)
    else:
        connection.exec_driver_sql(str(compiled), [dict(zip(order, values, strict=True)) for values in tuples])


def _encoders(dialect: Dialect, table: Table, names: Sequence[str]) -> tuple[tuple[int, _Encoder], ...]:
    """How values at some positions are encoded for the driver; the others go as they are."""
    found = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    return tuple((position, encode) for position, encode in enumerate(found) if encode is not None)


def _encoded(values: tuple[Any, ...], encoders: tuple[tuple[int, _Encoder], ...]) -> Sequence[Any]:
    if not encoders:
        return values
    changed = list(values)
    for position, encode in encoders:
        changed[position] = encode(changed[position])
    return tuple(changed)
