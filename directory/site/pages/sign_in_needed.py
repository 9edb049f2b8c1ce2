"""The page for who has to sign in first, or to give the second factor; it leads back to where one wanted to go."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from fastapi import Request, Response

from directory.domain.sign_in import own_path
from directory.site.security import SAFE_METHODS
from directory.site.templating import encode_query, send_page


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInNeededPage:
    """Context of login/needed.html. path: where the one link leads."""

    template: ClassVar[str] = "login/needed.html"

    message: str
    path: str
    has_session: bool


def render_sign_in_needed(request: Request, *, message: str, has_session: bool) -> Response:
    """The HTML twin of a 401. A form that was sent can not be sent again by a link, so it leads to no page."""
    wanted = own_path(request.url.path) if request.method in SAFE_METHODS else ""
    step = "/login/totp" if has_session else "/login"
    path = step + encode_query({"next": wanted} if wanted else {})
    page = SignInNeededPage(message=message, path=path, has_session=has_session)
    return send_page(request, page, status=HTTPStatus.UNAUTHORIZED)
