"""Import an operator's districts: read, compare with towns and outlines, replace the scheme."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import shapely
from rapidfuzz import fuzz, process

from directory.domain.district import DistrictRule
from directory.domain.issue import Issue, Severity
from directory.formats.district_files import DistrictFile, DistrictOptions, SchemeFile, read_district_file
from directory.geo.boundaries import Boundaries
from directory.geo.district_towns import RuleBook, split_town
from directory.store.engine import Store

INSIDE_SHARE = 0.95
"""A polygon with less of its area inside the municipality is worth a look (coasts are drawn differently)."""

FOREIGN_SHARE = 0.5
"""… and with less than this it belongs elsewhere and is left out."""

LIKE_SCORE = 50
"""Least likeness (0 … 100) of a town that is suggested for an unknown one."""

NAMED_TOWNS = 10
"""So many towns without a district are named in the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeReport:
    """What was stored of one scheme."""

    municipality: str
    scheme: str
    districts: int
    rules: int
    polygons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictReport:
    """What the import of one district file did. Resources keep their districts until `assign_districts` runs."""

    file: str
    schemes: tuple[SchemeReport, ...]
    issues: tuple[Issue, ...]


def import_districts(
    path: Path,
    *,
    store: Store,
    boundaries: Boundaries,
    options: DistrictOptions,
    now: datetime,
    is_dry_run: bool = False,
) -> DistrictReport:
    """Store every scheme of a file in the place of the one with the same name; all of the file or nothing.

    Raises:
        FileRefused: the file is no district file, or names no place that exists; nothing was changed.
    """
    file = read_district_file(path, options)
    check = _Check(file, boundaries)
    kept = tuple(found for scheme in file.schemes if (found := check.examine(scheme)) is not None)
    with store.write(now=now, dry_run=is_dry_run) as unit:
        for scheme in kept:
            unit.districts.replace_scheme(
                municipality=scheme.municipality,
                scheme=scheme.scheme,
                districts=scheme.districts,
                rules=scheme.rules,
                outlines=scheme.outlines,
            )
    return DistrictReport(
        file=file.name, schemes=tuple(_summarise(scheme) for scheme in kept), issues=(*file.issues, *check.issues)
    )


def _summarise(scheme: SchemeFile) -> SchemeReport:
    return SchemeReport(
        municipality=scheme.municipality,
        scheme=scheme.scheme,
        districts=len(scheme.districts),
        rules=len(scheme.rules),
        polygons=len(scheme.outlines),
    )


class _Check:
    """Schemes of a file against what is known of their municipalities."""

    def __init__(self, file: DistrictFile, boundaries: Boundaries) -> None:
        self._file = file
        self._boundaries = boundaries
        self._rows = {(code, town): row for row, code, town in reversed(file.rows)}
        self.issues: list[Issue] = []

    def examine(self, scheme: SchemeFile) -> SchemeFile | None:
        """The scheme without what can not be; None when its municipality does not exist."""
        if self._boundaries.outline(scheme.municipality) is None:
            self._note("district_municipality_unknown", 0, original=scheme.municipality, severity="error")
            return None
        self._check_towns(scheme)
        foreign = {code for code, outline in scheme.outlines if not self._is_inside(scheme, code, outline)}
        return replace(
            scheme,
            districts=tuple(district for district in scheme.districts if district.code not in foreign),
            outlines=tuple((code, outline) for code, outline in scheme.outlines if code not in foreign),
        )

    def _check_towns(self, scheme: SchemeFile) -> None:
        """Towns of rules that do not exist (with the nearest spelling), and towns without a rule."""
        if not scheme.rules:
            return
        names = sorted({town.name for town in self._boundaries.towns(scheme.municipality)})
        chomes: dict[str, set[int]] = defaultdict(set)
        for key in map(split_town, names):
            chomes[key.base] |= {key.chome} if key.chome is not None else set()
        for rule in scheme.rules:
            self._check_rule(rule, names, chomes)
        book = RuleBook(scheme.rules)
        bare = [name for name in names if not book.consider(name)]
        if bare:
            named = "、".join(bare[:NAMED_TOWNS]) + ("…" if len(bare) > NAMED_TOWNS else "")
            self._note("district_towns_without", 0, original=f"{len(bare)}", suggestion=named, severity="info")

    def _check_rule(self, rule: DistrictRule, names: list[str], chomes: dict[str, set[int]]) -> None:
        row = self._rows.get((rule.district, rule.town), 0)
        key = split_town(rule.town)
        if key.base not in chomes:
            best = process.extractOne(rule.town, names, scorer=fuzz.ratio, score_cutoff=LIKE_SCORE)
            self._note("district_town_unknown", row, original=rule.town, suggestion=best[0] if best else "")
            return
        low = rule.chome_from if rule.chome_from is not None else key.chome
        high = rule.chome_to if rule.chome_to is not None else key.chome
        known = chomes[key.base]
        if low is None and high is None:
            return
        if not any((low is None or low <= chome) and (high is None or chome <= high) for chome in known):
            given = "、".join(str(chome) for chome in sorted(known))
            wanted = f"{rule.town} {low or ''}-{high or ''}"
            self._note("district_chome_unknown", row, original=wanted, suggestion=given)

    def _is_inside(self, scheme: SchemeFile, code: str, outline: str) -> bool:
        """Whether enough of a polygon lies in the municipality; the share is reported when it is not nearly all."""
        polygon = shapely.from_geojson(outline)
        home = self._boundaries.outline(scheme.municipality)
        share = polygon.intersection(home).area / polygon.area if home is not None else 0.0
        if share >= INSIDE_SHARE:
            return True
        name = next(district.name for district in scheme.districts if district.code == code)
        is_foreign = share < FOREIGN_SHARE
        row = self._rows.get((code, ""), 0)
        if is_foreign:
            self._note("district_elsewhere", row, original=name, suggestion=f"{share:.0%}", severity="error")
        else:
            self._note("district_outside", row, original=name, suggestion=f"{share:.0%}")
        return not is_foreign

    def _note(
        self, code: str, row: int, *, original: str, suggestion: str = "", severity: Severity = "attention"
    ) -> None:
        issue = Issue(
            code=code, severity=severity, file=self._file.name, row=row, original=original, suggestion=suggestion
        )
        self.issues.append(issue)
