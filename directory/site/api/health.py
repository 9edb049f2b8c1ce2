"""/healthz and /readyz: whether the process lives, and whether everything it needs is there."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from fastapi import APIRouter, Response

from directory.site.api.schemas import AliveAnswer, ReadyAnswer
from directory.site.dependencies import RuntimeDep

NO_STORE = {"Cache-Control": "no-store"}

router = APIRouter(tags=["operation"])


@router.get("/healthz", responses={200: {"model": AliveAnswer}})
async def send_alive() -> Response:
    """The process lives."""
    return Response(b'{"alive": true}', media_type="application/json", headers=NO_STORE)


@router.get("/readyz", responses={200: {"model": ReadyAnswer}, 503: {"model": ReadyAnswer}})
def send_ready(runtime: RuntimeDep) -> Response:
    """Every part by name; 503 as soon as one of them is not ok. Reads may go on meanwhile."""
    parts = runtime.check_ready(runtime.now())
    is_ready = all(state == "ok" for state in parts.values())
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    body = msgspec.json.encode({"ready": is_ready, **parts})
    return Response(body, status, media_type="application/json", headers=NO_STORE)
