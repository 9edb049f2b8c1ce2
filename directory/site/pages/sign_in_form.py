"""What the forms of signing in share: one field with its error, headers of secret pages, where somebody goes next."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from directory.domain.actor import Account
from directory.domain.errors import SignInRefused
from directory.domain.sign_in import limits_of, own_path
from directory.site.session_cookie import SESSION, set_cookie
from directory.site.templating import encode_query
from directory.wording.words import Words

SECRET_PAGE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""Headers of every page on the way in: addresses of links hold tokens, and nothing of this is for a cache."""

ACCOUNT_PATH = "/account"
SEE_OTHER = 303


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The one field of a form: what was typed, and the sentence of what is wrong with it."""

    value: str = ""
    error: str = ""


def refused_field(error: SignInRefused, words: Words, *, value: str = "") -> Field:
    """The field with the sentence of an error."""
    return Field(value=value, error=words.say_error(error))


def go_to(path: str, **parameters: str) -> RedirectResponse:
    """Sends the browser on by GET, so that reloading repeats nothing."""
    query = encode_query({name: value for name, value in parameters.items() if value})
    return RedirectResponse(path + query, SEE_OTHER, headers=SECRET_PAGE)


def welcome(request: Request, cookie: str, account: Account, *, wanted: str) -> RedirectResponse:
    """Signs the browser in. Staff give their second factor first."""
    wanted = own_path(wanted)
    response = go_to("/login/totp", next=wanted) if account.is_staff else go_to(wanted or ACCOUNT_PATH)
    give_session(request, response, cookie, account)
    return response


def give_session(request: Request, response: Response, cookie: str, account: Account) -> None:
    """Sets the cookie of a session; the server ends it earlier when nobody uses it."""
    set_cookie(request, response, SESSION, cookie, lasts=limits_of(account).absolute)
