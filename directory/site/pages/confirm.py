"""/c/{token}: an operator answers whether an activity goes on; looking at the page changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from directory.domain.lease import Cancellation
from directory.domain.mail_address import read_mail_address
from directory.domain.resource import Resource
from directory.runtime import Runtime
from directory.site.coming_days import ComingDay, coming_days, read_day
from directory.site.dependencies import RuntimeDep
from directory.site.limits import spend_person
from directory.site.mail_links import mail_origin
from directory.site.mail_loop import ring
from directory.site.phrasing.day import phrase_date
from directory.site.templating import send_page
from directory.usecases.upkeep.answer import (
    OPERATOR,
    Question,
    Stop,
    cancel_day,
    confirm,
    open_form,
    open_question,
    stop,
)
from directory.usecases.upkeep.letters import Letters, resend_links
from directory.usecases.upkeep.remind import Rhythms

UNKEPT = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex"}
SEE_OTHER = 303
LONGEST_MESSAGE = 500
STOPS: tuple[Stop, ...] = ("pause", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage:
    """Context of confirm/ask.html.

    Attributes:
        path: of this page. listing_url: of the public one; empty when there is none.
        confirmed: when somebody said so last; empty = never. done: what was just done (yes, day), else empty.
    """

    template: ClassVar[str] = "confirm/ask.html"

    path: str
    name: str
    listing_url: str
    confirmed: str
    done: str
    days: tuple[ComingDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPage:
    """Context of confirm/stop.html. number: 控え番号 of what was just sent, else empty."""

    template: ClassVar[str] = "confirm/stop.html"

    path: str
    name: str
    number: str
    longest: int = LONGEST_MESSAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class OverPage:
    """Context of confirm/over.html: the link opens nothing (any more). error: sentence about the address."""

    template: ClassVar[str] = "confirm/over.html"

    email: str = ""
    error: str = ""
    was_asked: bool = False


router = APIRouter(include_in_schema=False)


@router.post("/c/resend")
def resend(request: Request, runtime: RuntimeDep, email: Annotated[str, Form()] = "") -> Response:
    """Mails new links; the answer is the same for addresses that have listings and for others."""
    address = read_mail_address(email)
    if address is None:
        page = OverPage(email=email, error=runtime.words.say("error.email_form"))
        return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=UNKEPT)
    spend_person(request, "submission", address)
    settings = runtime.settings
    letters = Letters(
        words=runtime.words.plain,
        site_name=settings.site_name,
        origin=mail_origin(request),
        help_phone=settings.help_phone,
    )
    resend_links(runtime.store, address, letters, today=runtime.today(), now=runtime.now())
    ring(request)
    return send_page(request, OverPage(was_asked=True), headers=UNKEPT)


@router.get("/c/{token}")
def send_question(request: Request, runtime: RuntimeDep, token: str) -> Response:
    """Three large buttons and the next six days."""
    question = open_question(runtime.store, token, now=runtime.now())
    if question is None:
        return _send_over(request)
    resource = question.resource
    said_on = _last_word(resource)
    is_public = resource.draft.visibility != "hidden"
    page = ConfirmPage(
        path=f"/c/{token}",
        name=resource.draft.name,
        listing_url=f"/r/{resource.keys[0].code}" if is_public else "",
        confirmed=phrase_date(said_on, runtime.words) if said_on else "",
        done=request.query_params.get("done", ""),
        days=coming_days(runtime, resource),
    )
    return send_page(request, page, headers=UNKEPT)


@router.post("/c/{token}")
def take_answer(request: Request, runtime: RuntimeDep, token: str, answer: Annotated[str, Form()] = "") -> Response:
    """yes: confirmed at once; changed: on to the form; stop: on to one more question."""
    question = open_question(runtime.store, token, now=runtime.now())
    if question is None:
        return _send_over(request)
    if answer == "changed":
        return _go_to(f"/edit/{open_form(runtime.store, question, now=runtime.now())}")
    if answer == "stop":
        return _go_to(f"/c/{token}/stop")
    if answer == "yes":
        _confirm(runtime, question)
        return _go_to(f"/c/{token}?done=yes")
    return _go_to(f"/c/{token}")


@router.post("/c/{token}/days")
def take_day(
    request: Request,
    runtime: RuntimeDep,
    token: str,
    code: Annotated[str, Form()] = "",
    on: Annotated[str, Form()] = "",
    is_cancelled: Annotated[str, Form(alias="cancel")] = "",
) -> Response:
    """One tap: this day does not take place, or does after all."""
    question = open_question(runtime.store, token, now=runtime.now())
    if question is None:
        return _send_over(request)
    day = read_day(on)
    if day is None or (code, on) not in {(each.code, each.on) for each in coming_days(runtime, question.resource)}:
        return _go_to(f"/c/{token}")
    cancel_day(
        runtime.store,
        question.resource.id,
        Cancellation(on=day, code=code),
        is_cancelled=is_cancelled == "1",
        today=runtime.today(),
        now=runtime.now(),
        rhythms=rhythms_of(runtime),
    )
    return _go_to(f"/c/{token}?done=day#days")


@router.get("/c/{token}/stop")
def send_stop(request: Request, runtime: RuntimeDep, token: str) -> Response:
    """Whether it pauses or ended, and a field for words."""
    question = open_question(runtime.store, token, now=runtime.now())
    if question is None:
        return _send_over(request)
    sent = request.query_params.get("sent", "")
    number = sent if sent.isascii() and sent.isdigit() else ""
    page = StopPage(path=f"/c/{token}", name=question.resource.draft.name, number=number)
    return send_page(request, page, headers=UNKEPT)


@router.post("/c/{token}/stop")
def take_stop(
    request: Request,
    runtime: RuntimeDep,
    token: str,
    kind: Annotated[str, Form()] = "",
    message: Annotated[str, Form()] = "",
) -> Response:
    """Waits for a moderator: what leaves the directory is looked at first."""
    question = open_question(runtime.store, token, now=runtime.now())
    if question is None:
        return _send_over(request)
    chosen = next((each for each in STOPS if each == kind), None)
    if chosen is None:
        return _go_to(f"/c/{token}/stop")
    number = stop(runtime.store, question, chosen, message.strip()[:LONGEST_MESSAGE], now=runtime.now())
    return _go_to(f"/c/{token}/stop?sent={number}")


def rhythms_of(runtime: Runtime) -> Rhythms:
    """How often operators are asked here."""
    settings = runtime.settings
    return Rhythms(usual_days=settings.remind_days, monthly_days=settings.remind_monthly_days)


def _confirm(runtime: Runtime, question: Question) -> None:
    today, now = runtime.today(), runtime.now()
    confirm(runtime.store, question.resource.id, by=OPERATOR, on=today, now=now, rhythms=rhythms_of(runtime))


def _last_word(resource: Resource) -> date | None:
    said = (resource.draft.assured_on, resource.lease.confirmed_on if resource.lease is not None else None)
    return max((day for day in said if day is not None), default=None)


def _send_over(request: Request) -> Response:
    """The same for links that ran out and for those that never were."""
    return send_page(request, OverPage(), status=HTTPStatus.GONE, headers=UNKEPT)


def _go_to(path: str) -> RedirectResponse:
    return RedirectResponse(path, SEE_OTHER, headers=UNKEPT)
