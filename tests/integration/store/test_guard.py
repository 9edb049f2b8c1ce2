"""The guard: connections that serve the public can read what is published and nothing else."""

# ruff: noqa: S608 - the names of our own tables

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from directory.store.engine import open_store
from directory.store.migrate import create_database
from directory.store.tables import METADATA, PUBLIC_COLUMNS

PRIVATE = sorted(set(METADATA.tables) - set(PUBLIC_COLUMNS))


@pytest.fixture
def public_connection(store, put, make_change):
    put(make_change("a"))
    with store._public.connect() as connection:  # noqa: SLF001 - the guard itself is tested
        yield connection


def test_the_private_tables_are_the_ones_we_think(store):
    assert store.warnings == ()
    assert {"resource", "place", "location", "contact", "history", "organization", "schedule"} <= set(PRIVATE)
    assert {"account", "session", "sign_in_link", "submission", "outbox", "ticket", "wizard", "lease"} <= set(PRIVATE)


@pytest.mark.parametrize("table", PRIVATE)
def test_a_public_connection_can_not_read_a_private_table(public_connection, table):
    for query in (f"SELECT * FROM {table}", f"SELECT count(*) FROM {table}", f"SELECT 1 FROM {table} LIMIT 1"):
        with pytest.raises(DatabaseError, match=r"not authorized|prohibited|permission denied"):
            public_connection.execute(text(query))
        public_connection.rollback()


def test_nor_through_a_join_a_subquery_or_a_column_that_is_not_public(public_connection):
    for query in (
        "SELECT payload FROM published JOIN place ON place.location = published.code",
        "SELECT (SELECT address FROM place LIMIT 1) FROM published",
        "SELECT last_number FROM catalog_revision",
    ):
        with pytest.raises(DatabaseError, match=r"not authorized|prohibited|permission denied"):
            public_connection.execute(text(query))
        public_connection.rollback()


@pytest.mark.parametrize("table", sorted(PUBLIC_COLUMNS))
def test_it_reads_every_public_column_and_writes_none(public_connection, table):
    columns = PUBLIC_COLUMNS[table]
    public_connection.execute(text(f"SELECT {', '.join(columns)} FROM {table}")).all()
    public_connection.rollback()
    for statement in (
        f"DELETE FROM {table}",
        f"UPDATE {table} SET {columns[0]} = {columns[0]}",
        "CREATE TABLE x (y int)",
    ):
        with pytest.raises(DatabaseError):
            public_connection.execute(text(statement))
        public_connection.rollback()


def test_sqlite_can_not_be_talked_out_of_the_guard(sqlite_url, now):
    create_database(sqlite_url, now=now)
    opened = open_store(sqlite_url)
    with opened._public.connect() as connection:  # noqa: SLF001 - the guard itself is tested
        for statement in (
            "PRAGMA query_only=OFF",
            "ATTACH 'file:other.db' AS other",
            "SELECT load_extension('x')",
            "SELECT * FROM sqlite_master",
            "VACUUM",
        ):
            with pytest.raises(DatabaseError):
                connection.execute(text(statement))
            connection.rollback()
    opened.close()


def test_staff_connections_read_everything_but_write_nothing(store, put, make_change):
    put(make_change("a"))
    with store._reader.connect() as connection:  # noqa: SLF001 - the guard itself is tested
        assert connection.execute(text("SELECT address FROM place")).scalar_one() == "北堀江1-1"
        with pytest.raises(DatabaseError):
            connection.execute(text("DELETE FROM place"))
