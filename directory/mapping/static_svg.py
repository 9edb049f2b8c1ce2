"""The map without JavaScript: outlines with name and count, one dot a listing, as one SVG picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt
import shapely

from directory.catalog.find import Found
from directory.mapping.districts import OutlinedDistrict, label_point, simplify_outlines
from directory.mapping.points import count_by_district
from directory.mapping.sprite import SIZE, draw_sign
from directory.mapping.symbols import SYMBOLS
from directory.wording.words import Words

WIDTH = 800
MARGIN = 24
MIN_HEIGHT, MAX_HEIGHT = 400, 1200
LEGEND_ROW = 30
DOT_PX = 9
LETTER_PX = 15
MIN_SPAN_DEGREES = 0.01
"""An answer of one point still shows about a kilometre around it."""

Degrees = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Web Mercator window of the picture: degrees (WGS84) -> pixels, y downwards."""

    west: float
    top: float
    scale: float
    height: int

    def to_x(self, longitude: Degrees) -> Degrees:
        """Pixels from the left."""
        return (longitude - self.west) * self.scale + MARGIN

    def to_y(self, latitude: Degrees) -> Degrees:
        """Pixels from the top."""
        return (self.top - _mercator(latitude)) * self.scale + MARGIN


def draw_svg(found: Found, outlines: Sequence[OutlinedDistrict], words: Words, *, scheme: str) -> str:
    """A complete SVG file; every text in it is escaped, no script and no style attribute.

    Outlines are those of districts with listings of the answer; dots are placed listings only.
    """
    simple = simplify_outlines(outlines)
    placed = found.rows[np.isfinite(found.snapshot.latitude[found.rows])]
    frame = _frame(found.snapshot.latitude[placed], found.snapshot.longitude[placed], simple)
    counts = _counts(found, scheme)
    legend = len(SYMBOLS) * LEGEND_ROW + MARGIN
    title = words.say("map.svg_title", count=found.total)
    about = words.say("map.svg_about", count=found.total, unplaced=found.unplaced)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {frame.height + legend}" role="img">',
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>",
        f'<rect width="{WIDTH}" height="{frame.height + legend}" fill="#ffffff"/>',
        f'<g font-family="sans-serif" font-size="{LETTER_PX}">',
        *_draw_outlines(simple, frame),
        *_draw_dots(found, placed, frame),
        *_draw_names(simple, counts, frame),
        *_draw_legend(frame.height),
        "</g></svg>",
    ]
    return "\n".join(parts)


def _mercator(latitude: Degrees) -> Degrees:
    """Web Mercator northing in degrees of longitude at the equator."""
    return np.degrees(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)))


def _frame(latitude: Degrees, longitude: Degrees, outlines: Sequence[OutlinedDistrict]) -> Frame:
    """The window around everything that is drawn."""
    boxes = [shapely.bounds(each.outline) for each in outlines]
    if latitude.size:
        boxes.append(np.array([longitude.min(), latitude.min(), longitude.max(), latitude.max()]))
    if not boxes:
        boxes = [np.array([122.0, 24.0, 146.0, 46.0])]
    sides = np.array(boxes)
    west, south = sides[:, 0].min(), sides[:, 1].min()
    east, north = sides[:, 2].max(), sides[:, 3].max()
    top, bottom = float(_mercator(north)), float(_mercator(south))
    wide, high = max(east - west, MIN_SPAN_DEGREES), max(top - bottom, MIN_SPAN_DEGREES)
    scale = min((WIDTH - 2 * MARGIN) / wide, (MAX_HEIGHT - 2 * MARGIN) / high)
    height = max(MIN_HEIGHT, math.ceil(high * scale) + 2 * MARGIN)
    spare_x = (WIDTH - 2 * MARGIN) / scale - (east - west)
    spare_y = (height - 2 * MARGIN) / scale - (top - bottom)
    return Frame(west=float(west - spare_x / 2), top=top + spare_y / 2, scale=float(scale), height=height)


