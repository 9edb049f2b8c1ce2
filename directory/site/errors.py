"""The one table domain error -> HTTP status, and the two faces of an error: JSON for programs, a page for people."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException

from directory.domain.errors import (
    AccessRefused,
    Conflict,
    DatabaseRefused,
    DirectoryError,
    FileRefused,
    Forbidden,
    GeodataMissing,
    InvalidCoordinate,
    NotFound,
    RequestRefused,
    SecondFactorMissing,
    SignInRefused,
    StoreUnavailable,
    TooManyRequests,
    Unauthenticated,
    VersionMissing,
    VersionStale,
)
from directory.site.caching import NotModified
from directory.site.dependencies import read_runtime
from directory.site.pages.error import render_error_page
from directory.site.pages.sign_in_needed import render_sign_in_needed
from directory.site.refusals import note_refusal


class ListingEnded(DirectoryError):
    """A listing whose activity has ended: its page stays, the API says gone."""


class ForeignOrigin(DirectoryError):
    """A request that changes something came from another site."""


class BodyTooLarge(DirectoryError):
    """The body of a request is larger than the site accepts."""


STATUSES: tuple[tuple[type[DirectoryError], int], ...] = (
    (RequestRefused, HTTPStatus.UNPROCESSABLE_ENTITY),
    (InvalidCoordinate, HTTPStatus.UNPROCESSABLE_ENTITY),
    (FileRefused, HTTPStatus.UNPROCESSABLE_ENTITY),
    (SignInRefused, HTTPStatus.BAD_REQUEST),
    (Unauthenticated, HTTPStatus.UNAUTHORIZED),
    (SecondFactorMissing, HTTPStatus.UNAUTHORIZED),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (TooManyRequests, HTTPStatus.TOO_MANY_REQUESTS),
    (NotFound, HTTPStatus.NOT_FOUND),
    (Conflict, HTTPStatus.CONFLICT),
    (VersionMissing, HTTPStatus.PRECONDITION_REQUIRED),
    (VersionStale, HTTPStatus.PRECONDITION_FAILED),
    (ListingEnded, HTTPStatus.GONE),
    (ForeignOrigin, HTTPStatus.FORBIDDEN),
    (BodyTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (DatabaseRefused, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (GeodataMissing, HTTPStatus.SERVICE_UNAVAILABLE),
    (DirectoryError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
"""First match wins; the base class last."""

MACHINE_PATHS = ("/api/", "/openapi.json", "/healthz", "/readyz")
COME_BACK = frozenset({HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS})
RETRY_AFTER_S = 5


def status_of(error: DirectoryError) -> int:
    """The HTTP status of a domain error."""
    return next(int(status) for kind, status in STATUSES if isinstance(error, kind))


def answer_error(request: Request, error: DirectoryError, status: int) -> Response:
    """The error as JSON below /api, as a page elsewhere; never anything that betrays the machine."""
    words = read_runtime(request).words
    request_id: str = request.scope.get("request_id", "")
    if f"error.{error.code}" not in words:
        error = DirectoryError(f"http_{status}" if f"error.http_{status}" in words else "http_500")
    message = words.say_error(error)
    if request.url.path.startswith(MACHINE_PATHS):
        field = error.facts.get("field")
        body = {
            "error": error.code,
            "message": message,
            "fields": [{"name": field, "message": message}] if field else [],
            "request_id": request_id,
        }
        response = Response(msgspec.json.encode(body), status, media_type="application/json")
    elif status == HTTPStatus.UNAUTHORIZED:
        response = render_sign_in_needed(request, message=message, has_session=isinstance(error, SecondFactorMissing))
    else:
        response = render_error_page(request, status=status, message=message, request_id=request_id)
    response.headers["Cache-Control"] = "no-store"
    if status in COME_BACK:
        response.headers["Retry-After"] = str(error.facts.get("retry_after_s", RETRY_AFTER_S))
    return response


def install_errors(app: FastAPI) -> None:
    """Registers the answers to every error that endpoints raise."""
    app.add_exception_handler(DirectoryError, _answer_domain_error)
    app.add_exception_handler(HTTPException, _answer_http_error)
    app.add_exception_handler(RequestValidationError, _answer_validation_error)
    app.add_exception_handler(NotModified, _answer_not_modified)


async def _answer_domain_error(request: Request, error: Exception) -> Response:
    found = error if isinstance(error, DirectoryError) else DirectoryError()
    response = answer_error(request, found, status_of(found))
    if isinstance(found, AccessRefused) and found.account_id:
        response.background = BackgroundTask(note_refusal, request.app.state.runtime, found)
    return response


async def _answer_http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    response = answer_error(request, DirectoryError(f"http_{int(status)}"), int(status))
    if isinstance(error, HTTPException) and error.headers and "Allow" in error.headers:
        response.headers["Allow"] = error.headers["Allow"]
    return response


async def _answer_validation_error(request: Request, error: Exception) -> Response:
    places = error.errors() if isinstance(error, RequestValidationError) else []
    name = str(places[0]["loc"][-1]) if places else ""
    refused = RequestRefused("parameter", {"field": name})
    return answer_error(request, refused, status_of(refused))


async def _answer_not_modified(_request: Request, error: Exception) -> Response:
    headers = error.headers if isinstance(error, NotModified) else {}
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
