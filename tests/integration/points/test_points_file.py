"""The file of added points: changed as a whole or not at all, read while it changes, counted."""

from __future__ import annotations

import sqlite3

import pytest

from directory.domain.errors import FileRefused, GeodataMissing
from directory.geo.points_sources import count_points
from directory.geo.points_writer import changed_points
from directory.usecases.add_points import remove_points
from tests.integration.points.conftest import ADDRESS, BLOCKS, CODE, Workplace


def test_adding_the_same_file_again_changes_nothing(work: Workplace):
    path = work.blocks(*BLOCKS)
    work.add(path)
    before = work.content()
    work.add(path)
    assert work.content() == before
    assert [source.points for one in count_points(work.points) for source in one.sources] == [3]


def test_a_newer_file_moves_blocks_and_keeps_the_others_unless_it_replaces(work: Workplace):
    work.add(work.blocks(*BLOCKS))
    newer = work.blocks(("西東京市", "南町五丁目", "6", 35.7277, 139.5387))
    work.add(newer)
    assert work.point(ADDRESS) == ("block", 35.7277, 139.5387)
    assert work.place("西東京市南町5-7-1").level == "block"
    work.add(newer, replaces=True)
    assert work.place("西東京市南町5-7-1").level == "chome"


def test_a_dry_run_stores_nothing(work: Workplace):
    assert work.add(work.blocks(*BLOCKS), is_dry_run=True).municipalities == ((CODE, 3),)
    assert list(work.folder.iterdir()) == [work.folder / "街区.csv"]


def test_a_failure_leaves_the_old_file_and_nothing_half_written(work: Workplace):
    work.add(work.blocks(*BLOCKS))
    before = work.points.read_bytes()

    with pytest.raises(sqlite3.OperationalError), changed_points(work.points) as connection:
        connection.executescript("delete from point; no such statement")
    assert work.points.read_bytes() == before
    assert {path.name for path in work.folder.iterdir()} == {"街区.csv", work.points.name}


def test_a_second_command_is_refused_while_one_is_at_work(work: Workplace):
    with changed_points(work.points), pytest.raises(FileRefused) as refused:
        work.add(work.blocks(*BLOCKS))
    assert refused.value.code == "points_busy"


def test_a_reader_that_has_the_file_open_sees_the_new_one(work: Workplace):
    work.add(work.blocks(*BLOCKS))
    assert work.place(ADDRESS).level == "block"
    remove_points(work.points, frozenset({"13229"}))
    assert work.place(ADDRESS).level == "chome"
    with pytest.raises(FileRefused):
        remove_points(work.points, frozenset({"13229"}))


def test_a_points_file_that_can_not_be_read_is_named(work: Workplace):
    work.points.write_bytes(b"no database at all" * 100)
    with pytest.raises(GeodataMissing) as refused:
        work.place(ADDRESS)
    assert refused.value.code == "points_unreadable_file"
    with pytest.raises(GeodataMissing):
        work.add(work.blocks(*BLOCKS))


def test_what_is_known_is_counted_by_municipality(work: Workplace):
    work.add(work.blocks(*BLOCKS, ("西東京市", "架空が丘一丁目", "1", 35.7275, 139.5385)))
    (known,) = count_points(work.points)
    assert (known.jis, known.towns, known.lots, known.unknown_towns) == (CODE, 0, 4, ("架空が丘一丁目",))
    assert [(row.source, row.kind, row.points, row.added_on) for row in known.sources] == [
        ("isj", "block", 4, "2026-11-22")
    ]
