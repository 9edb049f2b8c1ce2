"""The only reader of data/geo: opens its files and hands out their rows."""

from __future__ import annotations

import os
import sqlite3
import threading
import zlib
from pathlib import Path
from typing import Any

from directory.domain.errors import GeodataMissing

GAZETTEER_FILE = "gazetteer.sqlite"
HISTORY_FILE = "history.csv"
STATION_FILE = "stations.csv"

MunicipalityRow = tuple[str, str, str, str, str, float, float, int, float, float, float, float]
"""jis, pref, name, kana, aliases, latitude, longitude, radius in metres, south, west, north, east."""


class Geodata:
    """Read-only files of one folder; one connection per process behind a lock, so that threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._process = os.getpid()
        self._connection = self._connect()

    @classmethod
    def open(cls, folder: Path) -> Geodata:
        """The files of `folder`, nothing read yet.

        Raises:
            GeodataMissing: the gazetteer is not there.
        """
        return cls(folder)

    def check(self) -> None:
        """Reads through the gazetteer once, about 0.1 s.

        Raises:
            GeodataMissing: a part of it is damaged.
        """
        # an empty file is a sound database without tables
        if self._select("pragma quick_check(1)") != [("ok",)] or not self.municipality_rows():
            raise GeodataMissing("geodata_unreadable", {"file": GAZETTEER_FILE})

    def municipality_rows(self) -> list[MunicipalityRow]:
        """All municipalities by code. Raises GeodataMissing when the file is no gazetteer."""
        return self._select("select * from municipality order by jis")

    def town_lines(self, jis: str) -> list[str]:
        """Lines `name, steps north, steps east, radius and origin`; of a 小字 the name is empty and one longer."""
        return self._unpack("select towns from town where jis = ?", jis)

    def kana_lines(self, jis: str) -> list[str]:
        """Lines `town, kana`."""
        return self._unpack("select kana from town where jis = ?", jis)

    def postal_lines(self, area: str) -> list[str]:
        """Lines `last four digits, jis, towns …` of the codes that begin with three digits."""
        return self._unpack("select codes from postal where area = ?", area)

    def history_rows(self) -> list[list[str]]:
        """Former municipalities: name, jis of a successor, valid_to."""
        return self._read_csv(HISTORY_FILE)

    def station_rows(self) -> list[list[str]]:
        """Stations: name, jis, lat, lng, lines."""
        return self._read_csv(STATION_FILE)

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()

    def _unpack(self, query: str, key: str) -> list[str]:
        rows: list[tuple[bytes]] = self._select(query, key)
        if not rows:
            return []
        try:
            text = zlib.decompress(rows[0][0]).decode()
        except (zlib.error, TypeError, UnicodeDecodeError) as error:
            raise GeodataMissing("geodata_unreadable", {"file": GAZETTEER_FILE}) from error
        return text.split("\n") if text else []

    def _connect(self) -> sqlite3.Connection:
        path = self._folder / GAZETTEER_FILE
        if not path.is_file():
            raise GeodataMissing("geodata_missing", {"file": path.name})
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    def _select(self, query: str, *values: str) -> list[Any]:
        try:
            with self._lock:
                if self._process != os.getpid():
                    # a forked process shares the file position of its parent's connection and would read other pages
                    self._process, self._connection = os.getpid(), self._connect()
                return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise GeodataMissing("geodata_unreadable", {"file": GAZETTEER_FILE}) from error

    def _read_csv(self, name: str) -> list[list[str]]:
        import csv  # noqa: PLC0415 most addresses need neither file

        path = self._folder / name
        if not path.is_file():
            raise GeodataMissing("geodata_missing", {"file": name})
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.reader(lines))[1:]
