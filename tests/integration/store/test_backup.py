"""Backups: complete, checked, private, and they come back."""

from __future__ import annotations

import threading

import pytest

from directory.domain.errors import DatabaseRefused
from directory.store.backup import backup_database, restore_database
from directory.store.engine import open_store
from directory.store.migrate import create_database


def listings_in(url):
    opened = open_store(url)
    found = len(list(opened.public.read_listings()))
    opened.close()
    return found


def test_a_backup_restored_over_later_changes_is_the_state_before_them(database_url, put, store, make_change, tmp_path):
    put(make_change("a"))
    out = backup_database(database_url, tmp_path / "backup")
    assert (tmp_path / "backup.instance.json").read_text().find(store.instance_id) > 0
    assert out.stat().st_mode & 0o077 == 0
    put(make_change("b"), make_change("c"))
    assert restore_database(database_url, out, replace=True) == store.instance_id
    assert len(list(store.public.read_listings())) == 1
    put(make_change("d"))
    assert listings_in(database_url) == 2


def test_restoring_over_a_database_needs_to_be_asked_for(database_url, put, store, make_change, tmp_path):
    out = backup_database(database_url, tmp_path / "backup")
    put(make_change("a"))
    with pytest.raises(DatabaseRefused, match="database_not_empty"):
        restore_database(database_url, out)
    assert len(list(store.public.read_listings())) == 1


def test_a_sqlite_backup_is_a_plain_database_and_restores_where_nothing_was(sqlite_url, now, tmp_path):
    create_database(sqlite_url, now=now)
    out = backup_database(sqlite_url, tmp_path / "backup.db")
    assert listings_in(f"sqlite:///{out}") == 0
    restore_database(f"sqlite:///{tmp_path}/elsewhere/new.db", out)
    assert listings_in(f"sqlite:///{tmp_path}/elsewhere/new.db") == 0


def test_everything_written_before_a_backup_is_in_it_while_writers_go_on(
    database_url, store, now, make_change, tmp_path
):
    stop = threading.Event()
    written = []

    def write():
        while not stop.is_set():
            with store.write(now=now) as unit:
                unit.resources.upsert(make_change(f"k{len(written)}"), actor="tester")
            written.append(1)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        while len(written) < 3:
            stop.wait(0.01)
        before = len(written)
        out = backup_database(database_url, tmp_path / "backup")
    finally:
        stop.set()
        thread.join()
    if database_url.startswith("sqlite"):
        assert before <= listings_in(f"sqlite:///{out}") <= len(written)
    assert out.stat().st_size > 0


def test_a_new_backup_takes_the_place_of_an_old_one(sqlite_url, now, tmp_path):
    create_database(sqlite_url, now=now)
    (tmp_path / "backup.db").write_bytes(b"old")
    out = backup_database(sqlite_url, tmp_path / "backup.db")
    assert listings_in(f"sqlite:///{out}") == 0
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_a_damaged_or_foreign_file_is_not_restored(sqlite_url, tmp_path, open_sqlite):
    with pytest.raises(DatabaseRefused, match="backup_missing"):
        restore_database(sqlite_url, tmp_path / "none.db")
    (tmp_path / "broken.db").write_bytes(b"no database " * 1_000)
    with pytest.raises(DatabaseRefused, match="database_corrupt"):
        restore_database(sqlite_url, tmp_path / "broken.db")
    open_sqlite(tmp_path / "other.db").execute("CREATE TABLE bookmark (id INTEGER)")
    with pytest.raises(DatabaseRefused, match="database_foreign"):
        restore_database(sqlite_url, tmp_path / "other.db")
    assert not (tmp_path / "directory.db").exists()


def test_a_missing_database_has_no_backup(sqlite_url, tmp_path):
    with pytest.raises(DatabaseRefused, match="database_missing"):
        backup_database(sqlite_url, tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == []
