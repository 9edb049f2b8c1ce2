"""/staff/calls and /staff/postcards: whom a moderator telephones or writes to, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from directory.domain.actor import Actor
from directory.domain.permission import Thing
from directory.formats.qr_code import QrCode, draw_qr
from directory.runtime import Runtime
from directory.site.actor import ActorDep, SignedInDep, nothing_there, require
from directory.site.coming_days import read_day
from directory.site.dependencies import RuntimeDep
from directory.site.mail_links import mail_origin
from directory.site.pages.confirm import SEE_OTHER, UNKEPT, rhythms_of
from directory.site.phrasing.day import phrase_date
from directory.site.templating import send_page
from directory.usecases.upkeep.answer import confirm
from directory.usecases.upkeep.call_list import Call, list_calls, make_postcards

LONGEST_INITIALS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """One operator to reach, in words. confirmed, asked: days; empty = never."""

    call: Call
    place: str
    confirmed: str
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPage:
    """Context of confirm/calls.html. today: ISO 8601; error: sentence about the form of `wrong_id`."""

    template: ClassVar[str] = "confirm/calls.html"

    lines: tuple[CallLine, ...]
    today: str
    initials: str
    error: str = ""
    wrong_id: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCard:
    """One postcard."""

    name: str
    number: str
    place: str
    qr: QrCode


@dataclass(frozen=True, slots=True, kw_only=True)
class PostcardsPage:
    """Context of confirm/postcards.html."""

    template: ClassVar[str] = "confirm/postcards.html"

    cards: tuple[PrintedCard, ...]


router = APIRouter(include_in_schema=False)


@router.get("/staff/calls")
def send_calls(request: Request, runtime: RuntimeDep, actor: ActorDep, signed_in: SignedInDep) -> Response:
    """The list, with one form a line: date and initials are filled in already."""
    codes = _municipalities_of(runtime, actor)
    page = CallsPage(
        lines=_lines(runtime, codes),
        today=runtime.today().isoformat(),
        initials=signed_in.account.name[:LONGEST_INITIALS] if signed_in else "",
        is_done="done" in request.query_params,
    )
    return send_page(request, page, headers=UNKEPT)


@router.post("/staff/calls/{resource_id}")
def take_call(
    request: Request,
    runtime: RuntimeDep,
    actor: ActorDep,
    resource_id: str,
    on: Annotated[str, Form()] = "",
    initials: Annotated[str, Form()] = "",
) -> Response:
    """It goes on, somebody said on the telephone."""
    codes = _municipalities_of(runtime, actor)
    with runtime.store.read() as unit:
        resource = unit.resources.find(resource_id)
    if resource is None:
        raise nothing_there()
    require(actor, "decide_submission", runtime.desk.scopes.thing_of(resource), object_id=resource_id)
    day, taken_by = read_day(on), initials.strip()[:LONGEST_INITIALS]
    if day is None or day > runtime.today() or not taken_by:
        page = CallsPage(
            lines=_lines(runtime, codes),
            today=runtime.today().isoformat(),
            initials=taken_by,
            error=runtime.words.say("calls.error"),
            wrong_id=resource_id,
        )
        return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=UNKEPT)
    confirm(
        runtime.store,
        resource_id,
        by=taken_by,
        on=day,
        now=runtime.now(),
        rhythms=rhythms_of(runtime),
        actor=actor.account_id,
    )
    return RedirectResponse("/staff/calls?done=1", SEE_OTHER, headers=UNKEPT)


@router.post("/staff/postcards")
def send_postcards(request: Request, runtime: RuntimeDep, actor: ActorDep) -> Response:
    """Cards to print for all who have none on its way; their links are made now, so this is no GET."""
    codes = _municipalities_of(runtime, actor)
    made = make_postcards(
        runtime.store, origin=mail_origin(request), today=runtime.today(), now=runtime.now(), municipalities=codes
    )
    cards = tuple(
        PrintedCard(
            name=card.call.name,
            number=card.call.number,
            place=runtime.municipalities.municipality_name(card.call.municipality),
            qr=draw_qr(card.link),
        )
        for card in made
    )
    return send_page(request, PostcardsPage(cards=cards), headers=UNKEPT)


def _municipalities_of(runtime: Runtime, actor: Actor) -> tuple[str, ...]:
    """Whose operators the actor may call.

    Raises:
        AccessRefused: nobody is signed in, the second factor is missing, or the actor moderates nothing (404).
    """
    moderated = (grant.municipality for grant in actor.grants if grant.role == "moderator")
    require(actor, "read_queue", Thing(municipality=next(moderated, "")))
    return runtime.desk.scopes.codes_of(actor)


def _lines(runtime: Runtime, codes: tuple[str, ...]) -> tuple[CallLine, ...]:
    words = runtime.words
    return tuple(
        CallLine(
            call=call,
            place=runtime.municipalities.municipality_name(call.municipality),
            confirmed=phrase_date(call.confirmed_on, words) if call.confirmed_on else "",
            asked=phrase_date(call.asked_on, words) if call.asked_on else "",
        )
        for call in list_calls(runtime.store, today=runtime.today(), municipalities=codes)
    )
