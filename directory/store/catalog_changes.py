"""What changed in the public catalog: told at the end of every change, asked for since a revision."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, delete, func, select

from directory.domain.public_changes import PublicChanges
from directory.store.batches import in_batches
from directory.store.insertion import put_row
from directory.store.tables import CATALOG_CHANGE, CATALOG_REVISION, PUBLISHED

KEPT_CHANGES = 1_000
"""So many changes are told; whoever has seen nothing since then compares all listings."""

MANY_NUMBERS, KEPT_WITH_MANY = 10_000, 20
"""After a change of more numbers than this so many are kept: imports that renew everything, day by day, would else fill
the database with what nobody asks for any more."""

MOST_NUMBERS = 200_000
"""Of a larger change nothing is told: comparing all listings takes no longer."""


def tell_change(connection: Connection, *, revision: int, token: str, numbers: Collection[int]) -> None:
    """Write down that listings with these numbers came, changed or went; what is too old to be asked for goes."""
    told = array("q", sorted(numbers)).tobytes() if len(numbers) <= MOST_NUMBERS else None
    put_row(connection, CATALOG_CHANGE, {"revision": revision, "token": token, "numbers": told})
    kept = KEPT_WITH_MANY if len(numbers) > MANY_NUMBERS else KEPT_CHANGES
    connection.execute(delete(CATALOG_CHANGE).where(CATALOG_CHANGE.c.revision <= revision - kept))


def read_changes(connection: Connection, since: str) -> PublicChanges | None:
    """What changed since a revision as `PublicView.revision` names it; None when that is not known.

    A revision of another database, or of this one before it was restored, has another token.
    """
    numbers = _read_numbers(connection, since)
    if numbers is None:
        return None
    count = connection.scalar(select(func.count()).select_from(PUBLISHED)) or 0
    return PublicChanges(numbers=numbers, listings=tuple(_read_payloads(connection, numbers)), count=count)


def _read_numbers(connection: Connection, since: str) -> tuple[int, ...] | None:
    first, _, token = since.partition("-")
    if not first.isdecimal():
        return None
    columns = CATALOG_CHANGE.c
    query = select(columns.revision, columns.token, columns.numbers).where(columns.revision >= int(first))
    rows = connection.execute(query.order_by(columns.revision)).all()
    last = connection.execute(select(CATALOG_REVISION.c.revision, CATALOG_REVISION.c.token)).one()
    # Without gaps from the one to the other: a restored database, or an older program, may have left some.
    expected = list(range(int(first), last.revision + 1))
    if not rows or [row.revision for row in rows] != expected or rows[0].token != token or rows[-1].token != last.token:
        return None
    return _join_numbers(row.numbers for row in rows[1:])


def _join_numbers(each: Iterable[bytes | None]) -> tuple[int, ...] | None:
    found: set[int] = set()
    for packed in each:
        if packed is None:
            return None
        numbers = array("q")
        numbers.frombytes(packed)
        found.update(numbers)
    return tuple(sorted(found))


def _read_payloads(connection: Connection, numbers: tuple[int, ...]) -> Iterator[bytes]:
    for batch in in_batches(numbers):
        query = select(PUBLISHED.c.payload).where(PUBLISHED.c.number.in_(batch)).order_by(PUBLISHED.c.number)
        yield from map(bytes, connection.scalars(query))
