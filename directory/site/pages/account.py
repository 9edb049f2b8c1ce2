"""/account: who is signed in and in which roles; /logout: end this session, or all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Request, Response

from directory.domain.actor import Grant
from directory.runtime import Runtime
from directory.site.actor import SignedInDep
from directory.site.dependencies import RuntimeDep
from directory.site.pages.sign_in_form import SECRET_PAGE, go_to
from directory.site.session_cookie import SESSION, clear_cookie, read_cookie
from directory.site.templating import send_page
from directory.usecases.sessions import close_session, close_sessions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """One role: its sentence is role.<code>; where it holds, empty = everywhere."""

    code: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """Context of login/account.html. needs_factor: staff without the second factor in this session."""

    template: ClassVar[str] = "login/account.html"

    name: str
    email: str
    roles: tuple[RoleRow, ...]
    is_staff: bool
    needs_factor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoutPage:
    """Context of login/logout.html. is_signed_in: there is something to end."""

    template: ClassVar[str] = "login/logout.html"

    is_signed_in: bool


router = APIRouter(include_in_schema=False)


@router.get("/account")
def send_account(request: Request, runtime: RuntimeDep, signed_in: SignedInDep) -> Response:
    """The page of whoever is signed in."""
    if signed_in is None:
        return go_to("/login")
    account = signed_in.account
    page = AccountPage(
        name=account.name,
        email=account.email,
        roles=tuple(_describe(grant, runtime) for grant in account.grants),
        is_staff=account.is_staff,
        needs_factor=account.is_staff and not signed_in.session.is_verified,
    )
    return send_page(request, page, headers=SECRET_PAGE)


@router.get("/logout")
def send_logout(request: Request, signed_in: SignedInDep) -> Response:
    """A button, or that nobody is signed in; looking at the page ends nothing."""
    return send_page(request, LogoutPage(is_signed_in=signed_in is not None), headers=SECRET_PAGE)


@router.post("/logout")
def sign_out(
    request: Request, runtime: RuntimeDep, signed_in: SignedInDep, everywhere: Annotated[str, Form()] = ""
) -> Response:
    """Ends the session on the server; with `everywhere` all sessions of the account."""
    if signed_in is not None and everywhere:
        close_sessions_of(runtime.store, signed_in.account.id, now=runtime.now())
    else:
        close_session(runtime.store, read_cookie(request, SESSION), now=runtime.now())
    response = go_to("/logout")
    clear_cookie(request, response, SESSION)
    return response


def _describe(grant: Grant, runtime: Runtime) -> RoleRow:
    if not grant.municipality:
        return RoleRow(code=grant.role, place="")
    name = runtime.municipalities.municipality_name(grant.municipality)
    return RoleRow(code=grant.role, place=f"{name} {grant.district}".rstrip())
