"""The map without JavaScript: outlines with name and count, one dot a listing, as one SVG picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt
import shapely

from directory.catalog.criteria import BoundingBox
from directory.catalog.find import Found
from directory.mapping.districts import OutlinedDistrict, label_point, simplify_outlines
from directory.mapping.frame import JAPAN, MARGIN, WIDTH, Frame, fit_frame, trace_outline
from directory.mapping.islands import group_places
from directory.mapping.points import count_by_district
from directory.mapping.sprite import SIZE, draw_sign
from directory.mapping.symbols import SYMBOLS
from directory.wording.words import Words

LEGEND_ROW = 40
DOT_PX = 10
LETTER_PX = 22

Rows = npt.NDArray[np.int32]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Island:
    """One group of near places: its outlines, the rows of its dots, and its window."""

    outlines: tuple[OutlinedDistrict, ...]
    rows: Rows
    frame: Frame


def draw_svg(found: Found, outlines: Sequence[OutlinedDistrict], words: Words, *, scheme: str) -> str:
    """A complete SVG file; every text in it is escaped, no script and no style attribute.

    Outlines are those of districts with listings of the answer; dots are placed listings only. Groups of places far
    from each other stand one below the other, each in a scale of its own.
    """
    counts = dict(zip(found.snapshot.district_codes[scheme], count_by_district(found, scheme), strict=True))
    islands = _find_islands(found, simplify_outlines(outlines))
    drawn = [_draw_island(found, island, counts) for island in islands]
    tops = np.cumsum([0, *(island.frame.height for island in islands)]).tolist()
    height = tops[-1] + len(SYMBOLS) * LEGEND_ROW + MARGIN
    title = words.say("map.svg_title", count=found.total)
    about = words.say("map.svg_about", count=found.total, unplaced=found.total - found.placed)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<g font-family="sans-serif" font-size="{LETTER_PX}">',
        *(f'<g transform="translate(0 {top})">{part}</g>' for top, part in zip(tops, drawn, strict=False)),
        *_draw_legend(tops[-1], words),
        "</g></svg>",
    ]
    return "\n".join(parts)


def _find_islands(found: Found, outlines: Sequence[OutlinedDistrict]) -> list[Island]:
    """Everything that is drawn, by nearness; one empty window of Japan when there is nothing."""
    snapshot = found.snapshot
    placed = found.rows[np.isfinite(snapshot.latitude[found.rows])]
    names = [label_point(each.outline) for each in outlines]
    latitude = np.append(snapshot.latitude[placed], [at.latitude for at in names])
    longitude = np.append(snapshot.longitude[placed], [at.longitude for at in names])
    groups = group_places(latitude, longitude)
    islands = []
    for group in sorted(set(groups.tolist())):
        mine = groups == group
        rows = placed[mine[: placed.size]]
        inside = tuple(each for each, is_mine in zip(outlines, mine[placed.size :], strict=True) if is_mine)
        boxes = [shapely.bounds(each.outline) for each in inside]
        points = np.column_stack([longitude[mine], latitude[mine]])
        corners = np.array([*boxes, np.concatenate([points.min(axis=0), points.max(axis=0)])])
        (west, south), (east, north) = corners[:, :2].min(axis=0).tolist(), corners[:, 2:].max(axis=0).tolist()
        frame = fit_frame(BoundingBox(west=west, south=south, east=east, north=north))
        islands.append(Island(outlines=inside, rows=rows, frame=frame))
    return islands or [Island(outlines=(), rows=placed, frame=fit_frame(JAPAN))]


def _draw_island(found: Found, island: Island, counts: dict[str, int]) -> str:
    parts = (
        *_draw_outlines(island.outlines, island.frame),
        *_draw_dots(found, island.rows, island.frame),
        *_draw_names(island.outlines, counts, island.frame),
    )
    return "\n".join(parts)


def _draw_outlines(outlines: Iterable[OutlinedDistrict], frame: Frame) -> Iterable[str]:
    for each in outlines:
        dashes = ' stroke-dasharray="6 5"' if each.district.approximate else ""
        yield (
            f'<path d="{trace_outline(each.outline, frame)}" fill="#e8f1fe" fill-rule="evenodd" stroke="#4d4d4d"'
            f' stroke-width="1.2" stroke-linejoin="round"{dashes}/>'
        )


def _draw_dots(found: Found, rows: Rows, frame: Frame) -> Iterable[str]:
    """One path a category: a line of no length with round ends is a dot, and costs ten bytes."""
    snapshot = found.snapshot
    x, y = frame.to_x(snapshot.longitude[rows]), frame.to_y(snapshot.latitude[rows])
    for symbol in SYMBOLS:
        mine = snapshot.category[rows] == snapshot.category_codes.index(symbol.code)
        dots = "".join(f"M{a} {b}h0" for a, b in zip(x[mine].tolist(), y[mine].tolist(), strict=True))
        if dots:
            yield _stroke(dots, "#ffffff", DOT_PX + 3)
            yield _stroke(dots, symbol.color, DOT_PX)


def _stroke(dots: str, color: str, width: int) -> str:
    return f'<path d="{dots}" fill="none" stroke="{color}" stroke-width="{width}" stroke-linecap="round"/>'


def _draw_names(outlines: Iterable[OutlinedDistrict], counts: dict[str, int], frame: Frame) -> Iterable[str]:
    """Name and count of each district; a name that would cover another shrinks to its count, a count goes away."""
    taken: list[Box] = []
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


def _box(x: float, y: float, text: str) -> Box:
    half = len(text) * LETTER_PX / 2
    return x - half, y - LETTER_PX, x + half, y + LETTER_PX / 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _name(x: float, y: float, text: str) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" fill="#1a1a1a" stroke="#ffffff" stroke-width="4"'
        f' paint-order="stroke" font-weight="bold">{escape(text)}</text>'
    )


def _draw_legend(top: int, words: Words) -> Iterable[str]:
    for place, symbol in enumerate(SYMBOLS):
        y = top + place * LEGEND_ROW
        yield f'<g transform="translate({MARGIN} {y}) scale({LEGEND_ROW / SIZE:.3f})">{draw_sign(symbol)}</g>'
        name = escape(words.say(f"category.{symbol.code}"))
        yield f'<text x="{MARGIN + 50}" y="{y + 28}" fill="#1a1a1a">{name}</text>'
