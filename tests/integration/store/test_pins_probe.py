"""Whether confirmed pins are worth opening a database: asked of files that are none, old, empty or full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from directory.domain.resource import Confirmation
from directory.store.migrate import create_database
from directory.store.pins_probe import may_hold_confirmed_pins


def test_a_database_with_a_confirmed_pin_may_hold_some(database_url, put, make_change, make_placement, place):
    confirmed = Confirmation(on=date(2026, 4, 30), by="架空市の一覧")
    pin = replace(place, level="pin", match="exact")
    put(replace(make_change(), placements=(make_placement(pin, confirmed=confirmed),)))
    assert may_hold_confirmed_pins(database_url)


def test_a_sqlite_file_without_them_does_not(sqlite_url, now):
    create_database(sqlite_url, now=now)
    assert not may_hold_confirmed_pins(sqlite_url)


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_files_that_are_no_database_hold_nothing(tmp_path, content):
    path = tmp_path / "machi.db"
    if content is not None:
        path.write_bytes(content)
    assert not may_hold_confirmed_pins(f"sqlite:///{path}")
