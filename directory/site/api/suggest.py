"""/api/v1/suggest: what somebody may be about to type, each with the page that it leads to."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from directory.catalog.criteria import QUERY_LIMIT
from directory.catalog.suggestions import Suggestion, suggest
from directory.domain.errors import RequestRefused
from directory.site.api.items import JsonObject
from directory.site.api.schemas import NOT_MODIFIED, REFUSALS
from directory.site.api.suggest_schemas import SuggestAnswer
from directory.site.caching import CacheDep, send_json
from directory.site.dependencies import RuntimeDep, known_places
from directory.site.pages.links import home_url

router = APIRouter(prefix="/api/v1", tags=["listings"], responses={**REFUSALS, **NOT_MODIFIED})

TypedQuery = Annotated[
    str, Query(description="What was typed so far: names, kana, romaji, kinds, needs, places.", examples=["こどもし"])
]


@router.get("/suggest", responses={200: {"model": SuggestAnswer}})
def send_suggestions(runtime: RuntimeDep, headers: CacheDep, q: TypedQuery = "") -> Response:
    """At most ten suggestions, each of which leads to at least one listing."""
    text = "".join(character if character.isprintable() else " " for character in q).strip()
    if len(text) > QUERY_LIMIT:
        raise RequestRefused("parameter_q", {"field": "q", "value": text[:QUERY_LIMIT]})
    snapshot = runtime.catalog.current()
    found = suggest(text, snapshot, stations=known_places(runtime))
    answer = {"suggestions": [_item(each) for each in found], "revision": snapshot.revision}
    return send_json(msgspec.json.encode(answer), headers)


def _item(suggestion: Suggestion) -> JsonObject:
    url = f"/r/{suggestion.code}" if suggestion.code else home_url(suggestion.criteria)
    return {"kind": suggestion.kind, "label": suggestion.label, "around": suggestion.around, "url": url}
