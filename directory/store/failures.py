"""What databases complain about -> errors of the domain; no driver's error leaves the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from sqlalchemy.exc import DatabaseError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from directory.domain.errors import DatabaseRefused, StoreUnavailable

_CORRUPT = ("file is not a database", "malformed")
_BUSY = ("database is locked", "database table is locked", "deadlock", "could not serialize", "lock timeout")
_FULL = ("disk is full", "no space left")
_READ_ONLY = ("readonly database", "read-only transaction")


@contextmanager
def translated() -> Iterator[None]:
    """Inside, a failing database raises errors of the domain; mistakes of our own SQL stay what they are.

    Raises:
        StoreUnavailable: away, busy, full or read-only; may be tried again.
        DatabaseRefused: the file is damaged or no database.
    """
    try:
        yield
    except PoolTimeout as error:
        raise StoreUnavailable("database_busy") from error
    except (OperationalError, InternalError, InterfaceError) as error:
        raise _explain(str(error.orig)) from error
    except DatabaseError as error:
        if _tells(str(error.orig), _CORRUPT):
            raise DatabaseRefused("database_corrupt") from error
        raise


def _explain(complaint: str) -> DatabaseRefused | StoreUnavailable:
    if _tells(complaint, _CORRUPT):
        return DatabaseRefused("database_corrupt")
    if _tells(complaint, _BUSY):
        return StoreUnavailable("database_busy")
    if _tells(complaint, _FULL):
        return StoreUnavailable("database_full")
    if _tells(complaint, _READ_ONLY):
        return StoreUnavailable("database_read_only")
    return StoreUnavailable("database_unavailable")


def _tells(complaint: str, words: tuple[str, ...]) -> bool:
    return any(word in complaint.lower() for word in words)


@contextmanager
def translated_driver(module: ModuleType) -> Iterator[None]:
    """The same for bare SQLite connections of `module`."""
    try:
        yield
    except module.OperationalError as error:
        raise _explain(str(error)) from error
    except module.DatabaseError as error:
        if _tells(str(error), _CORRUPT):
            raise DatabaseRefused("database_corrupt") from error
        raise
