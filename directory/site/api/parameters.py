"""Description of the search parameters, one for every route that takes them."""

from __future__ import annotations

from typing import Any

from directory.catalog.criteria import (
    DEFAULT_RADIUS_M,
    MAX_RADIUS_M,
    PAGE_LIMIT,
    PAGE_SIZE,
    QUERY_LIMIT,
    RELATIVE_DAYS,
    SORTS,
    WEEKDAYS,
)

Described = dict[str, Any]
"""An OpenAPI object; its shape is OpenAPI's, not ours."""


def _parameter(name: str, description: str, example: str | int, **schema: str | int | list[str]) -> Described:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string", **schema},
        "example": example,
    }


_FILTERS = (
    _parameter(
        "q", "Words: names, kana, kinds, places, addresses, stations, postal codes.", "西区 土曜", maxLength=QUERY_LIMIT
    ),
    _parameter("cat", "Category codes, comma separated (OR).", "child_cafe,parenting_salon"),
    _parameter("district", "District codes of any scheme, comma separated (OR).", "13229"),
    _parameter("municipality", "5-digit municipality codes, comma separated (OR).", "13229"),
    _parameter("near", "LATITUDE,LONGITUDE of a public place (WGS84).", "35.7255,139.5383"),
    _parameter(
        "radius",
        "Metres around `near`.",
        DEFAULT_RADIUS_M,
        type="integer",
        minimum=1,
        maximum=MAX_RADIUS_M,
    ),
    _parameter("bbox", "WEST,SOUTH,EAST,NORTH in degrees (WGS84).", "139.5,35.7,139.6,35.8"),
    _parameter(
        "when",
        f"Open on: {', '.join((*RELATIVE_DAYS, *WEEKDAYS))} or a date. Uncertain dates are included.",
        "2026-06-06",
    ),
    _parameter("sort", "Order of the answer.", "recommended", enum=list(SORTS)),
)

_PAGING = (
    _parameter("limit", "Listings a page.", PAGE_SIZE, type="integer", minimum=1, maximum=PAGE_LIMIT),
    _parameter("offset", "Listings to skip.", 0, type="integer", minimum=0),
)

FILTERS: Described = {"parameters": list(_FILTERS)}
"""For `openapi_extra` of routes that answer with everything that matches."""

FILTERS_AND_PAGING: Described = {"parameters": [*_FILTERS, *_PAGING]}
"""For `openapi_extra` of routes that answer page by page."""
