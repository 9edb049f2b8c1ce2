from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from directory.catalog import keeper as keeper_module
from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.catalog.keeper import CatalogKeeper
from tests.unit.catalog.published import bases, codes, worker
from tests.unit.catalog.surroundings import surroundings


def test_a_second_worker_maps_what_the_first_one_built(database, tmp_path, today):
    first = worker(database, tmp_path / "shared", today).load()
    assert database.reads == 1
    second = worker(database, tmp_path / "shared", today).load()
    assert database.reads == 1
    assert codes(second) == codes(first)
    assert len(bases(tmp_path / "shared")) == 1


def test_a_write_is_seen_by_every_worker_without_a_new_base(database, tmp_path, today, make_listing):
    workers = [worker(database, tmp_path / "shared", today) for _ in range(2)]
    for each in workers:
        each.load()
    built = bases(tmp_path / "shared")
    database.change(*database.listings[1:], make_listing(9, name="あたらしい食堂"))
    for each in workers:
        snapshot = each.load()
        found = find(snapshot, Criteria(text="あたらしい"), today=today)
        assert [hit.listing.number for hit in found.hits()] == [9]
        assert snapshot.row_of("k00001") is None
    assert bases(tmp_path / "shared") == built


def test_workers_that_started_at_different_revisions_number_the_rows_alike(database, tmp_path, today, make_listing):
    early = worker(database, tmp_path / "shared", today)
    early.load()
    database.change(make_listing(3, name="別の名前"), *database.listings[3:], make_listing(7))
    late = worker(database, tmp_path / "other", today)
    assert codes(early.load()) == codes(late.load())


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 20])
def test_a_broken_file_is_built_again(database, tmp_path, today, damage):
    worker(database, tmp_path / "shared", today).load()
    bases(tmp_path / "shared")[0].write_bytes(damage)
    assert worker(database, tmp_path / "shared", today).load().count == 5
    assert database.reads == 2
    assert worker(database, tmp_path / "shared", today).load().count == 5
    assert database.reads == 2


def test_a_file_of_another_version_or_day_is_not_believed_and_goes_away(database, tmp_path, today, monkeypatch):
    worker(database, tmp_path / "shared", today).load()
    old = bases(tmp_path / "shared")
    worker(database, tmp_path / "shared", today + timedelta(days=1)).load()
    assert database.reads == 2
    monkeypatch.setattr(keeper_module, "_version", lambda: "another")
    worker(database, tmp_path / "shared", today).load()
    assert database.reads == 3
    assert len(bases(tmp_path / "shared")) == 1
    assert bases(tmp_path / "shared") != old


def test_a_folder_that_others_may_write_to_is_not_used(database, tmp_path, today):
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    assert worker(database, folder, today).load().count == 5
    assert list(folder.iterdir()) == []


def test_without_a_folder_every_process_keeps_its_own(database, today):
    keeper = worker(database, None, today)
    assert keeper.load().count == 5
    database.change(*database.listings[:2])
    assert keeper.load().count == 2


def test_of_what_the_database_tells_nothing_else_is_read(database, tmp_path, today, make_listing):
    keeper = worker(database, tmp_path / "shared", today)
    keeper.load()
    database.remember()
    reads = database.reads
    database.change(replace(database.listings[0], name="ほか"), *database.listings[2:], make_listing(9))
    snapshot = keeper.load()
    assert database.reads == reads
    assert sorted(codes(snapshot)) == sorted(each.code for each in database.listings)
    assert snapshot.listing(snapshot.row_of(database.listings[0].code)).name == "ほか"


def test_what_does_not_add_up_is_read_whole(database, tmp_path, today):
    keeper = worker(database, tmp_path / "shared", today)
    keeper.load()
    database.remember()
    database.untold = 1
    database.change(*database.listings[1:])
    assert sorted(codes(keeper.load())) == sorted(each.code for each in database.listings)
    assert database.reads == 2


def test_after_midnight_yesterdays_base_is_read_instead_of_the_database(database, tmp_path, today):
    days = [today]
    keeper = CatalogKeeper(database.open, surroundings(), folder=tmp_path / "shared", today=lambda: days[-1])
    before = codes(keeper.load())
    days.append(today + timedelta(days=1))
    snapshot = keeper.load()
    assert (snapshot.day, codes(snapshot), database.reads) == (days[-1], before, 1)
