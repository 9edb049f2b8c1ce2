"""Numbers beside their points, so that none covers another; where there is no room left, they share one label."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

LETTER_PX, LINE_PX, PADDING_PX = 9, 17, 8
"""Width of a digit, height of a line and what stands around the text, at the size in which numbers are drawn."""

NUMBERS_A_LINE = 4
GAP_PX = 2
DISTANCES_PX = (24, 40, 60, 84)
DIRECTIONS = 12
SEPARATOR = "・"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One point of a picture in pixels, and the numbers of what stands there."""

    x: int
    y: int
    numbers: tuple[int, ...]
    is_approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The numbers of one or several spots. `x`, `y` is its middle; `lines` its text, line by line."""

    x: float
    y: float
    spots: tuple[Spot, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All numbers in their order: 3・4."""
        numbers = [str(number) for number in sorted(number for spot in self.spots for number in spot.numbers)]
        starts = range(0, len(numbers), NUMBERS_A_LINE)
        return tuple(SEPARATOR.join(numbers[start : start + NUMBERS_A_LINE]) for start in starts)

    @property
    def width(self) -> int:
        """Pixels from edge to edge."""
        letters = max(len(line) + line.count(SEPARATOR) * 0.2 for line in self.lines)
        return max(LINE_PX + PADDING_PX // 2, math.ceil(letters * LETTER_PX) + PADDING_PX)

    @property
    def height(self) -> int:
        """Pixels from edge to edge."""
        return len(self.lines) * LINE_PX + PADDING_PX // 2

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return around(self.x, self.y, self.width, self.height)

    @property
    def baselines(self) -> tuple[tuple[str, float], ...]:
        """Each line with the height on which its letters stand."""
        first = self.y - self.height / 2 + LINE_PX - 1
        return tuple((line, first + place * LINE_PX) for place, line in enumerate(self.lines))

    @property
    def is_approximate(self) -> bool:
        """Whether none of its spots is an exact place."""
        return all(spot.is_approximate for spot in self.spots)

    @property
    def is_apart(self) -> bool:
        """Whether lines have to lead from the label to its spots."""
        return any((spot.x, spot.y) != (self.x, self.y) for spot in self.spots)


def around(x: float, y: float, width: float, height: float) -> Box:
    """The box of a size around a point."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def overlap(one: Box, other: Box, gap: float = GAP_PX) -> bool:
    """Whether two boxes touch or lie closer than the gap."""
    across = one[0] < other[2] + gap and other[0] < one[2] + gap
    return across and one[1] < other[3] + gap and other[1] < one[3] + gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A picture in pixels; nothing may cover what is `blocked`."""

    width: int
    height: int
    blocked: tuple[Box, ...] = ()


class _Room:
    """What is taken of an area: by what may not be covered, by labels, and by the points themselves."""

    def __init__(self, spots: Sequence[Spot], area: Area) -> None:
        """No label stands yet."""
        self._area = area
        self._x = np.array([spot.x for spot in spots], dtype=float)
        self._y = np.array([spot.y for spot in spots], dtype=float)
        self._first = len(area.blocked)
        self._taken = np.empty((self._first + len(spots), 4))
        self._taken[: self._first] = np.array(area.blocked, dtype=float).reshape(-1, 4)
        self.labels: list[Label] = []

    def holds(self, box: Box, *, but_for: int | None = None) -> bool:
        """Whether a box lies inside the area, clear of all labels but one."""
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self._area.width or bottom > self._area.height:
            return False
        taken = self._taken[: self._first + len(self.labels)]
        across = (left < taken[:, 2] + GAP_PX) & (taken[:, 0] < right + GAP_PX)
        touched = across & (top < taken[:, 3] + GAP_PX) & (taken[:, 1] < bottom + GAP_PX)
        if but_for is not None:
            touched[self._first + but_for] = False
        return not touched.any()

    def hides(self, box: Box, own: int) -> bool:
        """Whether a box lies over a point that is not its own."""
        left, top, right, bottom = box
        inside = (left <= self._x) & (self._x <= right) & (top <= self._y) & (self._y <= bottom)
        inside[own] = False
        return bool(inside.any())

    def put(self, label: Label, place: int | None = None) -> None:
        """Adds a label, or lets a larger one stand in the place of another."""
        if place is None:
            place = len(self.labels)
            self.labels.append(label)
        self.labels[place] = label
        self._taken[self._first + place] = label.box


def place_labels(spots: Sequence[Spot], area: Area) -> tuple[Label, ...]:
    """A label for every spot inside the area, in the order of the spots."""
    room = _Room(spots, area)
    for own, spot in enumerate(spots):
        label = Label(x=spot.x, y=spot.y, spots=(spot,))
        width, height = label.width, label.height
        boxes = ((x, y, around(x, y, width, height)) for x, y in _positions(spot, width, height))
        free = next(((x, y) for x, y, box in boxes if room.holds(box) and not room.hides(box, own)), None)
        if free is not None:
            room.put(replace(label, x=free[0], y=free[1]))
        else:
            _join(spot, room)
    return tuple(room.labels)


def _positions(spot: Spot, width: int, height: int) -> Iterator[tuple[float, float]]:
    """Middles of a label: on the point itself, then around it, farther and farther away."""
    yield spot.x, spot.y
    for distance in DISTANCES_PX:
        for step in range(DIRECTIONS):
            angle = 2 * math.pi * step / DIRECTIONS
            across = (distance + width / 2) * math.cos(angle)
            down = (distance + height / 2) * math.sin(angle)
            yield round(spot.x + across), round(spot.y + down)


def _join(spot: Spot, room: _Room) -> None:
    """Adds a spot to the nearest label that can grow; to the nearest of all when none can; alone when it is first."""
    labels = room.labels
    if not labels:
        room.put(Label(x=spot.x, y=spot.y, spots=(spot,)))
        return
    near = sorted(range(len(labels)), key=lambda place: math.hypot(labels[place].x - spot.x, labels[place].y - spot.y))
    grown = ((place, replace(labels[place], spots=(*labels[place].spots, spot))) for place in near)
    fitting = next(((place, label) for place, label in grown if room.holds(label.box, but_for=place)), None)
    place, label = fitting or (near[0], replace(labels[near[0]], spots=(*labels[near[0]].spots, spot)))
    room.put(label, place)
