from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from directory.catalog.holder import CatalogHolder


class Database:
    """Counts what the holder asks for; fails on demand."""

    def __init__(self, make_snapshot, make_listing):
        self.now = datetime(2026, 6, 3, 1, tzinfo=UTC)
        self.revision = "1"
        self.loads = self.checks = 0
        self.is_away = False
        self._build = lambda revision: make_snapshot(make_listing(1), revision=revision)

    def load(self):
        self.loads += 1
        self._answer()
        return self._build(self.revision)

    def read_revision(self):
        self.checks += 1
        self._answer()
        return self.revision

    def _answer(self):
        if self.is_away:
            raise ConnectionError("the database is away")

    def holder(self):
        return CatalogHolder(self.load, self.read_revision, lambda: self.now)

    def wait(self, seconds):
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def database(make_snapshot, make_listing):
    return Database(make_snapshot, make_listing)


def test_nothing_is_loaded_before_somebody_asks(database):
    database.holder()
    assert database.loads == 0


def test_revision_is_compared_at_most_once_a_second(database):
    holder = database.holder()
    for _ in range(50):
        holder.current()
    assert (database.loads, database.checks) == (1, 0)
    database.wait(1)
    for _ in range(50):
        holder.current()
    assert (database.loads, database.checks) == (1, 1)


def test_change_is_visible_after_a_second(database):
    holder = database.holder()
    assert holder.current().revision == "1"
    database.revision = "2"
    assert holder.current().revision == "1"
    database.wait(1)
    assert holder.current().revision == "2"


def test_new_day_in_japan_builds_anew(database):
    holder = database.holder()
    holder.current()
    database.now = datetime(2026, 6, 3, 14, 59, tzinfo=UTC)
    holder.current()
    assert database.loads == 1
    database.now = datetime(2026, 6, 3, 15, 1, tzinfo=UTC)
    holder.current()
    assert database.loads == 2


def test_readers_go_on_while_the_database_is_away(database):
    holder = database.holder()
    first = holder.current()
    database.is_away = True
    database.wait(5)
    assert holder.current() is first
    assert isinstance(holder.failure, ConnectionError)
    database.is_away = False
    database.revision = "3"
    database.wait(5)
    assert holder.current().revision == "3"
    assert holder.failure is None


def test_first_load_that_fails_is_told_and_tried_again(database):
    holder = database.holder()
    database.is_away = True
    with pytest.raises(ConnectionError):
        holder.current()
    database.is_away = False
    assert holder.current().revision == "1"


def test_readers_do_not_wait_for_a_new_snapshot(database):
    holder = database.holder()
    first = holder.current()
    database.revision = "2"
    database.wait(1)
    may_finish, has_begun = threading.Event(), threading.Event()
    build = database.load

    def load_slowly():
        has_begun.set()
        may_finish.wait(10)
        return build()

    holder._load = load_slowly  # noqa: SLF001 - the slow database of this test
    builder = threading.Thread(target=holder.current)
    builder.start()
    assert has_begun.wait(10)
    assert holder.current() is first
    may_finish.set()
    builder.join(10)
    assert holder.current().revision == "2"
