"""Migrations: they build exactly the tables of the code, lose nothing, and twice is once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from directory.domain.errors import DatabaseRefused
from directory.store import migrate, sqlite
from directory.store.engine import open_store
from directory.store.inspection import inspect_database
from directory.store.migrate import create_database, migrate_database
from directory.store.schema import HEAD, MIGRATIONS, VERSIONS, upgrade_schema
from directory.store.tables import METADATA


def test_the_versions_written_down_are_the_ones_alembic_finds():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [HEAD]
    assert {step.revision for step in script.walk_revisions()} == VERSIONS


def test_migrations_build_the_tables_of_the_code(database_url):
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, METADATA)
    engine.dispose()
    # TEXT and VARCHAR hold the same; alembic sees only that the types have different names.
    assert [each for each in differences if not is_only_a_name_of_text(each)] == []


def is_only_a_name_of_text(difference):
    return isinstance(difference, list) and all(
        kind == "modify_type" and {str(old), str(new)} <= {"TEXT", "VARCHAR"} for kind, *_, old, new in difference
    )


def test_checks_and_options_are_the_same_too(sqlite_url, now):
    create_database(sqlite_url, now=now)
    engine = create_engine(sqlite_url)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").scalars().all()
    made = {normalised(sql) for sql in rows if "alembic_version" not in sql}
    tables = [str(CreateTable(table).compile(engine)) for table in METADATA.tables.values()]
    indexes = [str(CreateIndex(index).compile(engine)) for table in METADATA.tables.values() for index in table.indexes]
    engine.dispose()
    assert made == {normalised(sql) for sql in (*tables, *indexes)}


def normalised(sql):
    """Table and its parts, whatever their order and spacing."""
    head, _, body = re.sub(r"\s+", " ", sql).strip().partition("(")
    parts = re.sub(r"\bTEXT\b", "VARCHAR", body)
    return head.strip(), tuple(sorted(part.strip(" ()") for part in re.split(r", (?=[A-Z\"a-z_]+ )", parts)))


@pytest.fixture
def old_database(sqlite_url, now):
    """A database as the first version made it, with a resource in it."""
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    path.touch()
    engine = sqlite.write_engine(path)
    with engine.begin() as connection:
        upgrade_schema(connection, target="0001")
        connection.exec_driver_sql("INSERT INTO instance VALUES (1, 'old-instance', '2026-01-01 00:00:00.000000')")
        connection.exec_driver_sql("INSERT INTO organization VALUES ('o', '27106', '架空の会', '')")
    engine.dispose()
    return path


def test_an_old_database_is_backed_up_and_brought_up_to_date(old_database, sqlite_url, now):
    report = migrate_database(sqlite_url, now=now)
    assert (report.old_version, report.new_version) == ("0001", HEAD)
    assert inspect_database(f"sqlite:///{report.backup}").schema_version == "0001"
    assert dict(inspect_database(sqlite_url).counts)["organization"] == 1
    Path(f"{old_database}.instance.json").write_text('{"instance_id": "old-instance"}')
    opened = open_store(sqlite_url)
    assert opened.public.revision().startswith("0-")
    opened.close()


def test_a_migrated_database_gets_its_secret_once_and_keeps_it(old_database, sqlite_url, now):
    migrate_database(sqlite_url, now=now)
    opened = open_store(sqlite_url, may_lack_instance_file=True)
    again = open_store(sqlite_url, may_lack_instance_file=True)
    assert len(opened.secret) == len(again.secret) == 43
    assert opened.secret == again.secret
    for store in (opened, again):
        store.close()


def test_a_new_database_has_a_secret_of_its_own(store):
    assert len(store.secret) == 43
    assert store.secret != store.instance_id


def test_migrating_twice_does_nothing_the_second_time(old_database, sqlite_url, now):
    migrate_database(sqlite_url, now=now)
    files = sorted(old_database.parent.iterdir())
    report = migrate_database(sqlite_url, now=now)
    assert (report.old_version, report.new_version, report.backup) == (HEAD, HEAD, None)
    assert sorted(old_database.parent.iterdir()) == files


def test_a_step_that_loses_rows_is_taken_back(old_database, sqlite_url, now, monkeypatch):
    def careless(connection):
        upgrade_schema(connection)
        connection.exec_driver_sql("DELETE FROM organization")

    monkeypatch.setattr(migrate, "upgrade_schema", careless)
    with pytest.raises(DatabaseRefused, match="migration_lost_rows"):
        migrate_database(sqlite_url, now=now)
    report = inspect_database(sqlite_url)
    assert (report.schema_version, dict(report.counts)["organization"]) == ("0001", 1)


def test_a_step_that_breaks_references_is_taken_back(old_database, sqlite_url, now, monkeypatch):
    def careless(connection):
        upgrade_schema(connection)
        connection.exec_driver_sql("INSERT INTO published VALUES (1, 'nowhere', x'7b7d')")

    monkeypatch.setattr(migrate, "upgrade_schema", careless)
    with pytest.raises(DatabaseRefused, match="migration_broke_references"):
        migrate_database(sqlite_url, now=now)
    assert inspect_database(sqlite_url).schema_version == "0001"


def test_postgresql_migrates_inside_one_transaction_too(postgresql_url, now, tmp_path):
    engine = create_engine(postgresql_url)
    with engine.begin() as connection:
        upgrade_schema(connection, target="0001")
        connection.exec_driver_sql("INSERT INTO instance VALUES (1, 'old-instance', now())")
    engine.dispose()
    report = migrate_database(postgresql_url, now=now, backup_to=tmp_path / "before.dump")
    assert (report.old_version, report.new_version) == ("0001", HEAD)
    assert (tmp_path / "before.dump").stat().st_size > 0
    open_store(postgresql_url).close()


def test_a_missing_or_newer_database_is_not_migrated(sqlite_url, now, open_sqlite):
    with pytest.raises(DatabaseRefused, match="database_missing"):
        migrate_database(sqlite_url, now=now)
    create_database(sqlite_url, now=now)
    open_sqlite(Path(sqlite_url.removeprefix("sqlite:///"))).execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseRefused, match="database_new"):
        migrate_database(sqlite_url, now=now)
