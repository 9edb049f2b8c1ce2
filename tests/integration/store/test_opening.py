"""Opening: only our own, initialised database of this version is served; everything else is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.errors import DatabaseRefused, StoreUnavailable
from directory.store.engine import open_store
from directory.store.inspection import inspect_database
from directory.store.migrate import create_database


def refusal(url):
    with pytest.raises(DatabaseRefused) as refused:
        open_store(url)
    return refused.value.code


def path_of(url):
    return Path(url.removeprefix("sqlite:///"))


def test_a_missing_file_is_named_and_not_created(sqlite_url):
    assert refusal(sqlite_url) == "database_missing"
    assert list(path_of(sqlite_url).parent.iterdir()) == []


def test_a_file_without_bytes_and_one_without_tables_are_empty(sqlite_url, open_sqlite):
    path_of(sqlite_url).touch()
    assert refusal(sqlite_url) == "database_empty"
    open_sqlite(path_of(sqlite_url)).execute("PRAGMA journal_mode=WAL").fetchall()
    assert refusal(sqlite_url) == "database_empty"


def test_a_database_of_something_else_is_foreign(sqlite_url, open_sqlite):
    open_sqlite(path_of(sqlite_url)).execute("CREATE TABLE bookmark (id INTEGER)")
    assert refusal(sqlite_url) == "database_foreign"
    with pytest.raises(DatabaseRefused, match="database_foreign"):
        create_database(sqlite_url, now=None)


def test_a_file_that_is_no_database_is_corrupt(sqlite_url):
    path_of(sqlite_url).write_bytes(b"name,address\n" * 500)
    assert refusal(sqlite_url) == "database_corrupt"


def test_a_postgresql_without_tables_or_that_does_not_exist(postgresql_url):
    assert refusal(postgresql_url) == "database_empty"
    assert refusal(postgresql_url.replace("test_", "absent_")) == "database_missing"


def test_a_server_that_is_away_may_be_tried_again(tmp_path):
    with pytest.raises(StoreUnavailable):
        open_store(f"postgresql+psycopg://nobody@/directory?host={tmp_path}")


@pytest.mark.parametrize(("version", "code"), [("0001", "database_old"), ("9999", "database_new")])
def test_another_version_of_the_schema_is_refused(sqlite_url, open_sqlite, now, version, code):
    create_database(sqlite_url, now=now)
    open_sqlite(path_of(sqlite_url)).execute("UPDATE alembic_version SET version_num = ?", (version,))
    assert refusal(sqlite_url) == code
    assert inspect_database(sqlite_url).refusal == code


def test_a_database_without_its_instance_file_or_with_another_one_is_foreign(sqlite_url, now):
    instance_id = create_database(sqlite_url, now=now)
    beside = path_of(sqlite_url + ".instance.json")
    assert instance_id in beside.read_text()
    beside.write_text('{"instance_id": "another"}')
    assert refusal(sqlite_url) == "database_foreign"
    beside.write_text("no json")
    assert refusal(sqlite_url) == "database_foreign"
    beside.unlink()
    assert refusal(sqlite_url) == "database_foreign"


def test_creating_twice_is_refused_and_keeps_the_first(empty_url, now):
    instance_id = create_database(empty_url, now=now)
    with pytest.raises(DatabaseRefused) as refused:
        create_database(empty_url, now=now)
    assert refused.value.code == "database_exists"
    opened = open_store(empty_url)
    assert opened.instance_id == instance_id
    opened.close()


def test_an_interrupted_creation_can_be_repeated(sqlite_url, now):
    path_of(sqlite_url).touch()
    path_of(sqlite_url + ".instance.json").write_text('{"instance_id": "of a crash"}')
    create_database(sqlite_url, now=now)
    open_store(sqlite_url).close()


def test_the_file_is_closed_to_other_users_and_folders_are_made(tmp_path, now):
    path = tmp_path / "new" / "folder" / "directory.db"
    create_database(f"sqlite:///{path}", now=now)
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_can_not_be_made_is_refused(tmp_path, now):
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseRefused, match="database_unwritable"):
        create_database(f"sqlite:///{tmp_path}/file/directory.db", now=now)


@pytest.mark.parametrize("url", ["", "directory.db", "sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_an_unknown_url_is_refused(url):
    assert refusal(url) == "database_url_unknown"


def test_the_report_tells_version_soundness_counts_and_settings(database_url, store, put, make_change):
    put(make_change("a"))
    report = inspect_database(database_url)
    assert report.refusal == ""
    assert report.integrity == ()
    assert report.broken_references == 0
    assert dict(report.counts)["resource"] == 1
    assert report.instance_id == store.instance_id
    assert report.schema_version == report.expected_version
    assert report.backend == database_url.split(":")[0].split("+")[0]
    assert report.warnings == store.warnings
