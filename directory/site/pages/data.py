"""The data page: files to download, licence, date, and what every column means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.geo.points_sources import read_point_sources
from directory.site.caching import CacheDep
from directory.site.csv_table import COLUMNS
from directory.site.dependencies import RuntimeDep
from directory.site.phrasing.day import phrase_date
from directory.site.templating import send_page


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """Context of data.html. `columns` are the keys of the CSV; `added_sources`: codes of the operator's own points."""

    template: ClassVar[str] = "data.html"

    total: int
    unplaced: int
    revision: str
    today: date
    today_text: str
    licence: str
    columns: tuple[str, ...]
    added_sources: tuple[str, ...]


router = APIRouter(include_in_schema=False)


@router.get("/data")
def send_data(request: Request, runtime: RuntimeDep, headers: CacheDep) -> Response:
    """The data page."""
    snapshot, today = runtime.catalog.current(), runtime.today()
    found = find(snapshot, Criteria(), today=today)
    page = DataPage(
        total=found.total,
        unplaced=found.unplaced,
        revision=snapshot.revision,
        today=today,
        today_text=phrase_date(today, runtime.words),
        licence=runtime.settings.licence,
        columns=tuple(key for key, _ in COLUMNS),
        added_sources=read_point_sources(runtime.settings.points_path),
    )
    return send_page(request, page, headers=headers)
