"""The surroundings of a point as one picture: tiles of the base map, names, the address's place and the pin."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from directory.domain.coordinate import Coordinate
from directory.mapping.tiles import Attribution, TileProvider

WIDTH, HEIGHT = 480, 360
"""Pixels of the picture; pages scale it."""

TILE_PX = 256
NEAREST_ZOOM, FARTHEST_ZOOM = 17, 14
EARTH_M = 40_075_016.686
"""Length of the equator. Source: WGS84."""

NAME_GAP_PX = 22
MOST_NAMES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One picture of the base map and where its upper left corner lies."""

    url: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Something in the picture."""

    x: int
    y: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinMap:
    """What is drawn.

    Attributes:
        west, north: degrees of the upper left corner. degrees_per_px: of longitude, and of latitude in the middle.
        radius_px: how uncertain the address is. scale_px, scale_m: a bar and what it stands for.
    """

    width: int
    height: int
    tiles: tuple[Tile, ...]
    attribution: tuple[Attribution, ...]
    pin: Spot
    address: Spot
    names: tuple[Spot, ...]
    radius_px: int
    scale_px: int
    scale_m: int
    longitude_per_px: float
    latitude_per_px: float


def draw_pin_map(
    pin: Coordinate,
    *,
    address: Coordinate,
    radius_m: int,
    names: Iterable[tuple[str, Coordinate]] = (),
    provider: TileProvider,
) -> PinMap:
    """The picture around the pin. `radius_m` of the address decides how near it is seen."""
    zoom = _choose_zoom(pin, radius_m)
    size = TILE_PX * 2**zoom
    middle_x, middle_y = _project(pin, size)
    left, top = round(middle_x) - WIDTH // 2, round(middle_y) - HEIGHT // 2
    metres_per_px = EARTH_M * math.cos(math.radians(pin.latitude)) / size

    def place(point: Coordinate, name: str = "") -> Spot:
        x, y = _project(point, size)
        return Spot(x=round(x) - left, y=round(y) - top, name=name)

    scale_m = 100 if metres_per_px < 2 else 500
    return PinMap(
        width=WIDTH,
        height=HEIGHT,
        tiles=tuple(_tiles(left, top, zoom, provider)),
        attribution=provider.attribution,
        pin=place(pin),
        address=place(address),
        names=_spread(place(point, name) for name, point in names),
        radius_px=round(radius_m / metres_per_px),
        scale_px=round(scale_m / metres_per_px),
        scale_m=scale_m,
        longitude_per_px=360 / size,
        latitude_per_px=360 / size * math.cos(math.radians(pin.latitude)),
    )


def move_point(point: Coordinate, *, north_m: float = 0, east_m: float = 0) -> Coordinate:
    """The point so many metres away, on a plane that is good for a walk."""
    degree_m = EARTH_M / 360
    return Coordinate(
        latitude=point.latitude + north_m / degree_m,
        longitude=point.longitude + east_m / (degree_m * math.cos(math.radians(point.latitude))),
    )


def _choose_zoom(pin: Coordinate, radius_m: int) -> int:
    """The nearest zoom at which the uncertainty of the address still fits into the picture."""
    for zoom in range(NEAREST_ZOOM, FARTHEST_ZOOM, -1):
        metres_per_px = EARTH_M * math.cos(math.radians(pin.latitude)) / (TILE_PX * 2**zoom)
        if radius_m <= metres_per_px * HEIGHT / 2:
            return zoom
    return FARTHEST_ZOOM


def _project(point: Coordinate, size: int) -> tuple[float, float]:
    """Pixels of Web Mercator from the upper left corner of the world."""
    sine = math.sin(math.radians(point.latitude))
    northing = math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (point.longitude / 360 + 0.5) * size, (0.5 - northing) * size


def _tiles(left: int, top: int, zoom: int, provider: TileProvider) -> Iterable[Tile]:
    if not provider.url:
        return
    for row in range(top // TILE_PX, (top + HEIGHT - 1) // TILE_PX + 1):
        for column in range(left // TILE_PX, (left + WIDTH - 1) // TILE_PX + 1):
            url = provider.url.format(z=zoom, x=column, y=row)
            yield Tile(url=url, x=column * TILE_PX - left, y=row * TILE_PX - top)


def _spread(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Names inside the picture that do not lie on each other; the first ones win."""
    kept: list[Spot] = []
    for spot in spots:
        is_inside = 0 <= spot.x < WIDTH - 120 and NAME_GAP_PX <= spot.y < HEIGHT
        if is_inside and all(abs(spot.y - each.y) >= NAME_GAP_PX or abs(spot.x - each.x) >= 120 for each in kept):
            kept.append(spot)
        if len(kept) == MOST_NAMES:
            break
    return tuple(kept)
