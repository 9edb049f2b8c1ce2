"""Where the operator's points came from and how many there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory.domain.official_point import PointKind, PointSource
from directory.geo.points_file import connect_points

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """Points of one kind that one source gave for a municipality. `added_on`: ISO date."""

    jis: str
    source: PointSource
    kind: PointKind
    points: int
    added_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityPointCounts:
    """Points of one municipality. `unknown_towns`: towns of the files that no address can lead to yet."""

    jis: str
    towns: int
    lots: int
    unknown_towns: tuple[str, ...]
    sources: tuple[SourceRow, ...]


def note_sources(connection: sqlite3.Connection, rows: Sequence[SourceRow], *, added_on: date) -> None:
    """Writes down what was added on a day; the same source and kind counts anew."""
    connection.executemany(
        "insert or replace into source values(?, ?, ?, ?, ?)",
        ((row.jis, row.source, row.kind, row.points, added_on.isoformat()) for row in rows),
    )


def read_point_sources(path: Path) -> tuple[str, ...]:
    """Codes of all sources of a points file, whose attributions everything made from it must carry.

    Raises:
        GeodataMissing: points_unreadable_file, points_other_format.
    """
    if not path.is_file():
        return ()
    connection = connect_points(path)
    try:
        return tuple(source for (source,) in connection.execute("select distinct source from source order by source"))
    finally:
        connection.close()


def count_points(path: Path) -> tuple[MunicipalityPointCounts, ...]:
    """Every municipality of a points file by code; none when there is no file.

    Raises:
        GeodataMissing: points_unreadable_file, points_other_format.
    """
    if not path.is_file():
        return ()
    connection = connect_points(path)
    try:
        return _count(connection)
    finally:
        connection.close()


def _count(connection: sqlite3.Connection) -> tuple[MunicipalityPointCounts, ...]:
    towns = dict(connection.execute("select jis, count(latitude) from town group by jis"))
    query = "select jis, count(*) from point join town on town.id = point.town group by jis"
    lots = dict(connection.execute(query))
    unknown: dict[str, list[str]] = {}
    for jis, name in connection.execute("select jis, name from town where not is_known and koaza = '' order by name"):
        unknown.setdefault(jis, []).append(name)
    sources: dict[str, list[SourceRow]] = {}
    query = "select jis, source, kind, points, added_on from source order by jis, source, kind"
    for jis, source, kind, points, added_on in connection.execute(query):
        row = SourceRow(jis=jis, source=source, kind=kind, points=points, added_on=added_on)
        sources.setdefault(jis, []).append(row)
    return tuple(
        MunicipalityPointCounts(
            jis=jis,
            towns=towns[jis],
            lots=lots.get(jis, 0),
            unknown_towns=tuple(unknown.get(jis, ())),
            sources=tuple(sources.get(jis, ())),
        )
        for jis in sorted(towns)
    )
