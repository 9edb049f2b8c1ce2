"""Add official points to the operator's file: read, joined, checked against the gazetteer, stored all at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from directory.domain.errors import FileRefused
from directory.domain.issue import Issue
from directory.domain.official_point import PointKind, PointSource
from directory.formats.point_files import PointFile, open_point_files
from directory.formats.point_rows import NameOrReason, read_codes, read_names, read_points
from directory.geo.point_towns import PointTowns
from directory.geo.points_content import MunicipalityPoints, read_municipality, remove_municipality, write_municipality
from directory.geo.points_sources import note_sources
from directory.geo.points_writer import changed_points
from directory.usecases.gather_points import PointGatherings

_PROGRESS_ROWS = 5_000
_REGISTRY_NAMES: Mapping[PointKind, str] = {
    "town": "mt_town",
    "block": "mt_rsdtdsp_blk",
    "house": "mt_rsdtdsp_rsdt",
    "parcel": "mt_parcel",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFileReport:
    """What became of one file.

    Attributes:
        refusal: why nothing of it was used.
        kind: of its rows; names = the half of アドレス・ベース・レジストリ that has no points.
        rows: rows with points that were read. taken: points that were stored. repeated: further rows of a lot.
        unknown_towns: towns that the gazetteer does not have; their points are kept.
    """

    file: str
    refusal: FileRefused | None = None
    source: PointSource | None = None
    kind: str = ""
    rows: int = 0
    taken: int = 0
    repeated: int = 0
    unknown_towns: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    issue_counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsReport:
    """What an addition did: every file, and by municipality the points that came from it."""

    files: tuple[PointFileReport, ...]
    municipalities: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOptions:
    """How points are added.

    Attributes:
        only: 5-digit codes of the municipalities to take; empty = all of the files.
        replaces: what is known of the municipalities in the files goes away first.
    """

    only: frozenset[str] = frozenset()
    replaces: bool = False
    is_dry_run: bool = False


TryOut = Callable[[Path, frozenset[str]], None]
"""What a dry run does with the points file as it would be and the codes of its changed municipalities."""


def _forget(_edition: Path, _codes: frozenset[str]) -> None:
    """A dry run that only wants to know whether the files can be read."""


def add_points(
    paths: Sequence[Path],
    *,
    points_path: Path,
    towns: PointTowns,
    options: PointOptions,
    today: date,
    report_progress: Callable[[str, int, int], None],
    try_out: TryOut = _forget,
) -> PointsReport:
    """Stores the points of official files; nothing when no file could be used, and nothing of a refused file.

    A dry run stores nothing and calls `try_out` instead.

    Raises:
        FileRefused: points_folder_missing, points_busy.
        GeodataMissing: the present points file can not be read.
    """
    files, reports = _open_all(paths)
    reading = _Reading(files, PointGatherings(towns, only=options.only), today, report_progress)
    reports += [reading.read(file) for file in files]
    gathered = reading.gatherings.points()
    if gathered:
        codes = frozenset(points.jis for points in gathered)
        trial = partial(_call, try_out, codes) if options.is_dry_run else None
        with changed_points(points_path, try_out=trial) as connection:
            for done, points in enumerate(gathered, start=1):
                _store(connection, points, towns, replaces=options.replaces)
                report_progress("", done, len(gathered))
            note_sources(connection, reading.gatherings.sources(), added_on=today)
    counts = tuple((points.jis, points.count()) for points in gathered)
    return PointsReport(files=tuple(reports), municipalities=counts)


def remove_points(points_path: Path, codes: frozenset[str], *, try_out: TryOut | None = None) -> int:
    """Number of points that went away with these municipalities; with `try_out` none did, and it is called instead.

    Raises:
        FileRefused: points_none (nothing was known of them), points_busy.
        GeodataMissing: the points file can not be read.
    """
    if not points_path.is_file():
        raise FileRefused("points_none")
    with changed_points(points_path, try_out=try_out and partial(_call, try_out, codes)) as connection:
        removed = sum(remove_municipality(connection, jis) for jis in codes)
        if not removed:
            raise FileRefused("points_none")
    return removed


def _call(try_out: TryOut, codes: frozenset[str], edition: Path) -> None:
    try_out(edition, codes)


def _open_all(paths: Sequence[Path]) -> tuple[list[PointFile], list[PointFileReport]]:
    """Files that are what they should be, and the reports of those that are not."""
    files: list[PointFile] = []
    refused: list[PointFileReport] = []
    for path in paths:
        try:
            files += open_point_files(path)
        except FileRefused as refusal:
            refused.append(PointFileReport(file=path.name, refusal=refusal))
    return files, refused


class _Reading:
    """The files of one call, which may need each other."""

    def __init__(
        self,
        files: Sequence[PointFile],
        gatherings: PointGatherings,
        today: date,
        report_progress: Callable[[str, int, int], None],
    ) -> None:
        self._files = files
        self.gatherings = gatherings
        self._today = today
        self._report_progress = report_progress

    def read(self, file: PointFile) -> PointFileReport:
        """Takes one file in, all of it or nothing."""
        if file.columns.role == "names":
            return self._describe_names(file)
        gathering = self.gatherings.begin(file.name, file.columns.source)
        rows = 0
        try:
            names = self._find_names(file)
            for rows, found in enumerate(read_points(file, names=names, today=self._today), start=1):
                gathering.add(found)
                if rows % _PROGRESS_ROWS == 0:
                    self._report_progress(file.name, rows, 0)
        except FileRefused as refusal:
            return PointFileReport(file=file.name, refusal=refusal)
        self.gatherings.take(gathering)
        return PointFileReport(
            file=file.name,
            source=file.columns.source,
            kind=file.columns.kind,
            rows=rows,
            taken=gathering.taken,
            repeated=gathering.repeated,
            unknown_towns=gathering.unknown_towns(),
            issues=gathering.issues.kept(),
            issue_counts=gathering.issues.counts(),
        )

    def _find_names(self, file: PointFile) -> dict[str, NameOrReason] | None:
        """Names for a file that only has ids, from its other half; None when it names its rows itself."""
        if file.columns.role == "whole":
            return None
        halves = [one for one in self._files if one.columns.role == "names" and one.columns.kind == file.columns.kind]
        if not halves:
            raise FileRefused("points_names_missing", {"names": _REGISTRY_NAMES[file.columns.kind]})
        codes = read_codes(file)
        names: dict[str, NameOrReason] = {}
        for half in halves:
            names |= read_names(half, codes=codes, today=self._today)
        return names

    def _describe_names(self, file: PointFile) -> PointFileReport:
        """A half without points: refused when nothing in the call needs it."""
        kind = file.columns.kind
        if any(one.columns.role == "points" and one.columns.kind == kind for one in self._files):
            return PointFileReport(file=file.name, source=file.columns.source, kind="names")
        refusal = FileRefused("points_positions_missing", {"points": f"{_REGISTRY_NAMES[kind]}_pos"})
        return PointFileReport(file=file.name, refusal=refusal)


def _store(connection: sqlite3.Connection, points: MunicipalityPoints, towns: PointTowns, *, replaces: bool) -> None:
    """Writes one municipality, merged with what the file knew unless that is to be replaced."""
    if replaces:
        remove_municipality(connection, points.jis)
    merged = read_municipality(connection, points.jis)
    merged.merge(points)
    write_municipality(connection, merged, towns.neighbours(points.jis))
