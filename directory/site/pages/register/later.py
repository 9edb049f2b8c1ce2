"""/register/later and /register/resume: stop now, go on another day or on another device."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.domain.mail import Mail
from directory.domain.mail_address import read_mail_address
from directory.domain.registration import LAST_STEP, FieldProblem
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.limits import spend_person
from directory.site.mail_links import mail_origin
from directory.site.pages.register.route import path_of
from directory.site.pages.register.steps import Mistake, say_problems
from directory.site.pages.register.wizard import (
    UNKEPT,
    FormDep,
    OpenedDep,
    drop_token,
    field_of,
    go_to,
    keep_token,
)
from directory.site.templating import send_page
from directory.usecases.registration import unfinished
from directory.usecases.registration.unfinished import Opened, hash_token

KEPT_DAYS = 90
"""Source: trust.md section 3.12, retention of unfinished submissions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPage:
    """Context of register/later.html.

    Attributes:
        has_tail: 控え番号 and telephone open it already. done: what the page just did (`mail`, `tail`).
    """

    template: ClassVar[str] = "register/later.html"

    code: str
    has_tail: bool
    email: str
    back_url: str
    days: int = KEPT_DAYS
    done: str = ""
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumePage:
    """Context of register/resume.html. token: of a mailed link; empty = the form with code and telephone."""

    template: ClassVar[str] = "register/resume.html"

    token: str = ""
    code: str = ""
    mistakes: tuple[Mistake, ...] = ()


router = APIRouter(include_in_schema=False)


@router.get("/register/later")
def send_later(request: Request, opened: OpenedDep) -> Response:
    """控え番号, and two ways to come back."""
    if opened is None:
        return go_to("/register?lost=1")
    return send_page(request, _later_page(opened, done=request.query_params.get("done", "")), headers=UNKEPT)


@router.post("/register/later")
def take_later(request: Request, runtime: RuntimeDep, fields: FormDep, opened: OpenedDep) -> Response:
    """Mails a link, or notes the telephone that opens it."""
    if opened is None:
        return go_to("/register?lost=1")
    if field_of(fields, "action") == "tail":
        if unfinished.keep_tail(runtime.store, opened, field_of(fields, "tail"), now=runtime.now()):
            return go_to("/register/later?done=tail")
        return _refuse_later(request, runtime, opened, FieldProblem(field="tail", code="tail_unreadable"))
    address = read_mail_address(field_of(fields, "email"))
    if address is None:
        return _refuse_later(request, runtime, opened, FieldProblem(field="email", code="email_unreadable"))
    spend_person(request, "sign_in", address)
    token = secrets.token_urlsafe(32)
    mail = _write_mail(runtime, opened, address, f"{mail_origin(request)}/register/resume/{token}", token)
    unfinished.mail_link(runtime.store, opened, mail, token=token, now=runtime.now())
    return go_to("/register/later?done=mail")


@router.get("/register/resume")
def send_resume(request: Request) -> Response:
    """The form with code and telephone."""
    return send_page(request, ResumePage(), headers=UNKEPT)


@router.post("/register/resume")
def take_resume(request: Request, runtime: RuntimeDep, fields: FormDep) -> Response:
    """Opens the registration in this browser. A wrong code and a wrong telephone are answered alike."""
    code = field_of(fields, "code")
    spend_person(request, "code", f"resume:{code}")
    opened = unfinished.resume_by_code(runtime.store, code, field_of(fields, "tail"), now=runtime.now())
    if opened is None:
        problems = (FieldProblem(field="code", code="resume_unknown"),)
        page = ResumePage(code=code, mistakes=say_problems(problems, runtime.words))
        return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=UNKEPT)
    return keep_token(request, go_to(_path_of(opened)), opened)


@router.get("/register/resume/{token}")
def send_resume_link(request: Request, token: str) -> Response:
    """A button: programs that follow the links of a mail open nothing."""
    return send_page(request, ResumePage(token=token), headers=UNKEPT)


@router.post("/register/resume/{token}")
def take_resume_link(request: Request, runtime: RuntimeDep, token: str) -> Response:
    """Opens the registration of a mailed link, once."""
    opened = unfinished.resume_by_link(runtime.store, token, now=runtime.now())
    if opened is None:
        problems = (FieldProblem(field="code", code="link_used"),)
        page = ResumePage(mistakes=say_problems(problems, runtime.words))
        return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=UNKEPT)
    return keep_token(request, go_to(_path_of(opened)), opened)


@router.post("/register/discard")
def discard(request: Request, runtime: RuntimeDep, opened: OpenedDep) -> Response:
    """Forgets the unfinished registration of this browser: somebody else may use it next."""
    if opened is not None:
        unfinished.forget(runtime.store, opened, now=runtime.now())
    return drop_token(request, go_to("/register"))


def _refuse_later(request: Request, runtime: Runtime, opened: Opened, problem: FieldProblem) -> Response:
    page = _later_page(opened, mistakes=say_problems((problem,), runtime.words))
    return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=UNKEPT)


def _later_page(opened: Opened, *, done: str = "", mistakes: tuple[Mistake, ...] = ()) -> LaterPage:
    return LaterPage(
        code=opened.draft.code,
        has_tail=bool(opened.draft.phone_tail_hash),
        email=opened.answers.one("email"),
        back_url=_path_of(opened),
        done=done if done in {"mail", "tail"} else "",
        mistakes=mistakes,
    )


def _write_mail(runtime: Runtime, opened: Opened, address: str, url: str, token: str) -> Mail:
    words, site = runtime.words.plain, runtime.settings.site_name
    return Mail(
        kind="resume",
        to=address,
        subject=words.say("mail.resume_subject", site=site),
        body=words.say("mail.resume_body", url=url, code=opened.draft.code, days=KEPT_DAYS, site=site),
        dedup_key=f"resume:{hash_token(token)[:32]}",
    )


def _path_of(opened: Opened) -> str:
    return path_of(min(opened.draft.step, LAST_STEP))
