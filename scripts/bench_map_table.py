"""The table that the benchmark of the map prints, a line for each page, and our shares of the others' figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

HEAD = """\
| variant | n | server render ms | all KB gz | drawn ms | usable ms | main thread CPU ms | filter p50 / worst \
| list p50 / worst | JS heap MB | nodes | stops |
|---|---|---|---|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table; times in ms.

    Attributes:
        drawn_ms: until the page has made its marks and handed over the frame with them.
        usable_ms: until they are on the screen (Element Timing).
        busy_ms: CPU time of the page's main thread until it is usable; other programs do not lengthen it.
        filter_ms: until the map is painted, of several toggles; none where one can not filter.
        list_ms: until our list is painted, which the server answers.
    """

    name: str
    count: int
    render_ms: float
    bytes_gz: int
    drawn_ms: float
    usable_ms: float
    busy_ms: float
    filter_ms: tuple[float, ...]
    list_ms: tuple[float, ...] = ()
    heap_mb: float
    nodes: int = 0
    stops: int = 0


def describe(line: Line) -> str:
    """The line as a row of a Markdown table."""
    filtered, listed = (
        f"{median(times):.0f} / {max(times):.0f}" if times else "none" for times in (line.filter_ms, line.list_ms)
    )
    return (
        f"| {line.name} | {line.count:,} | {line.render_ms:,.0f} | {line.bytes_gz / 1000:,.0f} | "
        f"{line.drawn_ms:,.0f} | {line.usable_ms:,.0f} | {line.busy_ms:,.0f} | {filtered} | {listed} | "
        f"{line.heap_mb:.1f} | {line.nodes or ''} | {line.stops or ''} |"
    )


def print_ratios(lines: Sequence[Line]) -> None:
    """Ours against each stock page of the same run: what remains of bytes, of the wait and of a filter."""
    ours = lines[0]
    for other in lines[2:]:
        parts = [
            f"bytes 1/{other.bytes_gz / ours.bytes_gz:.1f}",
            f"drawn 1/{other.drawn_ms / ours.drawn_ms:.1f}",
            f"usable 1/{other.usable_ms / ours.usable_ms:.1f}",
            f"main thread CPU 1/{other.busy_ms / ours.busy_ms:.1f}",
        ]
        if other.filter_ms:
            parts.append(f"filter 1/{median(other.filter_ms) / median(ours.filter_ms):.1f}")
        print(f"<!-- {ours.count:,}: ours against {other.name}: {', '.join(parts)} -->", flush=True)
