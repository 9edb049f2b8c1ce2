"""Transactions: all or nothing, one after the other, few statements."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from directory.domain.errors import DatabaseRefused, StoreUnavailable
from directory.store import engine as engine_module
from directory.store.engine import open_store


@contextmanager
def counted_statements():
    seen = []

    def remember(_connection, _cursor, statement, *_):
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", remember)
    yield seen
    event.remove(Engine, "before_cursor_execute", remember)


def stored_keys(store, *keys):
    with store.read() as unit:
        return set(unit.resources.find_by_keys(keys))


def fail_after_writing(store, now, change):
    with store.write(now=now) as unit:
        unit.resources.upsert(change, actor="tester")
        raise LookupError


def test_an_exception_leaves_nothing_behind(store, now, make_change):
    revision = store.public.revision()
    with pytest.raises(LookupError):
        fail_after_writing(store, now, make_change("a"))
    assert stored_keys(store, "a") == set()
    assert list(store.public.read_listings()) == []
    assert store.public.revision() == revision


def test_a_dry_run_answers_but_keeps_nothing(store, now, make_change):
    with store.write(now=now, dry_run=True) as unit:
        assert unit.resources.upsert(make_change("a"), actor="tester") == "added"
    assert stored_keys(store, "a") == set()
    with store.write(now=now) as unit:
        assert unit.resources.upsert(make_change("a"), actor="tester") == "added"


def test_a_thousand_rows_cost_as_many_statements_as_ten(store, now, make_change):
    counts = []
    for start, size in ((0, 10), (10, 1_000)):
        changes = [make_change(f"k{number}") for number in range(start, start + size)]
        with counted_statements() as seen, store.write(now=now) as unit:
            unit.resources.upsert_many(changes, actor="tester")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15


def test_changing_a_thousand_rows_costs_a_fixed_number_of_statements(store, now, make_change, put):
    put(*(make_change(f"k{number}") for number in range(1_000)))
    changes = [make_change(f"k{number}", description="新") for number in range(1_000)]
    with counted_statements() as seen, store.write(now=now) as unit:
        assert set(unit.resources.upsert_many(changes, actor="tester")) == {"changed"}
    assert len(seen) <= 30


def test_the_revision_is_one_statement(store):
    with counted_statements() as seen:
        store.public.revision()
    assert len([statement for statement in seen if statement != "BEGIN"]) == 1


def test_a_second_writer_waits_its_turn_and_then_is_told_to_come_again(store, now, monkeypatch):
    monkeypatch.setattr(engine_module, "LOCK_SECONDS", 0.05)
    codes = []

    def write_too():
        try:
            with store.write(now=now):
                pass
        except StoreUnavailable as error:
            codes.append(error.code)

    with store.write(now=now):
        other = threading.Thread(target=write_too)
        other.start()
        other.join()
    assert codes == ["database_busy"]
    with store.write(now=now):
        pass


def test_many_threads_write_one_after_the_other(store, now, make_change, monkeypatch):
    # how long twelve writes take on a busy machine is not the question here
    monkeypatch.setattr(engine_module, "LOCK_SECONDS", 120)

    def write(number):
        with store.write(now=now) as unit:
            unit.resources.upsert(make_change(f"k{number}"), actor="tester")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stored_keys(store, *(f"k{number}" for number in range(12)))) == 12
    assert len(list(store.public.read_listings())) == 12


def test_two_stores_on_one_database_never_give_a_number_twice(store, write_from_two_stores):
    write_from_two_stores(5)
    assert len(list(store.public.read_listings())) == 10


def test_a_store_opened_for_reading_does_not_write(database_url, store, now, make_change, put):
    put(make_change("a"))
    reading = open_store(database_url, read_only=True)
    try:
        assert stored_keys(reading, "a") == {"a"}
        with pytest.raises(DatabaseRefused) as refused, reading.write(now=now):
            pass
        assert refused.value.code == "database_opened_read_only"
    finally:
        reading.close()
