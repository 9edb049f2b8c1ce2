"""Municipalities, towns and postal codes -> gazetteer.sqlite."""

from __future__ import annotations

import math
import sqlite3
import zlib
from collections import defaultdict
from itertools import groupby
from pathlib import Path

from geodata_build.changes import Change
from geodata_build.postal import PostalRow
from geodata_build.town import Municipality, Town

_SCHEMA = """
create table municipality(
    jis text primary key, pref text, name text, kana text, aliases text, lat real, lng real, radius_m integer,
    south real, west real, north real, east real) without rowid;
create table town(jis text primary key, towns blob, kana blob);
create table postal(area text primary key, codes blob);
"""
_GRID = 100_000
"""Coordinates are whole steps of 1/100,000 degree from the south-western corner."""
_LEAST_M, _STEP = 120, 1.1
_ORIGIN = {"own": "", "code": "c", "parent": "p", "municipality": "m"}


def write_gazetteer(
    path: Path,
    municipalities: list[Municipality],
    postal: tuple[PostalRow, ...],
    changes: tuple[Change, ...],
    radii: dict[str, int],
) -> None:
    """Same rows, same bytes: sorted, fixed page size, no journal."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma page_size = 1024")
    connection.execute("pragma journal_mode = off")
    connection.executescript(_SCHEMA)
    connection.execute("begin")
    for one in municipalities:
        corner = _box(one)
        row = (
            one.jis,
            one.pref,
            one.name,
            one.kana,
            _aliases(one, changes),
            *_round(one.point),
            radii[one.jis],
            *corner,
        )
        connection.execute(f"insert into municipality values({','.join('?' * len(row))})", row)
        blobs = (_pack(_town_lines(one, corner[0], corner[1])), _pack(_kana_lines(one)))
        connection.execute("insert into town values(?, ?, ?)", (one.jis, *blobs))
    for area, lines in _areas(postal).items():
        connection.execute("insert into postal values(?, ?)", (area, _pack(lines)))
    connection.execute("commit")
    connection.execute("vacuum")
    connection.close()


def _pack(lines: list[str]) -> bytes:
    return zlib.compress("\n".join(lines).encode(), 9)


def _round(point: tuple[float, float]) -> tuple[float, float]:
    return round(point[0], 5), round(point[1], 5)


def _box(one: Municipality) -> tuple[float, float, float, float]:
    """South, west, north, east of all towns."""
    latitudes, longitudes = zip(*(town.point for town in one.towns), strict=True)
    south, west = _round((min(latitudes), min(longitudes)))
    north, east = _round((max(latitudes), max(longitudes)))
    return south, west, north, east


def _aliases(one: Municipality, changes: tuple[Change, ...]) -> str:
    """Other spellings of the whole name, separated by blanks."""
    others = {change.old for change in changes if not change.valid_from and change.new == one.name}
    return " ".join(sorted(others))


def _town_lines(one: Municipality, south: float, west: float) -> list[str]:
    """`name, north, east, radius+origin` of a town, the same with an empty first column of its 小字."""
    return [_town_line(town, south, west) for town in one.towns]


def _town_line(town: Town, south: float, west: float) -> str:
    north, east = round((town.point[0] - south) * _GRID), round((town.point[1] - west) * _GRID)
    steps = min(57, max(0, round(math.log(town.radius_m / _LEAST_M) / math.log(_STEP))))
    columns = [town.name, str(north), str(east), chr(ord("A") + steps) + _ORIGIN[town.origin]]
    return "\t".join(["", town.koaza, *columns[1:]] if town.koaza else columns)


def _kana_lines(one: Municipality) -> list[str]:
    return [f"{name}\t{kana}" for name, kana in sorted(one.kana_of.items()) if kana]


def _areas(postal: tuple[PostalRow, ...]) -> dict[str, list[str]]:
    """First three digits -> lines `last four digits, code of the municipality, towns`."""
    areas: dict[str, list[str]] = defaultdict(list)
    for (code, jis), rows in groupby(postal, key=lambda row: (row.code, row.jis)):
        towns = sorted({row.town for row in rows})
        areas[code[:3]].append("\t".join((code[3:], jis, *towns)))
    return dict(sorted(areas.items()))
