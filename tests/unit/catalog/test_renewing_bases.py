from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from directory.catalog import keeper as keeper_module
from tests.unit.catalog.published import bases, codes, worker


def test_many_changes_make_a_new_base(database, tmp_path, today, make_listing, monkeypatch):
    monkeypatch.setattr(keeper_module, "FEW_CHANGES", 2)
    keeper = worker(database, tmp_path / "shared", today)
    keeper.load()
    old = bases(tmp_path / "shared")
    database.change(*(make_listing(number) for number in range(1, 12)))
    assert keeper.load().count == 11
    assert bases(tmp_path / "shared") != old


def test_growing_changes_are_merged_behind_the_readers_backs(database, tmp_path, today, make_listing, monkeypatch):
    monkeypatch.setattr(keeper_module, "FEW_CHANGES", 1)
    monkeypatch.setattr(keeper_module, "MANY_SHARE", 1)
    keeper = worker(database, tmp_path / "shared", today)
    keeper.load()
    database.change(*(replace(each, name="ほか") for each in database.listings[:3]), *database.listings[3:])
    before = codes(keeper.load())
    keeper.wait()
    reads = database.reads
    assert codes(keeper.load()) == before
    assert database.reads == reads


def test_a_large_base_is_renewed_by_another_process(database, tmp_path, today, make_listing, monkeypatch):
    monkeypatch.setattr(keeper_module, "FEW_CHANGES", 2)
    keeper = worker(database, tmp_path / "shared", today)
    keeper.load()
    monkeypatch.setattr(keeper_module, "MANY_LISTINGS", 1)
    monkeypatch.setattr(keeper_module, "write_base", only_elsewhere(os.getpid(), keeper_module.write_base))
    database.change(*(make_listing(number) for number in range(1, 12)))
    assert keeper.load().count == 11
    assert codes(worker(database, tmp_path / "shared", today).load()) == codes(keeper.load())


@pytest.mark.parametrize("many_listings", [1, 1_000])
def test_a_new_base_is_made_without_reading_the_database(
    database, tmp_path, today, make_listing, monkeypatch, many_listings
):
    monkeypatch.setattr(keeper_module, "FEW_CHANGES", 1)
    keeper = worker(database, tmp_path / "shared", today)
    keeper.load()
    monkeypatch.setattr(keeper_module, "MANY_LISTINGS", many_listings)
    database.remember()
    database.change(make_listing(2, name="ほか"), *database.listings[3:], make_listing(9), make_listing(8))
    reads, old = database.reads, bases(tmp_path / "shared")
    before = codes(keeper.load())
    keeper.wait()
    assert bases(tmp_path / "shared") != old
    assert codes(keeper.load()) == before
    assert codes(worker(database, tmp_path / "shared", today).load()) == before
    assert database.reads == reads


def test_a_base_that_is_ready_while_changes_are_read_is_not_made_again(
    database, tmp_path, today, make_listing, monkeypatch
):
    monkeypatch.setattr(keeper_module, "FEW_CHANGES", 1)
    monkeypatch.setattr(keeper_module, "MANY_SHARE", 0)
    write, may_write, written = keeper_module.write_base, threading.Event(), []

    def write_when_told(*given, **named):
        may_write.wait(60)
        written.append(named["revision"])
        return write(*given, **named)

    keeper = worker(database, tmp_path / "shared", today)
    keeper.load()
    monkeypatch.setattr(keeper_module, "write_base", write_when_told)
    database.change(*database.listings[2:], make_listing(9))
    keeper.load()

    def read_when_it_is_ready(since):
        del since
        may_write.set()
        keeper.wait()

    monkeypatch.setattr(database, "read_changes", read_when_it_is_ready)
    database.change(*database.listings, make_listing(8))
    assert keeper.load().count == len(database.listings)
    keeper.wait()
    assert written == ["2-abc"]


def test_a_base_of_yesterday_that_is_ready_after_midnight_leaves_todays_alone(
    database, tmp_path, today, make_listing, monkeypatch
):
    monkeypatch.setattr(keeper_module, "FEW_CHANGES", 1)
    late = worker(database, tmp_path / "shared", today)
    late.load()
    tomorrow = today + timedelta(days=1)
    worker(database, tmp_path / "shared", tomorrow).load()
    built = bases(tmp_path / "shared")
    database.change(*database.listings, make_listing(8), make_listing(9))
    late.load()
    late.wait()
    assert set(built) < set(bases(tmp_path / "shared"))
    reads = database.reads
    assert worker(database, tmp_path / "shared", tomorrow).load().count == len(database.listings)
    assert database.reads == reads + 1, "only the changes were looked for"


def test_a_base_of_a_day_far_ahead_is_not_kept_for_ever(database, tmp_path, today):
    worker(database, tmp_path / "shared", today + timedelta(days=2)).load()
    ahead = bases(tmp_path / "shared")
    worker(database, tmp_path / "shared", today).load()
    assert len(bases(tmp_path / "shared")) == 1
    assert bases(tmp_path / "shared") != ahead


def only_elsewhere(here, work):
    def checked(*arguments, **named):
        assert os.getpid() != here
        return work(*arguments, **named)

    return checked
