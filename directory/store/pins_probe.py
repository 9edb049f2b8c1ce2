"""What a database may hold, confirmed pins or districts, asked before the weight of opening it is paid."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

_SQLITE_FILE = "sqlite:///"


def may_hold_confirmed_pins(url: str) -> bool:
    """False where a SQLite file is missing, foreign, of an older version or without such pins; True otherwise.

    Geocoding one address takes a fifth of a second, opening a database through SQLAlchemy a whole one.
    """
    return _may_hold(url, "confirmed_pin")


def may_hold_districts(url: str) -> bool:
    """False where a SQLite file is missing, foreign, of an older version or without an operator's districts."""
    return _may_hold(url, "district")


def _may_hold(url: str, table: str) -> bool:
    if not url.startswith(_SQLITE_FILE):
        return True
    path = Path(url.removeprefix(_SQLITE_FILE))
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as connection:
            return bool(connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0])  # noqa: S608 - ours
    except sqlite3.Error:
        return False
