"""Former municipalities and stations of the place name package -> history.csv and stations.csv."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import defaultdict

from directory.text.address_text import fold_name
from geodata_build.archives import Archive
from geodata_build.changes import Change
from geodata_build.places import Places, distance_m
from geodata_build.town import Municipality, Point

_MERGE_M = 300
"""Stations of one name within so many metres are one station."""


def set_points(archive: Archive, municipalities: list[Municipality], places: Places) -> None:
    """Town hall of every municipality; the middle of its towns where the package has none inside."""
    halls = {row["code"]: _point(row) for row in _rows(archive, "geoshape-city.csv") if not row["valid_to"]}
    for one in municipalities:
        hall = halls.get(one.jis)
        if hall and places.jis_at(hall) == one.jis:
            one.point = hall
            continue
        latitudes, longitudes = zip(*(town.point for town in one.towns), strict=True)
        middle = (sum(latitudes) / len(latitudes), sum(longitudes) / len(longitudes))
        one.point = min((town.point for town in one.towns), key=lambda point: distance_m(point, middle))


def write_history(
    archive: Archive, municipalities: list[Municipality], places: Places, changes: tuple[Change, ...]
) -> bytes:
    """CSV `name,jis,valid_to`: one line per former name and present municipality."""
    present = {fold_name(one.name) for one in municipalities}
    by_name = {(one.pref, fold_name(one.name)): one.jis for one in municipalities}
    codes = {one.jis for one in municipalities}
    latest: dict[tuple[str, str], str] = {}
    for row in _rows(archive, "geoshape-city.csv"):
        name = unicodedata.normalize("NFKC", row["countyname"] + row["body"] + row["suffix"].split("/")[0])
        point = _point(row)
        if point is None or (not row["valid_to"] and row["code"] in codes):
            continue
        jis = places.jis_at(point)
        if fold_name(name) not in present or by_name.get((row["prefname"], fold_name(name))) not in {None, jis}:
            key = (name, jis)
            latest[key] = max(latest.get(key, ""), row["valid_to"])
    for change in changes:
        if change.valid_from:
            latest[change.old, by_name[change.pref, fold_name(change.new)]] = change.valid_from
    return _csv(("name", "jis", "valid_to"), [(*key, valid_to) for key, valid_to in sorted(latest.items())])


def write_stations(archive: Archive, places: Places) -> bytes:
    """CSV `name,jis,lat,lng,lines`: platforms of one name within 300 m merged."""
    groups: dict[str, list[tuple[Point, set[str]]]] = defaultdict(list)
    for row in sorted(_rows(archive, "ksj-station-N02-2020.csv"), key=lambda row: (row["body"], row["hypernym"])):
        point = _point(row)
        if point is None:
            continue
        near = next((one for one in groups[row["body"]] if distance_m(one[0], point) <= _MERGE_M), None)
        if near is None:
            near = (point, set())
            groups[row["body"]].append(near)
        near[1].add(row["hypernym"].replace("/", " "))
    rows = [
        (name, places.jis_at(point), f"{point[0]:.5f}", f"{point[1]:.5f}", "/".join(sorted(lines)))
        for name, found in sorted(groups.items())
        for point, lines in sorted(found)
    ]
    return _csv(("name", "jis", "lat", "lng", "lines"), rows)


def _rows(archive: Archive, name: str) -> list[dict[str, str]]:
    path = f"base_data/{name}"
    return list(csv.DictReader(io.StringIO(archive.read(path)[path].decode("utf-8-sig"))))


def _point(row: dict[str, str]) -> Point | None:
    return (float(row["latitude"]), float(row["longitude"])) if row["latitude"] and row["longitude"] else None


def _csv(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()
