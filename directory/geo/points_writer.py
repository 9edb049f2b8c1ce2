"""Changing the operator's points: on a copy of the file, which takes its place when everything is written."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from directory.domain.errors import FileRefused
from directory.geo.points_file import FORMAT, check_points

_SCHEMA = f"""
create table town(
    id integer primary key, jis text not null, key text not null, koaza text not null, name text not null,
    is_known integer not null, latitude integer, longitude integer, radius_m integer not null,
    unique(jis, key, koaza));
create table point(
    town integer not null, lot text not null, koaza text not null, rank integer not null, latitude integer not null,
    longitude integer not null, spread_m integer not null, radius_m integer not null,
    primary key(town, lot, koaza, rank)) without rowid;
create table source(
    jis text not null, source text not null, kind text not null, points integer not null, added_on text not null,
    primary key(jis, source, kind)) without rowid;
pragma user_version = {FORMAT};
"""
_WASTE_SHARE = 0.2


@contextmanager
def changed_points(path: Path, *, try_out: Callable[[Path], None] | None = None) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of the points file; the copy replaces it at the end, unless an error ends it.

    With `try_out` nothing is replaced: it is called with the finished copy, which then goes away.

    Raises:
        FileRefused: points_folder_missing, points_busy (somebody else is adding points).
        GeodataMissing: the present file can not be read.
    """
    if not path.parent.is_dir():
        raise FileRefused("points_folder_missing", {"path": str(path.parent)})
    unfinished = path.with_name(f".{path.name}.unfinished")
    with _locked(path.parent):
        unfinished.unlink(missing_ok=True)
        try:
            connection = _begin(path, unfinished)
            try:
                yield connection
                connection.execute("commit")
                _tidy(connection)
            finally:
                connection.close()
            (try_out or partial(_put_in_place, path=path))(unfinished)
        finally:
            unfinished.unlink(missing_ok=True)


def _begin(path: Path, unfinished: Path) -> sqlite3.Connection:
    is_new = not path.exists()
    if not is_new:
        check_points(path)
        shutil.copyfile(path, unfinished)
    connection = sqlite3.connect(unfinished, isolation_level=None)
    # nobody reads the copy, and after a crash it is thrown away
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    if is_new:
        connection.executescript(_SCHEMA)
    connection.execute("begin")
    return connection


def _tidy(connection: sqlite3.Connection) -> None:
    """Gives the space of removed points back when it is worth it."""
    free, pages = (connection.execute(f"pragma {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
    if free > pages * _WASTE_SHARE:
        connection.execute("vacuum")


def _put_in_place(unfinished: Path, path: Path) -> None:
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(path)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Holds the folder against a second command; the lock ends with the process, whatever happens to it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise FileRefused("points_busy") from error
    try:
        yield
    finally:
        os.close(handle)
