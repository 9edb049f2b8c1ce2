"""PostgreSQL engines: writers, readers with a time limit, and public readers in a role that sees little."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from directory.domain.errors import DatabaseRefused
from directory.store.tables import PUBLIC_COLUMNS

PUBLIC_ROLE = "directory_public"
READ_TIMEOUT = "2s"
IDLE_TIMEOUT = "10s"
LOCK_TIMEOUT = "5s"
CONNECT_SECONDS = 5
WRITERS = 5
READERS = 40


def write_engine(url: URL) -> Engine:
    """Engine for transactions that change something."""
    options = {"idle_in_transaction_session_timeout": IDLE_TIMEOUT, "lock_timeout": LOCK_TIMEOUT}
    return _engine(url, options, size=WRITERS)


def read_engine(url: URL, *, role: str | None = None) -> Engine:
    """Engine for reading one consistent snapshot, as `role` when given. Never writes, gives up after 2 s."""
    options = {
        "idle_in_transaction_session_timeout": IDLE_TIMEOUT,
        "statement_timeout": READ_TIMEOUT,
        "default_transaction_read_only": "on",
        "default_transaction_isolation": r"repeatable\ read",
    }
    if role is not None:
        options["role"] = role
    return _engine(url, options, size=READERS)


def create_public_role(connection: Connection) -> None:
    """Make the role of public readers when this user may, and let it read the public columns only."""
    may_create = connection.scalar(text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"))
    exists = connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": PUBLIC_ROLE})
    if may_create and not exists:
        connection.execute(text(f"CREATE ROLE {PUBLIC_ROLE} NOLOGIN"))
        connection.execute(text(f"GRANT {PUBLIC_ROLE} TO CURRENT_USER"))
        exists = 1
    if not exists:
        return
    for table, columns in PUBLIC_COLUMNS.items():
        connection.execute(text(f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {PUBLIC_ROLE}"))


def may_take_public_role(connection: Connection) -> bool:
    """Whether this user can read as the role of public readers."""
    query = "SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = :role"
    return bool(connection.scalar(text(query), {"role": PUBLIC_ROLE}))


@contextmanager
def naming_missing_database() -> Iterator[None]:
    """Inside, connecting to a database that does not exist raises DatabaseRefused(database_missing).

    The server tells of it in words only, while connecting, without an error code.
    """
    try:
        yield
    except OperationalError as error:
        if "does not exist" in str(error.orig) and "database" in str(error.orig):
            raise DatabaseRefused("database_missing") from error
        raise


def _engine(url: URL, options: dict[str, str], *, size: int) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=size,
        max_overflow=0,
        pool_timeout=CONNECT_SECONDS,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
        },
    )
