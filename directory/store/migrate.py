"""Creating a database and bringing an older one to this version; never done by serving."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, table

from directory.domain.errors import DatabaseRefused
from directory.store import postgresql, sqlite
from directory.store.backup import backup_database
from directory.store.database_location import DatabaseLocation, locate_database
from directory.store.failures import translated
from directory.store.identity import (
    VERSION_TABLE,
    new_instance_id,
    read_schema_version,
    record_instance,
    require_file,
    write_instance_file,
)
from directory.store.schema import HEAD, VERSIONS, upgrade_schema

PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationReport:
    """What a migration did. `backup` is None when there was nothing to do."""

    old_version: str
    new_version: str
    backup: Path | None = None


def create_database(url: str, *, now: datetime) -> str:
    """Id of the new instance. Makes the SQLite file (PostgreSQL: the tables in an existing, empty database).

    Raises:
        DatabaseRefused: database_exists, database_foreign, database_unwritable, database_url_unknown.
        StoreUnavailable: the server is away.
    """
    location = locate_database(url)
    if location.path is not None:
        _make_file(location.path)
    instance_id = new_instance_id()
    with _transaction(location) as connection:
        if read_schema_version(connection) is not None:
            raise DatabaseRefused("database_exists")
        upgrade_schema(connection)
        record_instance(connection, instance_id, now=now)
        if location.instance_file is None:
            postgresql.create_public_role(connection)
        else:
            # Before the commit: a crash between the two leaves an empty database, which `init` takes again.
            write_instance_file(location.instance_file, instance_id)
    return instance_id


def migrate_database(url: str, *, now: datetime, backup_to: Path | None = None) -> MigrationReport:
    """Bring the schema to this version: backup, then all steps in one transaction. Run twice it does nothing.

    Args:
        url: database.
        now: moment of the migration, for the name of the backup.
        backup_to: where the backup goes; by default beside the SQLite file (PostgreSQL: the working folder).

    Raises:
        DatabaseRefused: database_missing, database_empty, database_foreign, database_new, migration_broke_references,
            migration_lost_rows; nothing is changed then.
    """
    location = locate_database(url)
    require_file(location)
    with _transaction(location) as connection:
        old = _require_known(connection)
    if old == HEAD:
        return MigrationReport(old_version=old, new_version=old)
    backup = backup_to or _backup_path(location, old, now=now)
    backup_database(url, backup)
    with _transaction(location) as connection:
        before = count_rows(connection)
        upgrade_schema(connection)
        _require_intact(connection, before)
        if location.path is None:
            postgresql.create_public_role(connection)
    return MigrationReport(old_version=old, new_version=HEAD, backup=backup)


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows per table, without alembic's own."""
    names = sorted(set(inspect(connection).get_table_names()) - {VERSION_TABLE})
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}


def find_broken_references(connection: Connection) -> int:
    """Rows whose foreign key points nowhere (SQLite; PostgreSQL never lets them in)."""
    if connection.dialect.name != "sqlite":
        return 0
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())


def _require_known(connection: Connection) -> str:
    version = read_schema_version(connection)
    if version is None:
        raise DatabaseRefused("database_empty")
    if version not in VERSIONS:
        raise DatabaseRefused("database_new", {"version": version, "expected": HEAD})
    return version


def _require_intact(connection: Connection, before: dict[str, int]) -> None:
    broken = find_broken_references(connection)
    if broken:
        raise DatabaseRefused("migration_broke_references", {"rows": broken})
    after = count_rows(connection)
    for name, count in before.items():
        if after.get(name) != count:
            raise DatabaseRefused("migration_lost_rows", {"table": name, "before": count, "after": after.get(name, 0)})


@contextmanager
def _transaction(location: DatabaseLocation) -> Iterator[Connection]:
    engine = _engine(location)
    try:
        with translated(), postgresql.naming_missing_database(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(location: DatabaseLocation) -> Engine:
    if location.path is not None:
        return sqlite.write_engine(location.path, enforces_foreign_keys=False)
    return postgresql.write_engine(location.url)


def _make_file(path: Path) -> None:
    """An empty file that only its owner can read: it will hold confidential places."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
    except OSError:
        raise DatabaseRefused("database_unwritable", {"path": str(path)}) from None


def _backup_path(location: DatabaseLocation, version: str, *, now: datetime) -> Path:
    suffix = f"before-{version}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if location.path is not None:
        return location.path.with_name(f"{location.path.name}.{suffix}")
    return Path(f"{location.url.database}.{suffix}")
