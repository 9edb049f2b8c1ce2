"""/data/districts: which public listings have no district, and why; readable without a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.snapshot import Snapshot
from directory.runtime import Runtime
from directory.site.caching import CacheDep
from directory.site.dependencies import RuntimeDep
from directory.site.templating import send_page
from directory.usecases.unplaced_districts import Coverage, Reason, Unplaced, cover_listings

SHOWN = 50
"""Listings named for each scheme of a municipality; the counts hold all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    """One reason of a scheme; its sentences are district_gap.<code> and district_remedy.<code>."""

    code: Reason
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeSection:
    """One scheme of one municipality. `listings` name at most SHOWN; `more` says how many are not named."""

    municipality: str
    scheme: str
    placed: int
    unplaced: int
    reasons: tuple[ReasonRow, ...]
    listings: tuple[Unplaced, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictsPage:
    """Context of districts.html."""

    template: ClassVar[str] = "districts.html"

    sections: tuple[SchemeSection, ...]


router = APIRouter(include_in_schema=False)


@router.get("/data/districts")
def send_district_gaps(request: Request, runtime: RuntimeDep, headers: CacheDep) -> Response:
    """The page, from public listings alone: hidden ones are in no count, area_only ones in no list."""
    coverage = _read_coverage(request, runtime)
    return send_page(request, DistrictsPage(sections=_sections(coverage, runtime)), headers=headers)


def _read_coverage(request: Request, runtime: Runtime) -> Coverage:
    """Coverage of the present snapshot, worked out once for each: every address without a district is read again."""
    state, snapshot = request.app.state, runtime.catalog.current()
    known: tuple[str, Coverage] | None = getattr(state, "district_coverage", None)
    if known is None or known[0] != snapshot.revision:
        known = (snapshot.revision, _cover(snapshot, runtime))
        state.district_coverage = known
    return known[1]


def _cover(snapshot: Snapshot, runtime: Runtime) -> Coverage:
    """Only municipalities with a scheme are looked at; without one not a single listing is decoded."""
    index = runtime.open_districts()
    codes = snapshot.municipality_codes
    wanted = {number for number, code in enumerate(codes) if index.schemes_of(code)}
    rows = (row for row, number in enumerate(snapshot.municipality.tolist()) if number in wanted)
    return cover_listings((snapshot.listing(row) for row in rows), index, runtime.geocoder)


def _sections(coverage: Coverage, runtime: Runtime) -> tuple[SchemeSection, ...]:
    found = []
    for each in coverage.schemes:
        named = [
            one
            for one in coverage.unplaced
            if one.code and (one.municipality, one.scheme) == (each.municipality, each.scheme)
        ]
        found.append(
            SchemeSection(
                municipality=runtime.municipalities.municipality_name(each.municipality),
                scheme=each.scheme,
                placed=each.placed,
                unplaced=each.unplaced,
                reasons=tuple(ReasonRow(code=reason, count=count) for reason, count in each.reasons),
                listings=tuple(named[:SHOWN]),
                more=max(0, len(named) - SHOWN),
            )
        )
    return tuple(found)
