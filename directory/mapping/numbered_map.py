"""A map for paper: outlines, places of note, and the number of each listing as it stands in the list beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from directory.catalog.criteria import BoundingBox
from directory.domain.coordinate import Coordinate
from directory.mapping.districts import OutlinedDistrict, label_point
from directory.mapping.frame import WIDTH, Frame, fit_frame, trace_outline
from directory.mapping.islands import group_places
from directory.mapping.label_boxes import Area, Box, Label, Spot, around, overlap, place_labels

MIN_HEIGHT, MAX_HEIGHT, MAX_HEIGHT_OF_MANY = 320, 600, 400
"""Pixels of the only picture and of one of several, printed about 186 mm wide: the list begins on the first sheet,
and several pictures do not each ask for a sheet of their own."""

CELLS_DEGREES = (0.05, 0.1, 0.3)
"""Places about 5 km apart get pictures of their own; where that makes too many pictures, those 10 or 30 km apart."""

MOST_PICTURES = 4

SAME_PLACE_PX = 6
"""Points closer than this are one spot on paper (about a millimetre and a half)."""

NAME_PX = 15
LONGEST_SCALE_PX = 180
MOST_LANDMARKS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedPlace:
    """Where the listing of a number lies."""

    number: int
    coordinate: Coordinate
    is_approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """Something that people know, such as a station."""

    name: str
    coordinate: Coordinate


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An outline as SVG path data."""

    path: str
    is_dashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A word on the map; a landmark has a point, to the right of which it stands."""

    text: str
    x: int
    y: int
    is_landmark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedMap:
    """One picture in pixels. The bar that stands for `scale_m` metres begins at `scale_x` and is `scale_px` long."""

    width: int
    height: int
    lines: tuple[Line, ...]
    names: tuple[Name, ...]
    labels: tuple[Label, ...]
    scale_x: int
    scale_px: int
    scale_m: int


def draw_numbered(
    places: Sequence[NumberedPlace],
    outlines: Sequence[OutlinedDistrict],
    landmarks: Sequence[Landmark] = (),
    *,
    max_height_px: int | None = None,
    is_narrow: bool = False,
) -> tuple[NumberedMap, ...]:
    """A picture for each group of places near each other, that of the most places first; none without places.

    `max_height_px`: for paper on which pictures have less room than the usual. `is_narrow`: several stand two beside
    each other, where letters as large as usual need a picture half as wide.
    """
    if not places:
        return ()
    latitude = np.array([place.coordinate.latitude for place in places])
    longitude = np.array([place.coordinate.longitude for place in places])
    trials = [group_places(latitude, longitude, cell_degrees=cell).tolist() for cell in CELLS_DEGREES]
    groups = next((trial for trial in trials if 0 < max(trial) < MOST_PICTURES), trials[0])
    count = max(groups) + 1
    share = 2 if is_narrow and count > 1 else 1
    height = (max_height_px or (MAX_HEIGHT if count == 1 else MAX_HEIGHT_OF_MANY)) // share
    width = WIDTH // share
    return tuple(
        _draw(
            [place for place, each in zip(places, groups, strict=True) if each == group],
            outlines,
            landmarks,
            width=width,
            height=height,
        )
        for group in range(count)
    )


def _draw(
    places: Sequence[NumberedPlace],
    outlines: Sequence[OutlinedDistrict],
    landmarks: Sequence[Landmark],
    *,
    width: int,
    height: int,
) -> NumberedMap:
    latitudes = [place.coordinate.latitude for place in places]
    longitudes = [place.coordinate.longitude for place in places]
    box = BoundingBox(west=min(longitudes), south=min(latitudes), east=max(longitudes), north=max(latitudes))
    frame = fit_frame(box, min_height=min(MIN_HEIGHT, height), max_height=height, width=width)
    scale_m = _choose_scale(frame.pixel_m)
    scale_px = round(scale_m / frame.pixel_m)
    spots = _find_spots(places, frame)
    bar = _choose_corner(spots, frame, scale_px + 6 * NAME_PX)
    labels = place_labels(spots, Area(width=frame.width, height=frame.height, blocked=(bar,)))
    seen = _clip(outlines, frame)
    taken: list[Box] = [bar, *(label.box for label in labels)]
    names = (*_name_landmarks(landmarks, frame, taken), *_name_districts(seen, frame, taken))
    return NumberedMap(
        width=frame.width,
        height=frame.height,
        lines=tuple(
            Line(path=path, is_dashed=each.district.approximate)
            for each in seen
            if (path := trace_outline(each.outline, frame))
        ),
        names=names,
        labels=labels,
        scale_x=int(bar[0]) + NAME_PX,
        scale_px=scale_px,
        scale_m=scale_m,
    )


def _find_spots(places: Sequence[NumberedPlace], frame: Frame) -> tuple[Spot, ...]:
    """Places that fall on the same spot of the paper share it; a spot is exact when one of them is."""
    spots: list[Spot] = []
    for place in places:
        x, y = _to_pixel(place.coordinate, frame)
        here = next((spot for spot in spots if math.hypot(spot.x - x, spot.y - y) < SAME_PLACE_PX), None)
        if here is None:
            spots.append(Spot(x=x, y=y, numbers=(place.number,), is_approximate=place.is_approximate))
            continue
        is_approximate = here.is_approximate and place.is_approximate
        both = Spot(x=here.x, y=here.y, numbers=(*here.numbers, place.number), is_approximate=is_approximate)
        spots[spots.index(here)] = both
    return tuple(spots)


def _choose_corner(spots: Iterable[Spot], frame: Frame, width: int) -> Box:
    """Where the bar stands: below on the left, or on the right when something lies there."""
    top = frame.height - 2 * NAME_PX
    is_taken = any(spot.x <= width + NAME_PX and spot.y >= top - NAME_PX for spot in spots)
    left = frame.width - width if is_taken else 0
    return left, top, left + width, frame.height


def _clip(outlines: Iterable[OutlinedDistrict], frame: Frame) -> tuple[OutlinedDistrict, ...]:
    """What of the outlines can be seen, no finer than a pixel; neighbours keep their common lines."""
    window = frame.window()
    inside = [
        (each.district, shapely.clip_by_rect(each.outline, window.west, window.south, window.east, window.north))
        for each in outlines
    ]
    seen = [(district, outline) for district, outline in inside if not outline.is_empty and outline.area]
    if not seen:
        return ()
    simple = shapely.coverage_simplify(np.array([outline for _, outline in seen], dtype=object), 1 / frame.scale)
    return tuple(
        OutlinedDistrict(district=district, outline=outline)
        for (district, _), outline in zip(seen, simple, strict=True)
        if not outline.is_empty
    )


def _name_landmarks(landmarks: Iterable[Landmark], frame: Frame, taken: list[Box]) -> tuple[Name, ...]:
    """Landmarks whose names have room; adds their boxes to those that are taken."""
    names: list[Name] = []
    for landmark in landmarks:
        x, y = _to_pixel(landmark.coordinate, frame)
        width = len(landmark.name) * NAME_PX + NAME_PX
        box = (x - NAME_PX / 2, y - NAME_PX / 2, x + width, y + NAME_PX / 2)
        if len(names) < MOST_LANDMARKS and _is_free(box, taken, frame):
            taken.append(box)
            names.append(Name(text=landmark.name, x=x, y=y, is_landmark=True))
    return tuple(names)


def _name_districts(seen: Iterable[OutlinedDistrict], frame: Frame, taken: list[Box]) -> tuple[Name, ...]:
    """Names of districts that have room; adds their boxes to those that are taken."""
    names: list[Name] = []
    for each in seen:
        x, y = _to_pixel(label_point(each.outline), frame)
        width = len(each.district.name) * NAME_PX
        for down in (0, 2 * NAME_PX, -2 * NAME_PX, 5 * NAME_PX, -5 * NAME_PX):
            box = around(x, y + down, width, NAME_PX + 4)
            if _is_free(box, taken, frame):
                taken.append(box)
                names.append(Name(text=each.district.name, x=x, y=y + down))
                break
    return tuple(names)


def _is_free(box: Box, taken: Iterable[Box], frame: Frame) -> bool:
    is_inside = box[0] >= 0 and box[1] >= 0 and box[2] <= frame.width and box[3] <= frame.height
    return is_inside and not any(overlap(box, other) for other in taken)


def _to_pixel(point: Coordinate, frame: Frame) -> tuple[int, int]:
    x: npt.NDArray[np.int64] = frame.to_x(np.array([point.longitude]))
    return int(x[0]), int(frame.to_y(np.array([point.latitude]))[0])


def _choose_scale(pixel_m: float) -> int:
    """The longest of 1, 2, 5, 10, 20 … metres whose bar is not too long."""
    longest = LONGEST_SCALE_PX * pixel_m
    power = 10 ** math.floor(math.log10(longest))
    return max(int(step * power) for step in (1, 2, 5) if step * power <= longest)
