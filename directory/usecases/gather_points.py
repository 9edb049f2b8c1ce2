"""Rows of official files, municipality by municipality, compared with the towns that addresses can lead to."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from directory.domain.issue import Issue
from directory.domain.official_point import OfficialPoint, PointKind, PointSource
from directory.geo.point_towns import PointTowns, TownKey
from directory.geo.points_content import RANKS, LotGathering, MunicipalityPoints
from directory.geo.points_sources import SourceRow
from directory.text.lot_number import read_lot

_SHOWN_ISSUES = 20
"""So many findings of one code are kept with their row; all are counted."""

_DECIMALS = 6

SourceKey = tuple[str, PointSource, PointKind]
"""Code of a municipality, source, kind."""

_read_lot = lru_cache(maxsize=100_000)(read_lot)


class PointIssues:
    """Findings of one file: the first ones of each code with their rows, all of them counted."""

    def __init__(self, file: str) -> None:
        """Nothing found."""
        self._file = file
        self._kept: list[Issue] = []
        self._counts: Counter[str] = Counter()

    def add(self, issue: Issue) -> None:
        """Counts a finding."""
        self._counts[issue.code] += 1
        if self._counts[issue.code] <= _SHOWN_ISSUES:
            self._kept.append(issue)

    def note(self, code: str, point: OfficialPoint, original: str) -> None:
        """Counts a finding about a point that is left out."""
        self.add(Issue(code=code, severity="error", file=self._file, row=point.row, original=original))

    def kept(self) -> tuple[Issue, ...]:
        """Findings with their rows, in the order of the file."""
        return tuple(self._kept)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """Findings by code, the commonest first."""
        return tuple(self._counts.most_common())


class PointGathering:
    """Points of one file before they are written.

    Attributes:
        taken: rows that were kept. repeated: those among them whose lot had been named before.
    """

    def __init__(self, file: str, source: PointSource, towns: PointTowns, only: frozenset[str]) -> None:
        """`only`: municipalities to take, by code; empty = all."""
        self.issues = PointIssues(file)
        self.taken = 0
        self.repeated = 0
        self._source = source
        self._towns = towns
        self._only = only
        self._points: dict[str, MunicipalityPoints] = {}
        self._lots: dict[str, LotGathering] = {}
        self._sources: Counter[SourceKey] = Counter()
        self._unknown: dict[str, None] = {}

    def add(self, found: OfficialPoint | Issue) -> None:
        """Keeps a point, or counts why it is left out."""
        if isinstance(found, Issue):
            self.issues.add(found)
            return
        town = self._towns.resolve(found.municipality, found.town, found.koaza)
        if town is None:
            self.issues.note("official_municipality_unknown", found, found.municipality)
        elif self._only and town.jis not in self._only:
            return
        elif not self._towns.may_lie_in(town.jis, found.coordinate):
            written = f"{found.coordinate.latitude},{found.coordinate.longitude}"
            self.issues.note("official_elsewhere", found, written)
        elif found.kind != "town" and not _read_lot(found.lot):
            self.issues.note("official_lot_unreadable", found, found.lot)
        else:
            self._keep(found, town)

    def freeze(self) -> tuple[tuple[MunicipalityPoints, ...], Counter[SourceKey]]:
        """Everything gathered, and how many rows of each kind came for each municipality."""
        for jis, lots in self._lots.items():
            self._points[jis].lots = lots.freeze()
        return tuple(self._points.values()), self._sources

    def unknown_towns(self) -> tuple[str, ...]:
        """Towns that the gazetteer does not have."""
        return tuple(self._unknown)

    def _keep(self, point: OfficialPoint, town: TownKey) -> None:
        points = self._points.setdefault(town.jis, MunicipalityPoints(jis=town.jis))
        # rounded as it is stored, so that the same rows always give the same radii
        where = (round(point.coordinate.latitude, _DECIMALS), round(point.coordinate.longitude, _DECIMALS))
        points.name_town((town.key, ""), point.town, is_known=town.is_known)
        if point.kind == "town":
            key = (town.key, town.koaza + town.series)
            points.name_town(key, point.town + point.koaza, is_known=town.is_known)
            is_new = points.place_town(key, where)
        else:
            name = (town.key, town.series + _read_lot(point.lot), town.koaza, RANKS[point.kind])
            is_new = self._lots.setdefault(town.jis, LotGathering()).add(name, where, is_main=point.is_main)
        self.taken += 1
        self.repeated += not is_new
        self._sources[town.jis, self._source, point.kind] += 1
        if not town.is_known:
            self._unknown[point.town] = None


class PointGatherings:
    """Points of all files of one call; a later file wins over an earlier one."""

    def __init__(self, towns: PointTowns, *, only: frozenset[str] = frozenset()) -> None:
        """`only`: municipalities to take, by code; empty = all."""
        self._towns = towns
        self._only = only
        self._points: dict[str, MunicipalityPoints] = {}
        self._sources: Counter[SourceKey] = Counter()

    def begin(self, file: str, source: PointSource) -> PointGathering:
        """An empty gathering for one file."""
        return PointGathering(file, source, self._towns, self._only)

    def take(self, gathering: PointGathering) -> None:
        """Keeps what a file gave."""
        gathered, sources = gathering.freeze()
        for points in gathered:
            self._points.setdefault(points.jis, MunicipalityPoints(jis=points.jis)).merge(points)
        self._sources += sources

    def points(self) -> tuple[MunicipalityPoints, ...]:
        """Everything that was kept, by code."""
        return tuple(self._points[jis] for jis in sorted(self._points))

    def sources(self) -> tuple[SourceRow, ...]:
        """Rows kept by municipality, source and kind."""
        return tuple(
            SourceRow(jis=jis, source=source, kind=kind, points=points)
            for (jis, source, kind), points in sorted(self._sources.items())
        )
