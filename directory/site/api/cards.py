"""/api/v1/cards: one page of an answer in the words of the home page, for the script that updates it."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Response

from directory.site.api.card_schemas import CardsAnswer
from directory.site.api.parameters import FILTERS_AND_PAGING
from directory.site.api.schemas import NOT_MODIFIED, REFUSALS
from directory.site.caching import CacheDep, send_json
from directory.site.dependencies import CriteriaDep, RuntimeDep, answer_question
from directory.site.pages.answer import word_answer

router = APIRouter(prefix="/api/v1", tags=["listings"], responses={**REFUSALS, **NOT_MODIFIED})


@router.get("/cards", responses={200: {"model": CardsAnswer}}, openapi_extra=FILTERS_AND_PAGING)
def send_cards(runtime: RuntimeDep, headers: CacheDep, asked: CriteriaDep) -> Response:
    """Cards, counts, tags and pages with all texts already worded, as the home page shows them."""
    found = answer_question(runtime, asked)
    return send_json(msgspec.json.encode(word_answer(runtime, found, asked)), headers)
