"""Look the geographic data over: its files against README.md, what is in them, and the operator's own points."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from directory.domain.errors import DirectoryError, GeodataMissing
from directory.geo.gazetteer import Gazetteer
from directory.geo.geodata import Geodata
from directory.geo.geodata_files import GeodataFile, GeodataSource, read_files, read_sources
from directory.geo.points_file import check_points
from directory.geo.points_sources import MunicipalityPointCounts, count_points

OUTLINES_FILE = "municipalities.geojson"


@dataclass(frozen=True, slots=True, kw_only=True)
class GeodataInfo:
    """What the installation knows of places. `points_size` in bytes; 0 = no points were added."""

    files: tuple[GeodataFile, ...]
    sources: tuple[GeodataSource, ...]
    municipalities: int
    points_path: Path
    points_size: int
    points: tuple[MunicipalityPointCounts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeodataFinding:
    """One thing that was looked at; `problem` is empty or the code of what is wrong (error.<code>)."""

    name: str
    value: str
    problem: DirectoryError | None = None

    @property
    def is_ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.problem is None


def describe_geodata(folder: Path, gazetteer: Gazetteer, points_path: Path) -> GeodataInfo:
    """Files, sources and counts. Raises GeodataMissing when there is nothing to describe."""
    return GeodataInfo(
        files=read_files(folder),
        sources=read_sources(folder),
        municipalities=len(gazetteer.municipalities()),
        points_path=points_path,
        points_size=points_path.stat().st_size if points_path.is_file() else 0,
        points=count_points(points_path),
    )


def check_geodata(folder: Path, open_gazetteer: Callable[[], Gazetteer], points_path: Path) -> list[GeodataFinding]:
    """Everything that can be checked, also when a part of it is broken."""
    findings = [*_check_files(folder)]
    findings.append(_look("gazetteer", lambda: _count_municipalities(folder)))
    findings.append(_look("names", lambda: _count_names(open_gazetteer)))
    if (folder / OUTLINES_FILE).is_file():
        findings.append(_look("outlines", lambda: _count_outlines(folder, open_gazetteer)))
    if points_path.is_file():
        findings.append(_look("points", lambda: _count_points(points_path)))
    return findings


def _check_files(folder: Path) -> list[GeodataFinding]:
    try:
        files = read_files(folder)
    except GeodataMissing as missing:
        return [GeodataFinding(name="files", value="", problem=missing)]
    return [GeodataFinding(name=one.name, value=f"{one.size:,}", problem=_problem_of(one)) for one in files]


def _problem_of(file: GeodataFile) -> DirectoryError | None:
    if file.is_intact:
        return None
    return GeodataMissing("geodata_changed" if file.size else "geodata_missing", {"file": file.name})


def _look(name: str, look: Callable[[], str]) -> GeodataFinding:
    try:
        return GeodataFinding(name=name, value=look())
    except DirectoryError as problem:
        return GeodataFinding(name=name, value="", problem=problem)


def _count_municipalities(folder: Path) -> str:
    """Municipalities and towns; reads the lines of every municipality."""
    geodata = Geodata.open(folder)
    try:
        geodata.check()
        codes = [row[0] for row in geodata.municipality_rows()]
        towns = sum(not line.startswith("\t") for jis in codes for line in geodata.town_lines(jis))
    finally:
        geodata.close()
    return f"{len(codes):,} / {towns:,}"


def _count_names(open_gazetteer: Callable[[], Gazetteer]) -> str:
    """Former municipalities, each of which must lead to a present one."""
    gazetteer = open_gazetteer()
    history = gazetteer.history()
    lost = {code for codes in history.values() for code in codes if gazetteer.municipality(code) is None}
    if lost or not history:
        raise GeodataMissing("geodata_codes_unknown", {"file": "history.csv", "codes": ", ".join(sorted(lost)[:5])})
    return f"{len(history):,}"


def _count_outlines(folder: Path, open_gazetteer: Callable[[], Gazetteer]) -> str:
    """Every municipality must have an outline, of its own or of its designated city."""
    try:
        document = json.loads((folder / OUTLINES_FILE).read_bytes())
        codes = {str(feature["properties"]["jis"]) for feature in document["features"]}
    except (ValueError, KeyError, TypeError) as error:
        raise GeodataMissing("geodata_unreadable", {"file": OUTLINES_FILE}) from error
    gazetteer = open_gazetteer()
    bare = [
        one.jis
        for one in gazetteer.municipalities()
        if one.jis not in codes and gazetteer.names.city_code(one.jis) not in codes
    ]
    if bare:
        raise GeodataMissing("geodata_outlines_missing", {"codes": ", ".join(bare[:5]), "count": len(bare)})
    return f"{len(codes):,}"


def _count_points(path: Path) -> str:
    check_points(path)
    return f"{sum(one.towns + one.lots for one in count_points(path)):,}"
