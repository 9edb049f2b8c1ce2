"""/api/v1/cards/rows: cards of rows of the points file, so that a browser sorts by a place it tells nobody."""

from __future__ import annotations

from typing import Annotated

import msgspec
import numpy as np
from fastapi import APIRouter, Query, Response

from directory.catalog.answer import Hit
from directory.catalog.criteria import to_parameters
from directory.catalog.find import Found
from directory.mapping.points import parse_numbers, select_rows
from directory.site.api.card_schemas import CardItem
from directory.site.api.parameters import FILTERS
from directory.site.api.schemas import NOT_MODIFIED, REFUSALS, Answer
from directory.site.caching import CacheDep, send_json
from directory.site.dependencies import CriteriaDep, FoundDep, RuntimeDep
from directory.site.phrasing.card import build_card
from directory.usecases.show_map import map_revision

router = APIRouter(prefix="/api/v1", tags=["map"], responses={**REFUSALS, **NOT_MODIFIED})


class CardRowsAnswer(Answer):
    """Row of the points file -> card; no cards when `rev` is not the one that was asked for."""

    rev: str
    cards: dict[str, CardItem]


@router.get("/cards/rows", responses={200: {"model": CardRowsAnswer}}, openapi_extra=FILTERS)
def send_card_rows(
    runtime: RuntimeDep,
    headers: CacheDep,
    asked: CriteriaDep,
    found: FoundDep,
    rows: Annotated[str, Query(description="Up to 300 rows of the points file of `rev`, comma separated.")] = "",
    rev: Annotated[str, Query(description="Revision of the points file.")] = "",
) -> Response:
    """Cards of those of the rows that answer the question; rows of another revision name nothing."""
    revision = map_revision(found.snapshot)
    numbers = parse_numbers(rows)
    hits = _choose(found, numbers) if rev == revision else {}
    parameters = to_parameters(asked, with_page=False)
    cards = {
        str(row): build_card(hit, runtime.words, today=found.today, parameters=parameters) for row, hit in hits.items()
    }
    return send_json(msgspec.json.encode({"rev": revision, "cards": cards}), headers)


def _choose(found: Found, numbers: tuple[int, ...]) -> dict[int, Hit]:
    """Row of the points file -> its hit, for rows that the answer holds."""
    on_map = select_rows(found.snapshot)
    wanted = on_map.rows[[number for number in numbers if number < on_map.rows.size]]
    places = np.flatnonzero(np.isin(found.rows, wanted)).tolist()
    return {int(on_map.position[found.rows[place]]): found.hits(place, 1)[0] for place in places}
