"""How a category looks on the map: colour, shape and one character."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Literal

from directory.domain.category import CATEGORIES, ROOTS, root_of

Shape = Literal["circle", "square", "house", "bubble", "diamond"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """Sign of one first-level category. `color` is #rrggbb, `glyph` one character drawn in white on it."""

    code: str
    label: str
    color: str
    shape: Shape
    glyph: str


_LOOKS: dict[str, tuple[str, Shape]] = {
    "child_cafe": ("#c74700", "circle"),
    "parenting_salon": ("#006f83", "square"),
    "support_center": ("#000060", "house"),
    "advice_desk": ("#8843e1", "bubble"),
    "meeting_space": ("#620000", "diamond"),
}

SYMBOLS: tuple[Symbol, ...] = tuple(
    Symbol(code=root.code, label=root.label, color=_LOOKS[root.code][0], shape=_LOOKS[root.code][1], glyph=root.glyph)
    for root in ROOTS
)
"""One symbol per first-level category, in the order of the tree."""

CATEGORY_CODES: tuple[str, ...] = tuple(CATEGORIES)
"""All category codes; bit i of a category bitmask belongs to the i-th of them."""


def with_roots(bits: int) -> int:
    """A category bitmask with the first-level bit of every second-level category in it."""
    roots = (root_of(code) for place, code in enumerate(CATEGORY_CODES) if bits >> place & 1)
    return reduce(or_, (1 << CATEGORY_CODES.index(root) for root in roots), bits)
