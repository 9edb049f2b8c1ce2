"""/api/v1/cards: one page of an answer in the words of the home page, for the script that updates it."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request, Response

from directory.site.api.card_schemas import CardsAnswer
from directory.site.api.parameters import FILTERS_AND_PAGING
from directory.site.api.schemas import NOT_MODIFIED, REFUSALS
from directory.site.asked import Asked, answer_asked
from directory.site.caching import send_json
from directory.site.pages.answer import word_answer

router = APIRouter(prefix="/api/v1", tags=["listings"], responses={**REFUSALS, **NOT_MODIFIED})


@router.get("/cards", responses={200: {"model": CardsAnswer}}, openapi_extra=FILTERS_AND_PAGING)
async def send_cards(request: Request) -> Response:
    """Cards, counts, tags and pages with all texts already worded, as the home page shows them."""
    return await answer_asked(request, _word)


def _word(asked: Asked) -> Response:
    answer = word_answer(asked.runtime, asked.find(), asked.criteria)
    return send_json(msgspec.json.encode(answer), asked.headers)
