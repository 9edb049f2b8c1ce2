"""Settings of SQLite connections: what was acknowledged is on the disk, and an old library shares no WAL."""

from __future__ import annotations

import pytest

from directory.store import sqlite
from directory.store.engine import open_store
from directory.store.migrate import create_database
from directory.store.sqlite import read_engine, write_engine
from directory.store.tables import METADATA, PUBLIC_COLUMNS


@pytest.mark.parametrize(("oldest_safe", "mode"), [((3, 51, 3), "wal"), ((99, 0, 0), "delete")])
def test_an_older_library_falls_back_to_a_rollback_journal(tmp_path, monkeypatch, oldest_safe, mode):
    monkeypatch.setattr(sqlite, "SAFE_WAL_VERSION", oldest_safe)
    path = tmp_path / "x.db"
    path.touch()
    engine = write_engine(path)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == mode
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()


def test_readers_never_write_and_never_checkpoint(sqlite_url, now, tmp_path):
    create_database(sqlite_url, now=now)
    engine = read_engine(tmp_path / "directory.db")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar_one() == 0
        assert connection.exec_driver_sql("PRAGMA trusted_schema").scalar_one() == 0
    engine.dispose()


def test_a_store_on_an_old_library_says_so_and_works(sqlite_url, now, monkeypatch, make_change):
    monkeypatch.setattr(sqlite, "SAFE_WAL_VERSION", (99, 0, 0))
    create_database(sqlite_url, now=now)
    store = open_store(sqlite_url)
    assert store.warnings == ("sqlite_old",)
    with store.write(now=now) as unit:
        unit.resources.upsert(make_change("a"), actor="tester")
    assert len(list(store.public.read_listings())) == 1
    store.close()


def test_every_public_column_exists():
    for table, columns in PUBLIC_COLUMNS.items():
        assert set(columns) <= set(METADATA.tables[table].columns.keys())
