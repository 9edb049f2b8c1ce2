"""/developers: examples, limits and every route of the API as a table, from the description that programs read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.criteria import PAGE_LIMIT
from directory.site.caching import MAX_AGE_S, CacheDep
from directory.site.pages.calendar_files import MOST_LISTINGS
from directory.site.templating import send_page

EXAMPLES = (
    "/api/v1/listings?cat=child_cafe&when=sat&limit=5",
    "/api/v1/listings.csv?municipality=13229",
    "/api/v1/listings.geojson?fee=free",
    "/api/v1/suggest?q=kodomo",
    "/calendar.ics?cat=parenting_salon",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiParameter:
    """One parameter of a route as the description words it."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiRoute:
    """One route that programs may use. method: GET, POST, PATCH."""

    method: str
    path: str
    description: str
    parameters: tuple[ApiParameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopersPage:
    """Context of developers.html."""

    template: ClassVar[str] = "developers.html"

    examples: tuple[str, ...]
    routes: tuple[ApiRoute, ...]
    page_limit: int
    calendar_limit: int
    max_age_s: int


router = APIRouter(include_in_schema=False)


@router.get("/developers")
def send_developers(request: Request, headers: CacheDep) -> Response:
    """The page."""
    page = DevelopersPage(
        examples=EXAMPLES,
        routes=_routes(request),
        page_limit=PAGE_LIMIT,
        calendar_limit=MOST_LISTINGS,
        max_age_s=MAX_AGE_S,
    )
    return send_page(request, page, headers=headers)


def _routes(request: Request) -> tuple[ApiRoute, ...]:
    described = request.app.openapi()["paths"]
    return tuple(
        ApiRoute(
            method=method.upper(),
            path=path,
            description=operation.get("description", ""),
            parameters=tuple(
                ApiParameter(name=each["name"], description=each.get("description", ""))
                for each in operation.get("parameters", ())
            ),
        )
        for path, operations in described.items()
        for method, operation in operations.items()
    )
