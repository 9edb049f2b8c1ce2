"""/api/v1/listings.csv: everything that matches, for spreadsheets."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from directory.site.api.parameters import FILTERS
from directory.site.api.schemas import NOT_MODIFIED, REFUSALS
from directory.site.caching import CacheDep
from directory.site.csv_table import write_csv
from directory.site.dependencies import FoundDep, RuntimeDep

MEDIA_TYPE = "text/csv; charset=utf-8"

router = APIRouter(prefix="/api/v1", tags=["listings"], responses={**REFUSALS, **NOT_MODIFIED})


@router.get(
    "/listings.csv",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    openapi_extra=FILTERS,
)
def send_csv(runtime: RuntimeDep, headers: CacheDep, found: FoundDep) -> StreamingResponse:
    """All listings that match, as UTF-8 CSV with byte order mark; `limit` and `offset` do not apply."""
    name = f'attachment; filename="listings-{runtime.today():%Y%m%d}.csv"'
    return StreamingResponse(
        write_csv(found, runtime.words), media_type=MEDIA_TYPE, headers={**headers, "Content-Disposition": name}
    )
