"""An answer of the catalog -> everything the map needs: revision, counts, outlines, pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

import msgspec
from shapely.geometry.base import BaseGeometry

from directory.catalog.find import Found
from directory.catalog.snapshot import Snapshot
from directory.domain.district import MUNICIPALITY_SCHEME, District
from directory.mapping.cells import View
from directory.mapping.clusters import WholeAnswer, encode_areas, encode_clusters
from directory.mapping.districts import OutlinedDistrict, encode_districts, encode_overview
from directory.mapping.first import POINT_LIMIT, FirstMap, choose_mode, describe_first
from directory.mapping.kept_files import KeptFiles
from directory.mapping.map_config import MapConfig, Skeleton
from directory.mapping.points import FORMAT_VERSION, encode_points, encode_row_labels, encode_rows, select_rows
from directory.mapping.positions import Positions
from directory.mapping.static_svg import draw_svg
from directory.mapping.tiles import choose_tiles
from directory.wording.words import Words


class Outlines(Protocol):
    """Areas of districts in WGS84, longitude first."""

    def outline(self, code: str, /) -> BaseGeometry | None:
        """Area of a district; None when unknown."""

    def is_approximate(self, code: str, /) -> bool:
        """Whether the area is a picture made from town points."""


def show_skeleton(tiles: str, words: Words, files: KeptFiles) -> Skeleton:
    """The map without data, for every page of one site; drawn only when `files` do not hold it.

    Raises:
        TilesRefused: no base map has that name.
    """
    config = MapConfig(
        tiles=choose_tiles(tiles),
        zoom_in_title=words.say("map.zoom_in"),
        zoom_out_title=words.say("map.zoom_out"),
    )

    def draw() -> bytes:
        from directory.mapping.skeleton import render_skeleton  # noqa: PLC0415 - Folium costs a second of a restart

        return msgspec.json.encode(render_skeleton(config))

    return msgspec.json.decode(files.get(f"skeleton-{tiles}-{words.language}", repr(config), draw), type=Skeleton)


def choose_scheme(found: Found) -> str:
    """The districts that suit an answer.

    Those of the district asked for; else, within one municipality, those of the operator's schemes that knows most of
    its listings; else municipalities and wards.
    """
    snapshot, criteria = found.snapshot, found.criteria
    asked = {snapshot.districts[code].scheme for code in criteria.districts if code in snapshot.districts}
    if len(asked) == 1:
        return asked.pop()
    known = snapshot.municipality_codes
    wanted = [number for number, code in enumerate(known) if code in (criteria.municipalities or known)]
    if asked or len(wanted) != 1:
        return MUNICIPALITY_SCHEME
    home = snapshot.municipality == wanted[0]
    held = {
        scheme: int((column[home] >= 0).sum())
        for scheme, column in snapshot.district_columns.items()
        if scheme != MUNICIPALITY_SCHEME
    }
    best = max(held, key=lambda scheme: held[scheme], default=MUNICIPALITY_SCHEME)
    return best if held.get(best) else MUNICIPALITY_SCHEME


def map_revision(snapshot: Snapshot) -> str:
    """Name of what the map shows; it changes with the data, with the day (freshness) and with the format."""
    return f"{FORMAT_VERSION}-{snapshot.revision}-{snapshot.day:%Y%m%d}"


def show_points(snapshot: Snapshot, scheme: str, *, is_lean: bool = False) -> bytes:
    """The points file of a snapshot."""
    return encode_points(snapshot, scheme, revision=map_revision(snapshot), is_lean=is_lean)


def show_row_labels(snapshot: Snapshot, rows: Iterable[int], *, revision: str) -> bytes:
    """Code and name of rows of the points file of a revision; of another one only what the present one is called."""
    present = map_revision(snapshot)
    if revision != present:
        return msgspec.json.encode({"rev": present})
    return encode_row_labels(snapshot, rows)


def show_rows(found: Found, scheme: str) -> bytes:
    """Which points an answer holds, and its counts."""
    return encode_rows(found, scheme, revision=map_revision(found.snapshot))


def show_clusters(whole: WholeAnswer, positions: Positions, view: View) -> bytes:
    """The cells of one view of an answer, and the answer's counts."""
    return encode_clusters(whole, positions, view, revision=map_revision(whole.snapshot))


def show_areas(snapshot: Snapshot, positions: Positions, *, scheme: str) -> bytes:
    """The districts that the counts of clusters belong to."""
    return encode_areas(snapshot, positions, scheme=scheme, revision=map_revision(snapshot))


def show_first(
    found: Found, words: Words, *, scheme: str = MUNICIPALITY_SCHEME, point_limit: int = POINT_LIMIT
) -> FirstMap:
    """What the page tells the map before it asks anything; above `point_limit` points the server filters."""
    mode = choose_mode(select_rows(found.snapshot).rows.size, point_limit)
    return describe_first(found, scheme, revision=map_revision(found.snapshot), mode=mode, words=words)


def show_districts(
    snapshot: Snapshot, scheme: str, outlines: Outlines, *, codes: frozenset[str] = frozenset()
) -> bytes:
    """GeoJSON of every outline of a scheme, or of those of `codes` alone."""
    known = snapshot.districts
    chosen = known.values() if not codes else (known[code] for code in sorted(codes) if code in known)
    return encode_districts(find_outlines(chosen, scheme, outlines))


def show_overview(snapshot: Snapshot, scheme: str, outlines: Outlines) -> bytes:
    """GeoJSON of every outline of a scheme, as coarse as a first look allows."""
    found = find_outlines(snapshot.districts.values(), scheme, outlines)
    return encode_overview(found, snapshot.district_codes[scheme])


def show_picture(found: Found, words: Words, outlines: Outlines, *, scheme: str = MUNICIPALITY_SCHEME) -> str:
    """The answer as SVG; only outlines of districts that hold some of it."""
    column = found.snapshot.district_columns[scheme][found.rows]
    codes = found.snapshot.district_codes[scheme]
    held = {codes[index] for index in set(column.tolist()) if index >= 0}
    districts = tuple(district for code, district in found.snapshot.districts.items() if code in held)
    return draw_svg(found, find_outlines(districts, scheme, outlines), words, scheme=scheme)


def find_outlines(districts: Iterable[District], scheme: str, outlines: Outlines) -> tuple[OutlinedDistrict, ...]:
    """Districts of one scheme that have an outline; each says whether the line is approximate."""
    found = []
    for district in districts:
        outline = outlines.outline(district.code) if district.scheme == scheme else None
        if outline is not None:
            honest = replace(district, approximate=outlines.is_approximate(district.code))
            found.append(OutlinedDistrict(district=honest, outline=outline))
    return tuple(found)
