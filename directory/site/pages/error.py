"""Pages for what went wrong: plain words, the search box and the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import Request, Response

from directory.site.templating import send_page


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """Context of error.html."""

    template: ClassVar[str] = "error.html"

    status: int
    message: str
    request_id: str


def render_error_page(request: Request, *, status: int, message: str, request_id: str) -> Response:
    """The HTML twin of a JSON error."""
    return send_page(request, ErrorPage(status=status, message=message, request_id=request_id), status=status)
