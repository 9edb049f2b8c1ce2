"""Which SQLite libraries may share a WAL."""

from __future__ import annotations

import pytest

from directory.store import sqlite
from directory.store.sqlite import is_wal_safe, sqlite_module, write_engine


@pytest.mark.parametrize(
    ("version", "is_safe"), [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 4), True)]
)
def test_a_wal_is_safe_from_3_51_3_on(version, is_safe):
    assert is_wal_safe(version) is is_safe


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


def test_the_library_in_use_is_new_enough():
    assert is_wal_safe(sqlite_module().sqlite_version_info)
