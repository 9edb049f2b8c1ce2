"""Reading the operator's points: one SQLite file beside the database, replaced as a whole when points are added."""

from __future__ import annotations

import os
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory.domain.coordinate import Coordinate
from directory.domain.errors import GeodataMissing

FORMAT = 1
"""Version of the tables; a file of another version is refused by name."""

STEPS_PER_DEGREE = 1_000_000
"""Coordinates are whole millionths of a degree, about 0.1 m."""

Stamp = tuple[int, int, int, int]
"""What changes when the file is replaced (inode, size, time of the last change), and the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownRow:
    """One town with a number for its lots; `coordinate` is None when only its lots are known."""

    number: int
    coordinate: Coordinate | None
    radius_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LotRow:
    """One point. `rank`: 0 house, 1 block, 2 parcel, 3 lot."""

    lot: str
    koaza: str
    rank: int
    coordinate: Coordinate
    radius_m: int


class PointsView:
    """One edition of the file: the numbers of its towns mean nothing in another one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection = connect_points(path)
        self._towns: dict[str, dict[tuple[str, str], TownRow]] = {}
        self.municipalities = frozenset(jis for (jis,) in self._select("select distinct jis from town"))

    def towns(self, jis: str) -> dict[tuple[str, str], TownRow]:
        """Towns of a municipality by folded name and folded 小字."""
        towns = self._towns.get(jis)
        if towns is None:
            query = "select key, koaza, id, latitude, longitude, radius_m from town where jis = ?"
            towns = {
                (key, koaza): TownRow(number=number, coordinate=_point(latitude, longitude), radius_m=radius_m)
                for key, koaza, number, latitude, longitude, radius_m in self._select(query, jis)
            }
            self._towns[jis] = towns
        return towns

    def lots(self, town: int, lots: tuple[str, ...]) -> list[LotRow]:
        """Points of these lots of a town."""
        marks = ",".join("?" * len(lots))
        query = f"select lot, koaza, rank, latitude, longitude, radius_m from point where town = ? and lot in ({marks})"  # noqa: S608 - only question marks are put in
        return [
            LotRow(
                lot=lot,
                koaza=koaza,
                rank=rank,
                coordinate=Coordinate(latitude=latitude / STEPS_PER_DEGREE, longitude=longitude / STEPS_PER_DEGREE),
                radius_m=radius_m,
            )
            for lot, koaza, rank, latitude, longitude, radius_m in self._select(query, town, *lots)
        ]

    def _select(self, query: str, *values: object) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise GeodataMissing("points_unreadable_file", {"file": str(self._path)}) from error


class PointsFile:
    """Opens the file when somebody asks and again when it was replaced; threads and forked processes may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[Stamp, PointsView] | None = None

    def view(self, jis: str) -> PointsView | None:
        """The present edition, when it has points of a municipality; None also while there is no file.

        Raises:
            GeodataMissing: points_unreadable_file, points_other_format.
        """
        try:
            found = os.stat(self._path)  # noqa: PTH116 - asked for every address; Path.stat takes twice as long
        except OSError:
            return None
        # a forked process must not share the file position of its parent's connection
        stamp = (found.st_ino, found.st_size, found.st_mtime_ns, os.getpid())
        opened = self._opened
        if opened is None or opened[0] != stamp:
            # the old view is dropped and not closed: another thread may still be reading
            opened = (stamp, PointsView(self._path))
            self._opened = opened
        return opened[1] if jis in opened[1].municipalities else None


def connect_points(path: Path) -> sqlite3.Connection:
    """A connection that never writes and takes no locks: the file is only ever replaced, never changed in place.

    Raises:
        GeodataMissing: points_unreadable_file, points_other_format.
    """
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        version = connection.execute("pragma user_version").fetchone()[0]
        connection.execute("select 1 from town limit 1").fetchall()
    except sqlite3.DatabaseError as error:
        raise GeodataMissing("points_unreadable_file", {"file": str(path)}) from error
    if version != FORMAT:
        raise GeodataMissing("points_other_format", {"file": str(path)})
    return connection


def check_points(path: Path) -> None:
    """Reads through a points file once.

    Raises:
        GeodataMissing: points_unreadable_file, points_other_format.
    """
    connection = connect_points(path)
    try:
        answer = connection.execute("pragma quick_check(1)").fetchall()
    except sqlite3.DatabaseError:
        answer = []
    finally:
        connection.close()
    if answer != [("ok",)]:
        raise GeodataMissing("points_unreadable_file", {"file": str(path)})


def _point(latitude: int | None, longitude: int | None) -> Coordinate | None:
    if latitude is None or longitude is None:
        return None
    return Coordinate(latitude=latitude / STEPS_PER_DEGREE, longitude=longitude / STEPS_PER_DEGREE)
