"""The home page: one box, filters, the list, and the map of the same answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.criteria import SORTS, Criteria, to_parameters
from directory.catalog.find import Found
from directory.catalog.wishes import WISH_CODES
from directory.domain.actor import Actor
from directory.mapping.first import FirstMap
from directory.mapping.map_config import Skeleton
from directory.runtime import Runtime
from directory.site.arrival import ARRIVAL_SCRIPT
from directory.site.dependencies import CriteriaDep, RuntimeDep, answer_question
from directory.site.language_path import language_of
from directory.site.pages.answer import AnswerInWords, word_answer
from directory.site.pages.filters import describe_places
from directory.site.pages.links import home_url
from directory.site.pages.saved import MOST_SAVED, carry, carry_saved, list_url, read_saved
from directory.site.pages.staff.beside import Beside, show_beside
from directory.site.pages.when_filters import Option
from directory.site.phrasing.card import BLANK, Card
from directory.site.supporter import PageCacheDep, SupporterDep
from directory.site.templating import encode_query, send_page
from directory.usecases.show_map import choose_scheme, show_first

FORM_FIELDS = frozenset({"q", "cat", "district", "municipality", "when", "sort", "offset", *WISH_CODES})
"""Parameters that the form itself asks; all others travel on in hidden inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Context of home.html."""

    template: ClassVar[str] = "home.html"

    criteria: Criteria
    answer: AnswerInWords
    blank: Card
    sorts: tuple[str, ...]
    municipalities: tuple[Option, ...]
    hidden: tuple[tuple[str, str], ...]
    view: str
    list_url: str
    map_url: str
    picture_url: str
    month_url: str
    paper_url: str
    want_url: str
    saved_url: str
    places_url: str
    skeleton: Skeleton
    first: FirstMap
    arrival: str = ARRIVAL_SCRIPT
    staff: Beside | None = None


router = APIRouter(include_in_schema=False)


@router.get("/")
def send_home(
    request: Request,
    runtime: RuntimeDep,
    headers: PageCacheDep,
    supporter: SupporterDep,
    asked: CriteriaDep,
) -> Response:
    """The home page."""
    found = answer_question(runtime, asked)
    view = "map" if request.query_params.get("view") == "map" else ""
    saved = read_saved(request)[:MOST_SAVED]
    page = _build_page(
        runtime, found, asked, view=view, skeleton=request.app.state.skeletons[language_of(request)], saved=saved
    )
    if supporter is not None:
        page = replace(page, staff=_show_beside(runtime, supporter, page))
    if request.query_params.get("places") == "all":
        page = replace(page, municipalities=describe_places(found, asked, is_all=True))
    return send_page(request, page, headers=headers)


def _show_beside(runtime: Runtime, supporter: Actor, page: HomePage) -> Beside:
    """What only staff read of these cards; the list itself is everybody's."""
    return show_beside(runtime, supporter, [card.code for card in page.answer.cards], page.criteria.text)


def _build_page(
    runtime: Runtime, found: Found, asked: Criteria, *, view: str, skeleton: Skeleton, saved: tuple[str, ...]
) -> HomePage:
    parameters = to_parameters(asked, with_page=False)
    sorts = tuple(sort for sort in SORTS if sort != "near" or found.criteria.near)
    return HomePage(
        criteria=asked,
        answer=carry_saved(word_answer(runtime, found, asked), saved),
        blank=BLANK,
        sorts=sorts,
        municipalities=describe_places(found, asked),
        hidden=(
            *(item for item in to_parameters(asked).items() if item[0] not in FORM_FIELDS),
            *((("ids", ",".join(saved)),) if saved else ()),
        ),
        view=view,
        list_url=carry(home_url(asked), saved),
        map_url=carry(home_url(asked, view="map") + "#map", saved),
        picture_url=f"/map.svg{encode_query(parameters)}",
        month_url=f"/calendar{encode_query(parameters)}",
        paper_url=f"/print{encode_query(parameters)}",
        want_url=f"/want{encode_query(parameters)}",
        saved_url=list_url(saved),
        places_url=carry(f"/{encode_query({**parameters, 'places': 'all'})}#filters", saved),
        skeleton=skeleton,
        first=show_first(found, runtime.words, scheme=choose_scheme(found), point_limit=runtime.settings.map_points),
    )
