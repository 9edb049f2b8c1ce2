"""What somebody asked for, parsed once from the parameters that list, map, API and export share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from directory.catalog.when import parse_when
from directory.catalog.wishes import Wish, parse_wishes, wish_parameters
from directory.domain.category import is_known
from directory.domain.coordinate import Coordinate
from directory.domain.errors import InvalidCoordinate, RequestRefused

OfferedSort = Literal["recommended", "near", "next_date", "name"]
Sort = OfferedSort | Literal["any"]
"""any: as the rows stand, for whoever draws them all; no URL asks for it."""

SORTS: tuple[OfferedSort, ...] = get_args(OfferedSort)

QUERY_LIMIT = 100
PAGE_LIMIT = 200
PAGE_SIZE = 20
"""Longest query in characters, most and usual listings a page. Source: trust.md section 3.10."""

DEFAULT_RADIUS_M = 1000
MAX_RADIUS_M = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundingBox:
    """A rectangle in degrees, WGS84."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """A parsed question. Several values of one field mean OR; different fields mean AND.

    Attributes:
        when: today, tomorrow, weekend, a date (2026-06-06) or a weekday (sat), each with a part of the day
            (sat:am) or without, or now; several by comma.
        wishes: what is needed of ages, cost, access, meals and audience, in the order of `WISH_FIELDS`.
        unmeant: needs that the text was taken for and that are not meant, and kinds of conditions likewise.
        near, radius_m: a public place and a distance in metres.
    """

    text: str = ""
    unmeant: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    near: Coordinate | None = None
    radius_m: int = DEFAULT_RADIUS_M
    bbox: BoundingBox | None = None
    when: str = ""
    wishes: tuple[Wish, ...] = ()
    sort: Sort = "recommended"
    offset: int = 0
    limit: int = PAGE_SIZE

    @property
    def is_filtered(self) -> bool:
        """Whether anything at all was asked for."""
        places = self.districts or self.municipalities or self.near or self.bbox
        return bool(self.text or self.categories or places or self.when or self.wishes)


def parse_criteria(parameters: Mapping[str, str]) -> Criteria:
    """The question behind GET parameters; an empty value counts as absent, unknown names are ignored.

    Raises:
        RequestRefused: a value can not be understood; `facts` name field and value.
    """
    given = {name: value.strip() for name, value in parameters.items() if value.strip()}
    near = _near(given.get("near"))
    radius_m = _number("radius", given.get("radius"), DEFAULT_RADIUS_M, low=1, high=MAX_RADIUS_M)
    return Criteria(
        text=_text(given.get("q", "")),
        unmeant=_values(given.get("not", "")),
        categories=_categories(given.get("cat", "")),
        districts=_values(given.get("district", "")),
        municipalities=_values(given.get("municipality", "")),
        near=near,
        # a form sends its radius also when no place is chosen: around nothing it says nothing
        radius_m=radius_m if near else DEFAULT_RADIUS_M,
        bbox=_bbox(given.get("bbox")),
        when=_when(given.get("when", "")),
        wishes=parse_wishes(given),
        sort=_sort(given.get("sort", "recommended")),
        offset=_number("offset", given.get("offset"), 0, low=0, high=10_000_000),
        limit=_number("limit", given.get("limit"), PAGE_SIZE, low=1, high=PAGE_LIMIT),
    )


def to_parameters(criteria: Criteria, *, with_page: bool = True) -> dict[str, str]:
    """The shortest GET parameters that parse to `criteria`, in a fixed order."""
    near, bbox = criteria.near, criteria.bbox
    found = {
        "q": criteria.text,
        "not": ",".join(criteria.unmeant) if criteria.text else "",
        "cat": ",".join(criteria.categories),
        "district": ",".join(criteria.districts),
        "municipality": ",".join(criteria.municipalities),
        "when": criteria.when,
        **wish_parameters(criteria.wishes),
        "near": f"{near.latitude:.6g},{near.longitude:.7g}" if near else "",
        "radius": str(criteria.radius_m) if near and criteria.radius_m != DEFAULT_RADIUS_M else "",
        "bbox": f"{bbox.west:g},{bbox.south:g},{bbox.east:g},{bbox.north:g}" if bbox else "",
        "sort": criteria.sort if criteria.sort != "recommended" else "",
        "offset": str(criteria.offset) if with_page and criteria.offset else "",
        "limit": str(criteria.limit) if with_page and criteria.limit != PAGE_SIZE else "",
    }
    return {name: value for name, value in found.items() if value}


def _refuse(field: str, value: str) -> RequestRefused:
    return RequestRefused(f"parameter_{field}", {"field": field, "value": value[:QUERY_LIMIT]})


def _values(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _text(text: str) -> str:
    if len(text) > QUERY_LIMIT:
        raise _refuse("q", text)
    return text


def _categories(text: str) -> tuple[str, ...]:
    codes = _values(text)
    for code in codes:
        if not is_known(code):
            raise _refuse("cat", code)
    return codes


def _numbers(field: str, text: str, count: int) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        raise _refuse(field, text) from None
    if len(numbers) != count or not all(-360 <= number <= 360 for number in numbers):
        raise _refuse(field, text)
    return numbers


def _near(text: str | None) -> Coordinate | None:
    if text is None:
        return None
    latitude, longitude = _numbers("near", text, 2)
    try:
        return Coordinate(latitude=latitude, longitude=longitude)
    except InvalidCoordinate:
        raise _refuse("near", text) from None


def _bbox(text: str | None) -> BoundingBox | None:
    if text is None:
        return None
    west, south, east, north = _numbers("bbox", text, 4)
    if west > east or south > north:
        raise _refuse("bbox", text)
    return BoundingBox(west=west, south=south, east=east, north=north)


def _when(text: str) -> str:
    try:
        return parse_when(text)
    except ValueError:
        raise _refuse("when", text) from None


def _sort(text: str) -> Sort:
    for sort in SORTS:
        if sort == text:
            return sort
    raise _refuse("sort", text)


def _number(field: str, text: str | None, default: int, *, low: int, high: int) -> int:
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9 or not low <= int(text) <= high:
        raise _refuse(field, text)
    return int(text)
