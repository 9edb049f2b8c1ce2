"""Opening a database for serving: the engines behind one `Store`, and its transactions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection, Engine

from directory.domain.errors import DatabaseRefused, StoreUnavailable
from directory.store import postgresql, sqlite
from directory.store.database_location import DatabaseLocation, locate_database
from directory.store.failures import translated
from directory.store.identity import make_secret, read_instance_id, read_secret, require_file, require_ours
from directory.store.published import PublicReader
from directory.store.schema import HEAD, VERSIONS
from directory.store.tables import PUBLIC_COLUMNS
from directory.store.unit import ReadUnit, WriteUnit

LOCK_SECONDS = 5.0
"""How long a writer waits for the writer before it, in one process."""


class Store:
    """An open database.

    Attributes:
        public: reader of what everybody may see.
        instance_id: which directory this database belongs to.
        warnings: codes of what is not as it should be (sqlite_old, public_role_missing).
    """

    def __init__(
        self,
        *,
        writer: Engine | None,
        reader: Engine,
        public: Engine,
        instance_id: str,
        warnings: tuple[str, ...],
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._public = public
        self._lock = threading.Lock()
        self.public = PublicReader(public)
        self.instance_id = instance_id
        self.warnings = warnings

    @cached_property
    def secret(self) -> str:
        """What signs the forms of this directory; for no log and no page.

        An older database gets its secret here and not by migrating, which must always give the same result.

        Raises:
            DatabaseRefused, StoreUnavailable: see `write`.
        """
        with translated(), self._reader.connect() as connection:
            found = read_secret(connection)
        if not found:
            with self._writing() as connection, connection.begin():
                found = make_secret(connection)
        return found

    @contextmanager
    def write(self, *, now: datetime, dry_run: bool = False) -> Iterator[WriteUnit]:
        """One writing transaction: committed at the end, rolled back after any exception (or always, when dry).

        Raises:
            DatabaseRefused: database_opened_read_only.
            StoreUnavailable: the database is away, busy, full or read-only; nothing was kept.
        """
        with self._writing() as connection, connection.begin() as transaction:
            unit = WriteUnit(connection, now=now)
            yield unit
            unit.finish()
            if dry_run:
                transaction.rollback()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """The connection of the one writer of this process."""
        if self._writer is None:
            raise DatabaseRefused("database_opened_read_only")
        # SQLite's own waiting is unfair: one of many writers may wait for seconds while others overtake it.
        if not self._lock.acquire(timeout=LOCK_SECONDS):
            raise StoreUnavailable("database_busy")
        try:
            with translated(), self._writer.connect() as connection:
                yield connection
        finally:
            self._lock.release()

    @contextmanager
    def read(self) -> Iterator[ReadUnit]:
        """One reading transaction over private tables, for staff and for operators.

        Raises:
            StoreUnavailable: the database is away or busy.
        """
        with translated(), self._reader.connect() as connection:
            yield ReadUnit(connection)

    def compact(self) -> None:
        """Let no deleted text remain in the free parts of a SQLite file; PostgreSQL cleans up by itself.

        Raises:
            StoreUnavailable: somebody else is writing or reading for too long.
        """
        if self._writer is None or self._writer.dialect.name != "sqlite":
            return
        with self._lock, translated():
            connection = self._writer.raw_connection()
            try:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                connection.close()

    def close(self) -> None:
        """Close all connections."""
        # The writer last: SQLite then folds the WAL into the database file.
        for engine in (self._public, self._reader, self._writer):
            if engine is not None:
                engine.dispose()


def open_store(url: str, *, read_only: bool = False, may_lack_instance_file: bool = False) -> Store:
    """An initialised database of this version, ready to serve. Creates nothing.

    `may_lack_instance_file`: for work right after a migration, which needs no file beside the database either.

    Raises:
        DatabaseRefused: database_url_unknown, database_missing, database_empty, database_foreign, database_old,
            database_new, database_corrupt.
        StoreUnavailable: the server is away.
    """
    location = locate_database(url)
    require_file(location)
    reader = _private_reader(location)
    try:
        with translated(), postgresql.naming_missing_database(), reader.connect() as connection:
            beside = replace(location, path=None) if may_lack_instance_file else location
            require_ours(connection, beside, head=HEAD, known=VERSIONS)
            instance_id = read_instance_id(connection)
            may_take_role = location.path is not None or postgresql.may_take_public_role(connection)
    except BaseException:
        reader.dispose()
        raise
    return Store(
        writer=None if read_only else _writer(location),
        reader=reader,
        public=_public_reader(location, has_role=may_take_role),
        instance_id=instance_id,
        warnings=_warnings(location, has_role=may_take_role),
    )


def _writer(location: DatabaseLocation) -> Engine:
    return sqlite.write_engine(location.path) if location.path else postgresql.write_engine(location.url)


def _private_reader(location: DatabaseLocation) -> Engine:
    return sqlite.read_engine(location.path) if location.path else postgresql.read_engine(location.url)


def _public_reader(location: DatabaseLocation, *, has_role: bool) -> Engine:
    if location.path:
        return sqlite.read_engine(location.path, public_columns=PUBLIC_COLUMNS)
    return postgresql.read_engine(location.url, role=postgresql.PUBLIC_ROLE if has_role else None)


def _warnings(location: DatabaseLocation, *, has_role: bool) -> tuple[str, ...]:
    if location.path and not sqlite.is_wal_safe(sqlite.sqlite_module().sqlite_version_info):
        return ("sqlite_old",)
    return () if has_role else ("public_role_missing",)
