"""/register/address and /register/dates: what the pages look up while somebody types; without a script buttons do."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request, Response

from directory.domain.registration import MOST_LINES, STEP_FIELDS, FormAnswers
from directory.site.caching import send_json
from directory.site.dependencies import PlainRuntimeDep
from directory.site.pages.register.views import preview_dates
from directory.site.pages.register.wizard import UNKEPT, read_addresses

SCHEDULE_FIELDS = frozenset(STEP_FIELDS[4]) - {"when_note"}

router = APIRouter(include_in_schema=False)


@router.get("/register/address")
def send_areas(request: Request, runtime: PlainRuntimeDep) -> Response:
    """Towns of a postal code; none for an unknown one."""
    areas = read_addresses(runtime).areas_of_postal_code(request.query_params.get("postal", "")[:20])
    return send_json(msgspec.json.encode({"areas": areas}), UNKEPT)


@router.get("/register/dates")
def send_dates(request: Request, runtime: PlainRuntimeDep) -> Response:
    """The next dates of the builder's fields in one sentence."""
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] in SCHEDULE_FIELDS]
    answers = FormAnswers().replacing(STEP_FIELDS[4], pairs[: MOST_LINES * 20])
    return send_json(msgspec.json.encode({"text": preview_dates(runtime, answers)}), UNKEPT)
