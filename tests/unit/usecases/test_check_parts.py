from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from directory.domain.errors import GeodataMissing, StoreUnavailable
from directory.usecases.check_parts import check_parts, try_writing

NOW = datetime(2026, 6, 6, tzinfo=UTC)


class StoreThat:
    """A store whose transactions begin, or fail with a code."""

    def __init__(self, code: str = "") -> None:
        self.code = code

    @contextmanager
    def write(self, *, now: datetime, dry_run: bool):
        assert (now, dry_run) == (NOW, True)
        if self.code:
            raise StoreUnavailable(self.code)
        yield


def test_each_part_has_its_own_state():
    def fail() -> None:
        raise GeodataMissing("geodata_missing")

    assert check_parts((("database", lambda: None), ("geodata", fail))) == {
        "database": "ok",
        "geodata": "geodata_missing",
    }


@pytest.mark.parametrize("code", ["", "database_busy"])
def test_a_writer_at_work_is_no_fault(code: str):
    try_writing(StoreThat(code), now=NOW)


def test_a_database_that_nobody_can_write_to_is_one():
    with pytest.raises(StoreUnavailable):
        try_writing(StoreThat("database_read_only"), now=NOW)
