from __future__ import annotations

import gc
import threading
from datetime import UTC, datetime

import pytest

from directory.catalog.holder import CatalogHolder

PATIENCE_S = 10


class Database:
    """Counts what the holder asks for; fails and dawdles on demand."""

    def __init__(self, make_snapshot, make_listing):
        self.now = datetime(2026, 6, 3, 1, tzinfo=UTC)
        self.revision = "1"
        self.loads = self.checks = 0
        self.is_away = False
        self.has_begun, self.may_finish, self.was_checked = threading.Event(), threading.Event(), threading.Event()
        self.may_finish.set()
        self._build = lambda revision: make_snapshot(make_listing(1), revision=revision)

    def load(self):
        self.loads += 1
        self.has_begun.set()
        self.may_finish.wait(PATIENCE_S)
        self._answer()
        return self._build(self.revision)

    def read_revision(self):
        self.checks += 1
        self.was_checked.set()
        self._answer()
        return self.revision

    def _answer(self):
        if self.is_away:
            raise ConnectionError("the database is away")

    def holder(self, check_every_s=None):
        return CatalogHolder(self.load, self.read_revision, lambda: self.now, check_every_s=check_every_s)


@pytest.fixture
def database(make_snapshot, make_listing):
    return Database(make_snapshot, make_listing)


@pytest.fixture
def watchers():
    """The watching threads that this test has started."""
    before = set(threading.enumerate())
    return lambda: [each for each in threading.enumerate() if each.name == "catalog" and each not in before]


def test_nothing_is_loaded_before_somebody_asks(database):
    database.holder()
    assert database.loads == 0


def test_readers_ask_the_database_once(database):
    holder = database.holder()
    for _ in range(50):
        holder.current()
    assert (database.loads, database.checks) == (1, 0)


def test_same_revision_is_not_loaded_again(database):
    holder = database.holder()
    first = holder.current()
    holder.refresh()
    assert (database.loads, database.checks) == (1, 1)
    assert holder.current() is first


def test_change_is_visible_after_the_next_check(database):
    holder = database.holder()
    assert holder.current().revision == "1"
    database.revision = "2"
    assert holder.current().revision == "1"
    holder.refresh()
    assert holder.current().revision == "2"


def test_new_day_in_japan_builds_anew(database):
    holder = database.holder()
    holder.current()
    database.now = datetime(2026, 6, 3, 14, 59, tzinfo=UTC)
    holder.refresh()
    assert database.loads == 1
    database.now = datetime(2026, 6, 3, 15, 1, tzinfo=UTC)
    holder.refresh()
    assert database.loads == 2


def test_snapshot_built_over_midnight_is_built_again(database):
    holder = database.holder()
    database.now = datetime(2026, 6, 3, 14, 59, tzinfo=UTC)
    load = database.load

    def load_over_midnight():
        database.now = datetime(2026, 6, 3, 15, 1, tzinfo=UTC)
        return load()

    database.load = load_over_midnight
    holder = database.holder()
    holder.current()
    holder.refresh()
    assert database.loads == 2


def test_readers_go_on_while_the_database_is_away(database):
    holder = database.holder()
    first = holder.current()
    database.is_away = True
    holder.refresh()
    assert holder.current() is first
    assert isinstance(holder.failure, ConnectionError)
    database.is_away = False
    database.revision = "3"
    holder.refresh()
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
    database.has_begun.clear()
    database.may_finish.clear()
    builder = threading.Thread(target=holder.refresh)
    builder.start()
    assert database.has_begun.wait(PATIENCE_S)
    assert holder.current() is first
    database.may_finish.set()
    builder.join(PATIENCE_S)
    assert holder.current().revision == "2"


def test_changes_are_found_while_nobody_asks(database):
    holder = database.holder(check_every_s=0.01)
    holder.current()
    database.has_begun.clear()
    database.revision = "2"
    assert database.has_begun.wait(PATIENCE_S)
    holder.close()
    assert holder.current().revision == "2"


def test_watching_outlives_failures_and_ends_with_closing(database, watchers):
    holder = database.holder(check_every_s=0.01)
    holder.current()
    database.is_away = True
    for _ in range(2):
        database.was_checked.clear()
        assert database.was_checked.wait(PATIENCE_S)
    assert len(watchers()) == 1
    holder.close()
    assert watchers() == []
    assert holder.current().revision == "1"
    assert watchers() == []


def test_watching_ends_with_a_holder_that_nobody_closed(database, watchers):
    holder = database.holder(check_every_s=0.01)
    holder.current()
    (watcher,) = watchers()
    del holder
    gc.collect()
    watcher.join(PATIENCE_S)
    assert not watcher.is_alive()
