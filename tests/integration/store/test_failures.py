"""Failing databases: the store answers in the words of the domain, and recovers by itself."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from directory.domain.errors import DatabaseRefused, StoreUnavailable
from directory.store import sqlite
from directory.store.engine import open_store
from directory.store.migrate import create_database

GARBAGE_AFTER = 4096


@pytest.fixture
def sqlite_store(sqlite_url, now):
    create_database(sqlite_url, now=now)
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def test_a_full_disk_refuses_the_write_and_keeps_what_was_there(sqlite_store, now, make_change):
    with sqlite_store.write(now=now) as unit:
        unit.resources.upsert(make_change("a"), actor="tester")
    with sqlite_store._writer.connect() as connection:  # noqa: SLF001 - a full disk is staged
        connection.exec_driver_sql("PRAGMA max_page_count=1").fetchall()
    big = [make_change(f"k{number}", description="長" * 2_000) for number in range(200)]
    with pytest.raises(StoreUnavailable) as failed, sqlite_store.write(now=now) as unit:
        unit.resources.upsert_many(big, actor="tester")
    assert failed.value.code == "database_full"
    assert len(list(sqlite_store.public.read_listings())) == 1


def test_a_database_locked_by_somebody_else_is_busy_and_then_free_again(sqlite_url, now, open_sqlite, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_MS", 50)
    create_database(sqlite_url, now=now)
    store = open_store(sqlite_url)
    other = open_sqlite(Path(sqlite_url.removeprefix("sqlite:///")), mode="rw")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable) as failed, store.write(now=now):
        pass
    assert failed.value.code == "database_busy"
    other.execute("ROLLBACK")
    with store.write(now=now):
        pass
    store.close()


def test_a_damaged_file_is_told_as_such(sqlite_store, sqlite_url, now, make_change, tmp_path):
    with sqlite_store.write(now=now) as unit:
        unit.resources.upsert_many([make_change(f"k{number}") for number in range(500)], actor="tester")
    sqlite_store.close()
    path = tmp_path / "directory.db"
    content = path.read_bytes()
    path.write_bytes(content[:GARBAGE_AFTER] + b"\xff" * (len(content) - GARBAGE_AFTER))
    with pytest.raises(DatabaseRefused, match="database_corrupt"):
        open_store(sqlite_url)


@pytest.mark.postgresql
def test_a_lost_connection_is_told_and_the_next_request_works(postgresql_url, postgresql_server, now):
    create_database(postgresql_url, now=now)
    store = open_store(postgresql_url)
    name = postgresql_url.split("/")[3].split("?")[0]

    def end_all_sessions():
        with psycopg.connect(f"host={postgresql_server} user=directory_app dbname=postgres") as admin:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

    def read_through_the_loss():
        with store.public.view() as view:
            view.revision()
            end_all_sessions()
            view.revision()

    def write_through_the_loss():
        with store.write(now=now) as unit:
            unit.imports.start(file="", file_sha256="", source="", actor="")
            end_all_sessions()

    with pytest.raises(StoreUnavailable, match="database_unavailable"):
        read_through_the_loss()
    assert store.public.revision()
    with pytest.raises(StoreUnavailable, match="database_unavailable"):
        write_through_the_loss()
    with store.write(now=now):
        pass
    with store.read() as unit:
        assert unit.latest_imports() == ()
    store.close()
