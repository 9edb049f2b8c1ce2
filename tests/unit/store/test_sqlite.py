"""Which SQLite libraries may share a WAL."""

from __future__ import annotations

import pytest

from directory.store.sqlite import is_wal_safe, sqlite_module


@pytest.mark.parametrize(
    ("version", "is_safe"), [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 4), True)]
)
def test_a_wal_is_safe_from_3_51_3_on(version, is_safe):
    assert is_wal_safe(version) is is_safe


def test_the_library_in_use_is_new_enough():
    assert is_wal_safe(sqlite_module().sqlite_version_info)
