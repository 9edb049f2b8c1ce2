"""Description of the search parameters, one for every route that takes them."""

from __future__ import annotations

from typing import Any

from directory.catalog.criteria import (
    DEFAULT_RADIUS_M,
    MAX_RADIUS_M,
    PAGE_LIMIT,
    PAGE_SIZE,
    QUERY_LIMIT,
    SORTS,
)
from directory.catalog.when import PARTS, RELATIVE_DAYS, WEEKDAYS

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


_WISHES = (
    (
        "age",
        "Months of a child, or adult; 0, 12, 36, 72, 144 are 0, 1-2, 3-5 years, school, secondary (OR).",
        "8",
    ),
    ("fee", "free, child_free or max300 (OR).", "child_free"),
    ("indoor", "1 = indoors.", "1"),
    ("nobook", "1 = without booking.", "1"),
    ("access", "wheelchair, toilet, nursing, diaper, stroller, parking (AND).", "nursing,diaper"),
    ("meal", "allergy, weaning, takeaway (AND).", "allergy"),
    ("lang", "interpreter.", "interpreter"),
    ("for", "anyone, referral, residents (OR).", "anyone"),
    ("lend", "1 = rooms that can be borrowed.", "1"),
    ("fresh", "1 = confirmed within 180 days.", "1"),
    ("capacity", "Least number of people.", "20"),
)

_FILTERS = (
    _parameter(
        "q", "Words: names, kana, kinds, places, addresses, stations, postal codes.", "西区 土曜", maxLength=QUERY_LIMIT
    ),
    _parameter(
        "not",
        "What `q` was taken for (`understood`) and is not meant: codes of guesses, kinds of others (station, when …).",
        "meal",
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
        f"Open on: {', '.join((*RELATIVE_DAYS, *WEEKDAYS))} or a date, each with a part of the day "
        f"({', '.join(PARTS)}: sat:am) or without; or now. Comma separated (OR). Uncertain dates are included.",
        "2026-06-06",
    ),
    *(
        _parameter(name, f"{meaning} Listings that do not say are included, behind the others.", example)
        for name, meaning, example in _WISHES
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
