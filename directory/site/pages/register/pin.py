"""/register/pin: where exactly it is, on a picture with arrows that works without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.domain.registration import FormAnswers
from directory.mapping.pin_map import PinMap, draw_pin_map, move_point
from directory.mapping.tiles import choose_tiles
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.pages.register.route import path_after, path_of
from directory.site.pages.register.wizard import (
    UNKEPT,
    FormDep,
    OpenedDep,
    field_of,
    go_to,
    make_checker,
    read_addresses,
    read_base,
)
from directory.site.templating import send_page
from directory.usecases.registration import unfinished
from directory.usecases.registration.place import PIN_FARTHEST_M, read_point, write_point
from directory.usecases.registration.unfinished import Opened

STEP = 3
TILE_HOSTS_ASK = {"Referrer-Policy": "strict-origin-when-cross-origin"}
"""Hosts of base maps want to know the site that shows them; they learn its name and nothing else."""

ARROWS = ("north", "west", "east", "south")
STRIDES_M = (10, 50, 200)
FAR_M = 200
"""The longest stride is offered where the address is less certain than this."""

TRUSTED_M = 100
"""A pin that nobody moved from an address less certain than this says nothing about the door."""

_DIRECTIONS = {"north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1)}
_AROUND_M = 800
_MOST_NEIGHBOURS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PinPage:
    """Context of register/pin.html.

    Attributes:
        point: of the pin as `latitude,longitude`. address_point: where the address leads, to go back to.
    """

    template: ClassVar[str] = "register/pin.html"

    step: int
    last: int
    address: str
    code: str
    picture: PinMap
    point: str
    address_point: str
    radius_m: int
    is_moved: bool
    strides: tuple[int, ...]
    arrows: tuple[str, ...] = ARROWS


router = APIRouter(include_in_schema=False)


@router.get("/register/pin")
def send_pin(request: Request, runtime: RuntimeDep, opened: OpenedDep) -> Response:
    """The picture; an address without a point has none to show."""
    place = _find_place(runtime, opened)
    if opened is None or place is None:
        return go_to(path_of(STEP) if opened else "/register?lost=1")
    pin = read_point(opened.answers.one("pin")) or place.coordinate
    picture = draw_pin_map(
        pin,
        address=place.coordinate,
        radius_m=place.radius_m,
        names=_names_around(runtime, pin, place),
        provider=choose_tiles(runtime.settings.tiles),
    )
    page = PinPage(
        step=STEP,
        last=7,
        address=read_addresses(runtime).read(opened.answers).address,
        code=opened.draft.code,
        picture=picture,
        point=write_point(pin),
        address_point=write_point(place.coordinate),
        radius_m=place.radius_m,
        is_moved=_is_moved(pin, place),
        strides=STRIDES_M if place.radius_m > FAR_M else STRIDES_M[:-1],
    )
    return send_page(request, page, headers=UNKEPT | TILE_HOSTS_ASK)


@router.post("/register/pin")
def take_pin(runtime: RuntimeDep, fields: FormDep, opened: OpenedDep) -> Response:
    """Moves the pin, puts it back, confirms it, or leaves it to the moderator."""
    place = _find_place(runtime, opened)
    if opened is None or place is None:
        return go_to(path_of(STEP) if opened else "/register?lost=1")
    action, _, stride = field_of(fields, "action").partition("-")
    pin = _read_pin(fields, opened.answers, place)
    if action in _DIRECTIONS and stride in {str(each) for each in STRIDES_M}:
        north, east = _DIRECTIONS[action]
        pin = move_point(pin, north_m=north * int(stride), east_m=east * int(stride))
        return _keep(runtime, opened, opened.answers.having(pin=write_point(pin)), "/register/pin#picture")
    if action == "reset":
        return _keep(runtime, opened, opened.answers.having(pin=""), "/register/pin#picture")
    if action == "back":
        return _keep(runtime, opened, opened.answers, path_of(STEP))
    if action == "unsure" or (place.radius_m > TRUSTED_M and not _is_moved(pin, place)):
        answers = opened.answers.having(pin="", no_pin="yes")
    else:
        answers = opened.answers.having(pin=write_point(pin), no_pin="")
    checker = make_checker(runtime, read_base(runtime, answers))
    return _keep(runtime, opened, answers, path_after(runtime, STEP, answers, checker, reached=opened.draft.step))


def _is_moved(pin: Coordinate, place: Place) -> bool:
    return pin.distance_m(place.coordinate) >= 1


def _keep(runtime: Runtime, opened: Opened, answers: FormAnswers, path: str) -> Response:
    step = max(opened.draft.step, STEP + 1)
    unfinished.save(runtime.store, opened, answers, step=step, now=runtime.now())
    return go_to(path)


def _find_place(runtime: Runtime, opened: Opened | None) -> Place | None:
    place = read_addresses(runtime).read(opened.answers).by_address if opened else None
    return place if place is not None and place.is_pinnable else None


def _read_pin(fields: tuple[tuple[str, str], ...], answers: FormAnswers, place: Place) -> Coordinate:
    """The pin as the page shows it (a script may have moved it), else as it was stored, else the address."""
    pin = read_point(field_of(fields, "point")) or read_point(answers.one("pin"))
    is_near = pin is not None and pin.distance_m(place.coordinate) <= PIN_FARTHEST_M
    return pin if pin is not None and is_near else place.coordinate


def _names_around(runtime: Runtime, pin: Coordinate, place: Place) -> Iterator[tuple[str, Coordinate]]:
    """Public listings and towns near the pin, by which people find their way on a map without streets."""
    question = Criteria(near=pin, radius_m=_AROUND_M, sort="near", limit=_MOST_NEIGHBOURS)
    found = find(runtime.catalog.current(), question, today=runtime.today())
    for hit in found.hits(0, _MOST_NEIGHBOURS):
        if hit.listing.coordinate is not None and hit.listing.precision == "exact":
            yield hit.listing.venue or hit.listing.name, hit.listing.coordinate
    for town in runtime.gazetteer.towns(place.jis):
        if not town.is_borrowed and town.coordinate.distance_m(pin) <= 4 * _AROUND_M:
            yield town.name, town.coordinate