def _counts(found: Found, scheme: str) -> dict[str, int]:
    return dict(zip(found.snapshot.district_codes[scheme], count_by_district(found, scheme), strict=True))


def _draw_outlines(outlines: Iterable[OutlinedDistrict], frame: Frame) -> Iterable[str]:
    for each in outlines:
        rings = [ring for part in shapely.get_parts(each.outline) for ring in (part.exterior, *part.interiors)]
        path = "".join(_path(shapely.get_coordinates(ring), frame) for ring in rings)
        dashes = ' stroke-dasharray="6 5"' if each.district.approximate else ""
        yield (
            f'<path d="{path}" fill="#e8f1fe" fill-rule="evenodd" stroke="#4d4d4d" stroke-width="1.2"'
            f' stroke-linejoin="round"{dashes}/>'
        )


def _path(ring: Degrees, frame: Frame) -> str:
    """One closed line; corners that fall on the same pixel are dropped."""
    x, y = np.rint(frame.to_x(ring[:, 0])).astype(int), np.rint(frame.to_y(ring[:, 1])).astype(int)
    moved = np.concatenate([[True], (np.diff(x) != 0) | (np.diff(y) != 0)])
    pairs = [f"{each_x} {each_y}" for each_x, each_y in zip(x[moved].tolist(), y[moved].tolist(), strict=True)]
    return f"M{'L'.join(pairs)}Z" if len(pairs) > 2 else ""


def _draw_dots(found: Found, placed: npt.NDArray[np.int32], frame: Frame) -> Iterable[str]:
    """One path a category: a line of no length with round ends is a dot, and costs ten bytes."""
    snapshot = found.snapshot
    x = np.rint(frame.to_x(snapshot.longitude[placed])).astype(int)
    y = np.rint(frame.to_y(snapshot.latitude[placed])).astype(int)
    for symbol in SYMBOLS:
        mine = snapshot.category[placed] == snapshot.category_codes.index(symbol.code)
        dots = "".join(f"M{a} {b}h0" for a, b in zip(x[mine].tolist(), y[mine].tolist(), strict=True))
        if dots:
            yield _stroke(dots, "#ffffff", DOT_PX + 3)
            yield _stroke(dots, symbol.color, DOT_PX)


def _stroke(dots: str, color: str, width: int) -> str:
    return f'<path d="{dots}" fill="none" stroke="{color}" stroke-width="{width}" stroke-linecap="round"/>'


def _draw_names(outlines: Iterable[OutlinedDistrict], counts: dict[str, int], frame: Frame) -> Iterable[str]:
    """Name and count of each district; a name that would cover another shrinks to its count, a count goes away."""
    taken: list[tuple[float, float, float, float]] = []
    for each in sorted(outlines, key=lambda one: (-counts.get(one.district.code, 0), one.district.code)):
        at = label_point(each.outline)
        x, y = frame.to_x(np.array([at.longitude])).item(), frame.to_y(np.array([at.latitude])).item()
        count = str(counts.get(each.district.code, 0))
        for text in (f"{each.district.name} {count}", count):
            box = _box(x, y, text)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield _name(x, y, text)
                break


def _box(x: float, y: float, text: str) -> tuple[float, float, float, float]:
    half = len(text) * LETTER_PX / 2
    return x - half, y - LETTER_PX, x + half, y + LETTER_PX / 2


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _name(x: float, y: float, text: str) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" fill="#1a1a1a" stroke="#ffffff" stroke-width="4"'
        f' paint-order="stroke">{escape(text)}</text>'
    )


def _draw_legend(top: int) -> Iterable[str]:
    for place, symbol in enumerate(SYMBOLS):
        y = top + place * LEGEND_ROW
        yield f'<g transform="translate({MARGIN} {y}) scale({LEGEND_ROW / SIZE:.3f})">{draw_sign(symbol)}</g>'
        yield f'<text x="{MARGIN + 34}" y="{y + 20}" fill="#1a1a1a">{escape(symbol.label)}</text>'
