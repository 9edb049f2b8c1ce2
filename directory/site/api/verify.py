"""/api/v1/_verify: how often submissions are stored, for the black-box checks alone."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Response

from directory.domain.access import nothing_there
from directory.site.dependencies import RuntimeDep

MOST_KEYS = 1_000

router = APIRouter(include_in_schema=False)


@router.get("/api/v1/_verify")
def send_stored(runtime: RuntimeDep, keys: str = "") -> Response:
    """Stored submissions per Idempotency-Key; without DIRECTORY_CHECKS=1 there is no such address."""
    if not runtime.settings.offers_checks:
        raise nothing_there()
    wanted = tuple(dict.fromkeys(key for key in keys.split(",") if key))[:MOST_KEYS]
    with runtime.store.read() as unit:
        counts = dict(unit.submissions.stored_keys(wanted))
    body = msgspec.json.encode({key: counts.get(key, 0) for key in wanted})
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})
