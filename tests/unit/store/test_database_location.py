"""Database URLs."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.errors import DatabaseRefused
from directory.store.database_location import locate_database


def test_a_sqlite_url_names_a_file_and_the_instance_file_beside_it():
    location = locate_database("sqlite:////srv/directory.db")
    assert location.path == Path("/srv/directory.db")
    assert location.instance_file == Path("/srv/directory.db.instance.json")
    assert locate_database("sqlite:///var/x.db").path == Path("var/x.db")


@pytest.mark.parametrize("url", ["postgresql://u@h/db", "postgresql+psycopg://u@h/db"])
def test_a_postgresql_url_is_always_driven_by_psycopg(url):
    location = locate_database(url)
    assert location.url.drivername == "postgresql+psycopg"
    assert (location.path, location.instance_file) == (None, None)


@pytest.mark.parametrize("url", ["", "x", "sqlite://", "sqlite:///:memory:", "oracle://h/db"])
def test_everything_else_is_refused(url):
    with pytest.raises(DatabaseRefused, match="database_url_unknown"):
        locate_database(url)
