"""/staff/wants: what was wished for in which area, as a table that prints and as CSV."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.domain.category import CATEGORIES, ROOTS, root_of
from directory.domain.want import WantCount
from directory.formats.csv_cells import escape_cell
from directory.runtime import Runtime
from directory.site.csv_table import BYTE_ORDER_MARK, write_lines
from directory.site.dependencies import RuntimeDep
from directory.site.pages.areas import list_areas, name_area
from directory.site.pages.staff.frame import NO_STORE, Frame, Staff, StaffDep, open_frame, send_staff_page
from directory.site.phrasing.kind import phrase_kind
from directory.usecases.tell_want import WantPeriod, read_wants

MONTHS = (12, 3, 36)
"""How far back counts may reach; the first one unless another is asked for. All of them are kept for three years."""

COLUMNS = ("municipality", "municipality_name", "district", "district_name", "category", "category_name", "count")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantRow:
    """One area. counts: in the order of the kinds of the first level; then all of them."""

    area: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WantsPage:
    """Context of staff/wants.html."""

    template: ClassVar[str] = "staff/wants.html"

    frame: Frame
    rows: tuple[WantRow, ...]
    kinds: tuple[str, ...]
    total: int
    months: int
    choices: tuple[int, ...] = MONTHS


router = APIRouter(include_in_schema=False)


@router.get("/staff/wants")
def send_wants(request: Request, runtime: RuntimeDep, staff: StaffDep, months: str = "") -> Response:
    """Areas by kinds."""
    period = _read_period(months)
    found = _read(runtime, staff, period)
    page = WantsPage(
        frame=open_frame(runtime, staff),
        rows=_rows(runtime, found),
        kinds=tuple(phrase_kind(root.code, runtime.words) for root in ROOTS),
        total=sum(each.count for each in found),
        months=period.months,
    )
    return send_staff_page(request, page)


@router.get("/staff/wants.csv")
def send_wants_table(runtime: RuntimeDep, staff: StaffDep, months: str = "") -> Response:
    """The same with the kinds of the second level, a line for each area and kind."""
    period = _read_period(months)
    areas = list_areas(runtime, runtime.catalog.current())
    lines = [[runtime.words.say(f"want.column_{name}") for name in COLUMNS]]
    for each in _read(runtime, staff, period):
        municipality, district = name_area(areas, each.municipality, each.district)
        kind = phrase_kind(each.category, runtime.words)
        cells = (each.municipality, municipality, each.district, district, each.category, kind, str(each.count))
        lines.append([escape_cell(cell) for cell in cells])
    headers = {**NO_STORE, "Content-Disposition": 'attachment; filename="wants.csv"'}
    return Response(BYTE_ORDER_MARK + write_lines(lines), media_type="text/csv; charset=utf-8", headers=headers)


def _read(runtime: Runtime, staff: Staff, period: WantPeriod) -> tuple[WantCount, ...]:
    districts = runtime.catalog.current().districts
    return read_wants(runtime.desk, staff.actor, districts, period, today=runtime.today())


def _read_period(months: str) -> WantPeriod:
    return WantPeriod(months=next((each for each in MONTHS if str(each) == months), MONTHS[0]))


def _rows(runtime: Runtime, found: tuple[WantCount, ...]) -> tuple[WantRow, ...]:
    """Areas with the most wishes first."""
    areas = list_areas(runtime, runtime.catalog.current())
    counts: dict[tuple[str, str], Counter[str]] = {}
    for each in found:
        root = root_of(each.category) if each.category in CATEGORIES else each.category
        counts.setdefault((each.municipality, each.district), Counter())[root] += each.count
    rows = (
        WantRow(
            area=" ".join(filter(None, name_area(areas, municipality, district))),
            counts=tuple(kinds[root.code] for root in ROOTS),
            total=kinds.total(),
        )
        for (municipality, district), kinds in counts.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.total, row.area)))
