"""SQLite connections: one writer that loses nothing, readers that can not write, public readers that see little."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

SAFE_WAL_VERSION = (3, 51, 3)
"""Older libraries can corrupt a WAL with several writers. Source: sqlite.org/wal.html, WAL-reset bug."""

BUSY_MS = 5_000
READERS = 40
"""Connections for reading: as many as the web server has worker threads."""

CACHE_KIB = 65_536
_SQLITE_OK, _SQLITE_DENY = 0, 1
_PRAGMA, _READ, _SELECT, _TRANSACTION, _FUNCTION = 19, 20, 21, 22, 31
"""Action codes of the authorizer. Source: sqlite.org/c3ref/c_alter_table.html."""


def sqlite_module() -> ModuleType:
    """The newest SQLite there is: `pysqlite3` brings its own, the standard library uses the system's."""
    try:
        module = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:  # pysqlite3 has no wheels outside Linux
        module = importlib.import_module("sqlite3.dbapi2")
    return module


def is_wal_safe(version: tuple[int, ...]) -> bool:
    """Whether several processes may write to a WAL with this SQLite library."""
    return version >= SAFE_WAL_VERSION


def write_engine(path: Path, *, enforces_foreign_keys: bool = True) -> Engine:
    """Engine with one connection whose every transaction begins as writer and ends on the disk.

    Migrations rebuild tables: with enforced foreign keys a dropped owner would take its children along.
    """
    module = sqlite_module()
    journal = "WAL" if is_wal_safe(module.sqlite_version_info) else "DELETE"
    pragmas = {
        "busy_timeout": str(BUSY_MS),
        "journal_mode": journal,
        "synchronous": "FULL",
        "foreign_keys": "ON" if enforces_foreign_keys else "OFF",
        "trusted_schema": "OFF",
        "cache_size": str(-CACHE_KIB),
    }
    engine = _engine(path, module, pragmas, size=1)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def read_engine(path: Path, *, public_columns: Mapping[str, tuple[str, ...]] | None = None) -> Engine:
    """Engine whose connections never write; with `public_columns` they read those columns and nothing else."""
    pragmas = {
        "busy_timeout": str(BUSY_MS),
        "query_only": "ON",
        "wal_autocheckpoint": "0",
        "foreign_keys": "ON",
        "trusted_schema": "OFF",
    }
    engine = _engine(path, sqlite_module(), pragmas, size=READERS, public_columns=public_columns)
    event.listen(engine, "begin", _begin_reading)
    return engine


def connect_file(path: Path, *, mode: str = "rw") -> Any:  # noqa: ANN401 - pysqlite3 has no types
    """A bare connection in autocommit mode; mode `rwc` creates the file, `rw` and `ro` never do."""
    location = f"file:{quote(str(path.resolve()))}?mode={mode}"
    return sqlite_module().connect(location, uri=True, isolation_level=None, check_same_thread=False)


def _engine(
    path: Path,
    module: ModuleType,
    pragmas: Mapping[str, str],
    *,
    size: int,
    public_columns: Mapping[str, tuple[str, ...]] | None = None,
) -> Engine:
    def connect() -> Any:  # noqa: ANN401 - pysqlite3 has no types
        connection = connect_file(path)
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name}={value}").fetchall()
        if public_columns is not None:
            connection.set_authorizer(_guard(public_columns))
        return connection

    return create_engine(
        "sqlite+pysqlite://",
        module=module,
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=BUSY_MS / 1000,
    )


def _begin_immediately(connection: Connection) -> None:
    """A plain BEGIN that writes later fails with BUSY at once when somebody else wrote in between."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    """One snapshot for all queries of a reading transaction."""
    connection.exec_driver_sql("BEGIN")


def _guard(columns: Mapping[str, tuple[str, ...]]) -> Callable[..., int]:
    """An authorizer that knows only these columns; everything it does not know is denied."""

    def allows(action: int, first: str | None, second: str | None, *_: str | None) -> bool:
        if action == _READ:
            # An empty column name is count(*): SQLite asks for the table alone.
            return first is not None and first in columns and (not second or second in columns[first])
        if action == _PRAGMA:
            return first == "read_uncommitted" and second is None  # SQLAlchemy asks once per engine
        if action == _FUNCTION:
            return second != "load_extension"
        return action in {_SELECT, _TRANSACTION}

    def authorize(action: int, first: str | None, second: str | None, *rest: str | None) -> int:
        return _SQLITE_OK if allows(action, first, second, *rest) else _SQLITE_DENY

    return authorize
