"""Asks every row in turn and measures; standard library only, for peers in environments of their own."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

FIRST = "東京都千代田区丸の内1-1-1"


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
    return {"answers": answers, "cold": cold, "seconds": seconds, "peak_bytes": read_peak()}


def read_peak() -> int:
    """Peak memory of this process in bytes.

    Linux counts to `ru_maxrss` what the parent held when it started us; the process's own mark does not.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        mark = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(mark.split()[1]) * 1024
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale
