"""Numbers beside their points, so that none covers another; where there is no room left, they share one label."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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


def place_labels(spots: Sequence[Spot], area: Area) -> tuple[Label, ...]:
    """A label for every spot inside the area, in the order of the spots."""
    labels: list[Label] = []
    for spot in spots:
        others = [other for other in spots if other is not spot]
        label = next((each for each in _candidates(spot) if _has_room(each, labels, others, area)), None)
        if label is not None:
            labels.append(label)
        else:
            _join(spot, labels, area)
    return tuple(labels)


def _candidates(spot: Spot) -> Iterator[Label]:
    """On the point itself, then around it, farther and farther away."""
    label = Label(x=spot.x, y=spot.y, spots=(spot,))
    yield label
    for distance in DISTANCES_PX:
        for step in range(DIRECTIONS):
            angle = 2 * math.pi * step / DIRECTIONS
            across = (distance + label.width / 2) * math.cos(angle)
            down = (distance + label.height / 2) * math.sin(angle)
            yield replace(label, x=round(spot.x + across), y=round(spot.y + down))


def _has_room(label: Label, labels: Iterable[Label], others: Iterable[Spot], area: Area) -> bool:
    """Whether a label lies inside the area, clear of other labels and of points that are not its own."""
    box = label.box
    if box[0] < 0 or box[1] < 0 or box[2] > area.width or box[3] > area.height:
        return False
    if any(overlap(box, other) for other in (*area.blocked, *(label.box for label in labels))):
        return False
    return not any(box[0] <= spot.x <= box[2] and box[1] <= spot.y <= box[3] for spot in others)


def _join(spot: Spot, labels: list[Label], area: Area) -> None:
    """Adds a spot to the nearest label that can grow; to the nearest of all when none can; alone when it is first."""
    if not labels:
        labels.append(Label(x=spot.x, y=spot.y, spots=(spot,)))
        return
    near = sorted(range(len(labels)), key=lambda place: math.hypot(labels[place].x - spot.x, labels[place].y - spot.y))
    for place in near:
        grown = replace(labels[place], spots=(*labels[place].spots, spot))
        rest = [label for number, label in enumerate(labels) if number != place]
        if _has_room(grown, rest, (), area):
            labels[place] = grown
            return
    labels[near[0]] = replace(labels[near[0]], spots=(*labels[near[0]].spots, spot))
