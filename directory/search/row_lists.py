"""Lists of numbers, one behind the other in one array, and where each begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from directory.search.analysis import Rows
from directory.search.array_file import Arrays, ArraySink


def put_lists(sink: ArraySink, name: str, lists: Sequence[Rows]) -> None:
    """Hands lists on under a name."""
    starts = np.zeros(len(lists) + 1, np.int64)
    np.cumsum([each.size for each in lists], out=starts[1:])
    sink.put(f"{name}/starts", starts)
    sink.put(f"{name}/rows", np.concatenate([*lists, np.empty(0, np.int32)], dtype=np.int32))


def read_lists(arrays: Arrays, name: str) -> list[Rows]:
    """The lists of a name."""
    starts, rows = arrays[f"{name}/starts"].tolist(), arrays[f"{name}/rows"]
    return [rows[start:end] for start, end in pairwise(starts)]
