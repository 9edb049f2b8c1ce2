"""/want: この地区にほしい, for whoever found nothing; counts a kind, an area and a day, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar
from uuid import uuid4

from fastapi import APIRouter, Request, Response

from directory.catalog.criteria import Criteria, to_parameters
from directory.catalog.find import Found
from directory.domain.category import is_known
from directory.domain.want import Want
from directory.runtime import Runtime
from directory.site.dependencies import CriteriaDep, FoundDep, RuntimeDep
from directory.site.form_token import FORM_TOKEN, HONEYPOT, FormTokens
from directory.site.pages.areas import Area, AreaGroup, asked_area, find_area, list_areas, name_area
from directory.site.pages.kinds import KindGroup, list_kinds
from directory.site.pages.ladder import Rung, build_ladder
from directory.site.pages.links import home_url
from directory.site.pages.register.wizard import UNKEPT, go_to
from directory.site.pages.staff.form_fields import Fields, FieldsDep
from directory.site.phrasing.kind import phrase_kind
from directory.site.templating import encode_query, send_page
from directory.usecases.tell_want import tell_want

PURPOSE = "want"
AGAIN = frozenset({"trapped", "forged", "expired"})
"""Who sends a form faster than a person fills one in has only to press a button here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantPage:
    """Context of want.html. area, category: what is chosen; mistake: sentence of what is missing, empty = nothing."""

    template: ClassVar[str] = "want.html"

    areas: tuple[AreaGroup, ...]
    kinds: tuple[KindGroup, ...]
    area: str
    category: str
    key: str
    token: str
    back_url: str
    mistake: str = ""
    token_field: str = FORM_TOKEN
    honeypot: str = HONEYPOT


@dataclass(frozen=True, slots=True, kw_only=True)
class WantDonePage:
    """Context of want_done.html. said: what was counted, in words; links: to what there is."""

    template: ClassVar[str] = "want_done.html"

    said: str
    links: tuple[Rung, ...]


router = APIRouter(include_in_schema=False)


@router.get("/want")
def send_want(request: Request, runtime: RuntimeDep, asked: CriteriaDep, found: FoundDep) -> Response:
    """The form, filled with what the question says."""
    areas = list_areas(runtime, found.snapshot)
    area = asked_area(areas, found.criteria)
    home = runtime.settings.home_municipality
    page = _build(
        runtime,
        areas,
        area=area.code if area else home,
        category=next(iter(found.criteria.categories), ""),
        back_url=home_url(asked),
    )
    return send_page(request, page, headers=UNKEPT)


@router.post("/want")
def take_want(request: Request, runtime: RuntimeDep, fields: FieldsDep) -> Response:
    """Counts the wish once; says what is missing where it can not be counted."""
    areas = list_areas(runtime, runtime.catalog.current())
    area, category = find_area(areas, fields.one("area")), fields.one("category")
    mistake = _find_mistake(runtime, fields, area, category)
    if area is None or mistake:
        page = _build(
            runtime,
            areas,
            area=fields.one("area"),
            category=category,
            key=fields.form_key,
            mistake=runtime.words.say(f"want.{mistake}"),
        )
        return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=UNKEPT)
    want = Want(category=category, municipality=area.municipality, district=area.district, day=runtime.today())
    tell_want(runtime.store, want, key=fields.form_key, now=runtime.now())
    asked = Criteria(
        categories=(category,),
        municipalities=() if area.district else (area.municipality,),
        districts=(area.district,) if area.district else (),
    )
    return go_to(f"/want/done{encode_query(to_parameters(asked))}")


@router.get("/want/done")
def send_done(request: Request, runtime: RuntimeDep, asked: CriteriaDep, found: FoundDep) -> Response:
    """Thanks, and ways to what there is."""
    links = build_ladder(runtime, found, asked)
    if found.total:
        first = Rung(label=runtime.words.say("want.found", n=f"{found.total:,}"), url=home_url(asked))
        links = (first, *links)
    page = WantDonePage(said=_say(runtime, found, asked), links=links)
    return send_page(request, page, headers=UNKEPT)


def _find_mistake(runtime: Runtime, fields: Fields, area: Area | None, category: str) -> str:
    if area is None:
        return "area_missing"
    if not is_known(category):
        return "category_missing"
    verdict = FormTokens(runtime.store.secret).judge(PURPOSE, dict(fields.pairs), now=runtime.now())
    return "again" if verdict in AGAIN else ""


def _build(
    runtime: Runtime,
    areas: tuple[AreaGroup, ...],
    *,
    area: str,
    category: str,
    key: str = "",
    back_url: str = "/",
    mistake: str = "",
) -> WantPage:
    return WantPage(
        areas=areas,
        kinds=list_kinds(runtime.words),
        area=area,
        category=category,
        key=key or str(uuid4()),
        token=FormTokens(runtime.store.secret).issue(PURPOSE, now=runtime.now()),
        back_url=back_url,
        mistake=mistake,
    )


def _say(runtime: Runtime, found: Found, asked: Criteria) -> str:
    """What was counted, in words; empty when the address does not say."""
    areas = list_areas(runtime, found.snapshot)
    area = asked_area(areas, asked)
    if area is None or not asked.categories:
        return ""
    names = filter(None, name_area(areas, area.municipality, area.district))
    return runtime.words.say("want.said", area=" ".join(names), kind=phrase_kind(asked.categories[0], runtime.words))
