"""State of a database for `doctor`: version, soundness, counts, settings."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from directory.domain.errors import DatabaseRefused
from directory.store import postgresql, sqlite
from directory.store.database_location import DatabaseLocation, locate_database
from directory.store.failures import translated
from directory.store.identity import read_instance_id, read_schema_version, require_file, require_ours
from directory.store.migrate import count_rows, find_broken_references
from directory.store.schema import HEAD, VERSIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseReport:
    """What `doctor` tells about a database.

    Attributes:
        backend: sqlite or postgresql. library_version: of SQLite or of the PostgreSQL server.
        refusal: code for which serving would refuse it (database_old, database_foreign …); empty when it would serve.
        integrity: what the integrity check complains about; empty when sound.
        broken_references: rows whose foreign key points nowhere.
        counts: rows per table, by table name.
        journal_mode: wal, delete …; empty on PostgreSQL.
        warnings: sqlite_old, public_role_missing, journal_not_wal.
    """

    backend: str
    library_version: str
    schema_version: str
    expected_version: str
    instance_id: str
    refusal: str
    integrity: tuple[str, ...]
    broken_references: int
    counts: tuple[tuple[str, int], ...]
    journal_mode: str
    warnings: tuple[str, ...]


def inspect_database(url: str) -> DatabaseReport:
    """Report on a database; reads only.

    Raises:
        DatabaseRefused: database_url_unknown, database_missing, database_empty, database_foreign (not a directory at
            all), database_corrupt.
        StoreUnavailable: the server is away.
    """
    location = locate_database(url)
    require_file(location)
    engine = sqlite.read_engine(location.path) if location.path else postgresql.read_engine(location.url)
    try:
        with translated(), postgresql.naming_missing_database(), engine.connect() as connection:
            return _report(connection, location)
    finally:
        engine.dispose()


def _report(connection: Connection, location: DatabaseLocation) -> DatabaseReport:
    version = read_schema_version(connection)
    if version is None:
        raise DatabaseRefused("database_empty")
    is_sqlite = location.path is not None
    journal = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()) if is_sqlite else ""
    return DatabaseReport(
        backend=connection.dialect.name,
        library_version=_library_version(connection),
        schema_version=version,
        expected_version=HEAD,
        instance_id=read_instance_id(connection),
        refusal=_refusal(connection, location),
        integrity=_integrity(connection) if is_sqlite else (),
        broken_references=find_broken_references(connection),
        counts=tuple(count_rows(connection).items()),
        journal_mode=journal,
        warnings=_sqlite_warnings(journal) if is_sqlite else _postgresql_warnings(connection),
    )


def _library_version(connection: Connection) -> str:
    version = connection.dialect.server_version_info or ()
    return ".".join(str(part) for part in version)


def _refusal(connection: Connection, location: DatabaseLocation) -> str:
    try:
        require_ours(connection, location, head=HEAD, known=VERSIONS)
    except DatabaseRefused as refused:
        return refused.code
    return ""


def _integrity(connection: Connection) -> tuple[str, ...]:
    answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return tuple(str(answer) for answer in answers if answer != "ok")


def _sqlite_warnings(journal: str) -> tuple[str, ...]:
    if not sqlite.is_wal_safe(sqlite.sqlite_module().sqlite_version_info):
        return ("sqlite_old",)
    return () if journal == "wal" else ("journal_not_wal",)


def _postgresql_warnings(connection: Connection) -> tuple[str, ...]:
    return () if postgresql.may_take_public_role(connection) else ("public_role_missing",)
