"""/register/similar: listings that may be the same activity; recognising one turns the registration into a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.answer import Hit
from directory.domain.registration import LAST_STEP
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.pages.register.route import CONTACT_STEP, PIN_STEP, list_doubles, path_of
from directory.site.pages.register.wizard import (
    UNKEPT,
    FormDep,
    OpenedDep,
    field_of,
    go_to,
    make_checker,
    read_base,
)
from directory.site.phrasing.card import Card, build_card
from directory.site.templating import send_page
from directory.site.upcoming import upcoming_sessions
from directory.usecases.registration import unfinished
from directory.usecases.registration.doubles import Double, DoubleReason
from directory.usecases.registration.marks import read_marks, write_marks
from directory.usecases.registration.published import find_published
from directory.usecases.registration.unfinished import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarEntry:
    """One listing and why it is shown."""

    card: Card
    reasons: tuple[DoubleReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPage:
    """Context of register/similar.html. after: the page that led here."""

    template: ClassVar[str] = "register/similar.html"

    step: int
    last: int
    code: str
    after: int
    entries: tuple[SimilarEntry, ...]


router = APIRouter(include_in_schema=False)


@router.get("/register/similar")
def send_similar(request: Request, runtime: RuntimeDep, opened: OpenedDep) -> Response:
    """The listings; without any left, the next page."""
    if opened is None:
        return go_to("/register?lost=1")
    after = _read_after(request.query_params.get("after", ""))
    found = _find(runtime, opened)
    if not found:
        return go_to(_next_path(opened, after))
    page = SimilarPage(
        step=after,
        last=LAST_STEP,
        code=opened.draft.code,
        after=after,
        entries=tuple(SimilarEntry(card=_card(runtime, each), reasons=each.reasons) for each in found),
    )
    return send_page(request, page, headers=UNKEPT)


@router.post("/register/similar")
def take_similar(runtime: RuntimeDep, fields: FormDep, opened: OpenedDep) -> Response:
    """「これです」 with a listing's code, or none of them is it."""
    if opened is None:
        return go_to("/register?lost=1")
    after = _read_after(field_of(fields, "after"))
    marks = read_marks(opened.answers)
    codes = [each.listing.code for each in _find(runtime, opened)]
    same = field_of(fields, "same")
    if same in codes:
        published = find_published(runtime.store, same)
        if published is not None:
            marks = replace(marks, same_as=same, resource_id=published.id, base_version=published.version)
    else:
        marks = replace(marks, different=tuple(dict.fromkeys((*marks.different, *codes))))
    answers = write_marks(opened.answers, marks)
    unfinished.save(runtime.store, opened, answers, step=max(opened.draft.step, after + 1), now=runtime.now())
    return go_to(_next_path(opened, after))


def _find(runtime: Runtime, opened: Opened) -> tuple[Double, ...]:
    checker = make_checker(runtime, read_base(runtime, opened.answers))
    return list_doubles(runtime, opened.answers, checker)


def _card(runtime: Runtime, double: Double) -> Card:
    next_session = next(iter(upcoming_sessions(runtime, double.listing)), None)
    hit = Hit(listing=double.listing, next_session=next_session)
    return build_card(hit, runtime.words, today=runtime.today(), parameters={})


def _read_after(text: str) -> int:
    return CONTACT_STEP if text == str(CONTACT_STEP) else PIN_STEP


def _next_path(opened: Opened, after: int) -> str:
    return path_of(LAST_STEP if opened.draft.step >= LAST_STEP else after + 1)
