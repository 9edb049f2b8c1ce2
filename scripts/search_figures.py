"""Lines of figures of the benchmark of the search, and times of many questions."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from itertools import cycle

MOST_S = 120
"""Seconds for which questions are asked again and again."""

_WARM = 20
"""Questions that are asked before the clock runs."""


def percentiles(
    questions: Sequence[str],
    work: Callable[[str], object],
    *,
    cpu: Callable[[], float] = time.thread_time,
    more: Callable[[], bool] | None = None,
) -> dict[str, float]:
    """Median, 99th percentile and worst milliseconds: by the clock, and of processor time (this thread's, or `cpu`).

    With `more`, questions are asked again and again as long as it holds, at most for MOST_S.
    """
    for text in questions[:_WARM]:
        work(text)
    clock, used = [], []
    end = time.monotonic() + MOST_S
    for text in cycle(questions):
        start, start_cpu = time.monotonic(), cpu()
        work(text)
        clock.append((time.monotonic() - start) * 1000)
        used.append((cpu() - start_cpu) * 1000)
        goes_on = more() and time.monotonic() < end if more else len(clock) < len(questions)
        if not goes_on:
            break
    return {"asked": len(clock), **_spread("ms", clock), **_spread("cpu_ms", used)}


def tell(count: int, what: str, **figures: object) -> dict[str, object]:
    """One JSON line, which comes back."""
    line = {"count": count, "what": what, **figures}
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return line


def _spread(name: str, times: list[float]) -> dict[str, float]:
    times.sort()
    places = {"p50": len(times) // 2, "p99": len(times) * 99 // 100, "max": len(times) - 1}
    return {f"{part}_{name}": round(times[place], 1) for part, place in places.items()}
