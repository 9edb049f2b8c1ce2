"""Complete copies of a live database, checked before they count, and the way back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from directory.domain.errors import DatabaseRefused
from directory.store import postgresql_dump, sqlite
from directory.store.database_location import DatabaseLocation, instance_file_of, locate_database
from directory.store.failures import translated_driver
from directory.store.identity import require_file, write_instance_file

PRIVATE_FILE = 0o600


def backup_database(url: str, out: Path) -> Path:
    """`out`, a complete checked copy, with `<out>.instance.json` beside it. Writers go on meanwhile.

    SQLite: a plain database. PostgreSQL: a dump in pg_dump's own format.

    Raises:
        DatabaseRefused: database_missing, database_empty, database_foreign, backup_broken, pg_dump_missing,
            pg_dump_failed.
    """
    location = locate_database(url)
    require_file(location)
    unfinished = out.with_name(f".{out.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        if location.path is None:
            instance_id = postgresql_dump.dump(location.url, unfinished)
        else:
            instance_id = _copy(location.path, unfinished)
        unfinished.chmod(PRIVATE_FILE)
        _flush(unfinished)
        # A crash leaves the old backup or the new one, never half of one.
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    write_instance_file(instance_file_of(out), instance_id)
    return out


def restore_database(url: str, file: Path, *, replace: bool = False) -> str:
    """Id of the instance that was restored from a backup.

    Raises:
        DatabaseRefused: backup_missing, backup_broken, database_foreign, database_not_empty (without `replace`).
    """
    location = locate_database(url)
    if not file.is_file():
        raise DatabaseRefused("backup_missing", {"path": str(file)})
    if location.path is None:
        return postgresql_dump.restore(location.url, file, replace=replace)
    return _restore_file(location, location.path, file, replace=replace)


def _copy(path: Path, out: Path) -> str:
    """Copy with VACUUM INTO: complete to its start, and without the remains of deleted rows."""
    with translated_driver(sqlite.sqlite_module()):
        source = sqlite.connect_file(path)
        try:
            source.execute(f"PRAGMA busy_timeout={sqlite.BUSY_MS}").fetchall()
            _read_instance(source)
            source.execute("VACUUM INTO ?", (str(out),))
        finally:
            source.close()
        return _check(out)


def _check(path: Path) -> str:
    """Instance id of a sound database file."""
    connection = sqlite.connect_file(path)
    try:
        answers = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if answers != ["ok"] or broken:
            raise DatabaseRefused("backup_broken", {"path": str(path)})
        return _read_instance(connection)
    finally:
        connection.close()


def _read_instance(connection: Any) -> str:  # noqa: ANN401 - pysqlite3 has no types
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names:
        raise DatabaseRefused("database_empty")
    row = connection.execute("SELECT instance_id FROM instance").fetchone() if "instance" in names else None
    if row is None:
        raise DatabaseRefused("database_foreign")
    return str(row[0])


def _restore_file(location: DatabaseLocation, path: Path, file: Path, *, replace: bool) -> str:
    with translated_driver(sqlite.sqlite_module()):
        instance_id = _check(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
        source = sqlite.connect_file(file)
        target = sqlite.connect_file(path)
        try:
            target.execute(f"PRAGMA busy_timeout={sqlite.BUSY_MS}").fetchall()
            if not replace and target.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                raise DatabaseRefused("database_not_empty", {"path": str(path)})
            # Through SQLite and not by renaming: a server that has the old file open sees the new content.
            source.backup(target)
        finally:
            source.close()
            target.close()
    if location.instance_file is not None:
        write_instance_file(location.instance_file, instance_id)
    return instance_id


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
