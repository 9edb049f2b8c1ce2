"""/login: ask for a link by mail; /login/code: type the code of the mail into the browser that asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Request, Response

from directory.domain.errors import SignInRefused
from directory.domain.mail_address import read_mail_address
from directory.domain.sign_in import LINK_WINDOWS, LINK_WINDOWS_UNDER_CHECKS, own_path
from directory.runtime import Runtime
from directory.site.actor import SignedInDep
from directory.site.binding import bind_browser, read_browser, read_wanted, release_browser
from directory.site.dependencies import RuntimeDep
from directory.site.mail_links import mail_origin
from directory.site.mail_loop import ring
from directory.site.pages.sign_in_form import SECRET_PAGE, Field, go_to, refused_field, welcome
from directory.site.templating import send_page
from directory.usecases.sign_in import Letter, ask_for_link, asked_address, sign_in_by_code


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage:
    """Context of login/ask.html. wanted: where to go afterwards; is_signed_in: there is nothing to ask for."""

    template: ClassVar[str] = "login/ask.html"

    email: Field
    wanted: str
    is_signed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """Context of login/code.html. email: where the mail went; empty = this browser did not ask, or long ago."""

    template: ClassVar[str] = "login/code.html"

    email: str
    code: Field


router = APIRouter(include_in_schema=False)


@router.get("/login")
def send_login(request: Request, signed_in: SignedInDep) -> Response:
    """The form with one field."""
    wanted = own_path(request.query_params.get("next", ""))
    page = LoginPage(email=Field(), wanted=wanted, is_signed_in=signed_in is not None)
    return send_page(request, page, headers=SECRET_PAGE)


@router.post("/login")
def ask(
    request: Request,
    runtime: RuntimeDep,
    email: Annotated[str, Form()] = "",
    wanted: Annotated[str, Form(alias="next")] = "",
) -> Response:
    """Mails a link. What is answered does not tell whether the address has an account."""
    address = read_mail_address(email)
    if address is None:
        field = refused_field(SignInRefused("email_form"), runtime.words, value=email)
        page = LoginPage(email=field, wanted=own_path(wanted))
        return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=SECRET_PAGE)
    lasts = timedelta(seconds=runtime.settings.login_link_seconds)
    site_name, origin = runtime.settings.site_name, mail_origin(request)
    letter = Letter(words=runtime.words.plain, site_name=site_name, origin=origin, lasts=lasts)
    windows = LINK_WINDOWS_UNDER_CHECKS if runtime.settings.offers_checks else LINK_WINDOWS
    secret = ask_for_link(runtime.store, address, letter, now=runtime.now(), windows=windows)
    ring(request)
    response = go_to("/login/code")
    bind_browser(request, response, secret, wanted=own_path(wanted), lasts=lasts)
    return response


@router.get("/login/code")
def send_code_form(request: Request, runtime: RuntimeDep) -> Response:
    """Says where the mail went and takes its code."""
    return _send_code_page(request, runtime, Field(), status=HTTPStatus.OK)


@router.post("/login/code")
def take_code(request: Request, runtime: RuntimeDep, code: Annotated[str, Form()] = "") -> Response:
    """Signs in with the code of the mail."""
    try:
        opened = sign_in_by_code(runtime.store, code, read_browser(request), now=runtime.now())
    except SignInRefused as refused:
        field = refused_field(refused, runtime.words, value=code)
        return _send_code_page(request, runtime, field, status=HTTPStatus.BAD_REQUEST)
    response = welcome(request, opened.cookie, opened.account, wanted=read_wanted(request))
    release_browser(request, response)
    return response


def _send_code_page(request: Request, runtime: Runtime, code: Field, *, status: HTTPStatus) -> Response:
    email = asked_address(runtime.store, read_browser(request).binding, now=runtime.now())
    return send_page(request, CodePage(email=email, code=code), status=status, headers=SECRET_PAGE)
