"""/login/link: the page that a mailed link opens; looking at it changes nothing, its button signs in."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Request, Response

from directory.domain.errors import SignInRefused
from directory.site.binding import read_browser, read_wanted, release_browser
from directory.site.dependencies import RuntimeDep
from directory.site.pages.sign_in_form import SECRET_PAGE, welcome
from directory.site.templating import send_page
from directory.usecases.sign_in import is_link_for, sign_in_by_link


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """Context of login/link.html. token: what the button sends; empty = the link can not be used in this browser."""

    template: ClassVar[str] = "login/link.html"

    token: str


router = APIRouter(include_in_schema=False)


@router.get("/login/link")
def send_link_page(request: Request, runtime: RuntimeDep, token: str = "") -> Response:
    """A button, or why there is none. Mail scanners open links: nothing is consumed."""
    is_usable = is_link_for(runtime.store, token, read_browser(request), now=runtime.now())
    status = HTTPStatus.OK if is_usable else HTTPStatus.BAD_REQUEST
    return send_page(request, LinkPage(token=token if is_usable else ""), status=status, headers=SECRET_PAGE)


@router.post("/login/link")
def use_link(request: Request, runtime: RuntimeDep, token: Annotated[str, Form()] = "") -> Response:
    """Signs in, once, in the browser that asked."""
    try:
        opened = sign_in_by_link(runtime.store, token, read_browser(request), now=runtime.now())
    except SignInRefused:
        return send_page(request, LinkPage(token=""), status=HTTPStatus.BAD_REQUEST, headers=SECRET_PAGE)
    response = welcome(request, opened.cookie, opened.account, wanted=read_wanted(request))
    release_browser(request, response)
    return response
