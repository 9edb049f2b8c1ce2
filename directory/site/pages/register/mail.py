"""/register/mail/{token}: the sender opens the mailed link and says by a button that the address is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar, Literal

from fastapi import APIRouter, Request, Response

from directory.site.dependencies import RuntimeDep
from directory.site.pages.register.wizard import UNKEPT
from directory.site.templating import send_page
from directory.usecases.registration.published import confirm_mail, is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage:
    """Context of register/mail.html. closed: used before, run out, or never sent."""

    template: ClassVar[str] = "register/mail.html"

    state: Literal["open", "confirmed", "closed"]
    token: str = ""


router = APIRouter(include_in_schema=False)


@router.get("/register/mail/{token}")
def send_mail_page(request: Request, runtime: RuntimeDep, token: str) -> Response:
    """The button; opening the link changes nothing."""
    state: Literal["open", "closed"] = "open" if is_open(runtime.store, token, now=runtime.now()) else "closed"
    return send_page(request, MailPage(state=state, token=token), headers=UNKEPT)


@router.post("/register/mail/{token}")
def take_mail(request: Request, runtime: RuntimeDep, token: str) -> Response:
    """The address counts as confirmed from now on."""
    is_confirmed = confirm_mail(runtime.store, token, now=runtime.now())
    page = MailPage(state="confirmed" if is_confirmed else "closed")
    return send_page(request, page, status=HTTPStatus.OK if is_confirmed else HTTPStatus.GONE, headers=UNKEPT)
