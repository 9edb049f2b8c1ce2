"""What a browser holds between asking for a link and using it: its secret, and where it wanted to go."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote, unquote

from fastapi import Request, Response

from directory.domain.sign_in import own_path
from directory.site.session_cookie import BINDING, SESSION, clear_cookie, read_cookie, set_cookie
from directory.usecases.sign_in import Browser

AFTERWARDS = timedelta(minutes=5)
"""How much longer than the link the cookie lasts, so that a late click is told that it came too late."""


def read_browser(request: Request) -> Browser:
    """The secrets that a browser sends."""
    secret, _, _ = read_cookie(request, BINDING).partition(".")
    return Browser(binding=secret, session=read_cookie(request, SESSION))


def read_wanted(request: Request) -> str:
    """The path that somebody wanted to see before signing in; empty when there is none."""
    _, _, wanted = read_cookie(request, BINDING).partition(".")
    return own_path(unquote(wanted))


def bind_browser(request: Request, response: Response, secret: str, *, wanted: str, lasts: timedelta) -> None:
    """Sets the cookie. The path travels here and not in the mail, whose link has to stay short."""
    value = f"{secret}.{quote(wanted, safe='')}" if wanted else secret
    set_cookie(request, response, BINDING, value, lasts=lasts + AFTERWARDS)


def release_browser(request: Request, response: Response) -> None:
    """Takes the cookie back."""
    clear_cookie(request, response, BINDING)
