"""Asks every row in turn and measures; standard library only, for peers in environments of their own."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable

FIRST = "東京都千代田区丸の内1-1-1"
KILOBYTE = 1024 if sys.platform != "darwin" else 1


def ask_all(
    ask: Callable[[str, str], dict[str, object]], rows: list[list[str]], passes: int, started: tuple[float, float]
) -> dict[str, object]:
    """Answers of the first pass and figures: seconds by the wall and of CPU, peak memory in bytes.

    Args:
        ask: address and municipality -> answer.
        rows: pairs of both.
        passes: how often all rows are asked.
        started: wall and CPU seconds when the process began its imports.
    """
    ask(FIRST, "")
    cold = (time.perf_counter() - started[0], time.process_time() - started[1])
    answers: list[dict[str, object]] = []
    seconds = []
    for number in range(passes):
        wall, cpu = time.perf_counter(), time.process_time()
        found = [ask(address, near) for address, near in rows]
        seconds.append((time.perf_counter() - wall, time.process_time() - cpu))
        answers = answers if number else found
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    return {"answers": answers, "cold": cold, "seconds": seconds, "peak_bytes": peak}
