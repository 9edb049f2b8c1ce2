"""Differences between neighbouring positions -> bits, as many for each as it needs."""

from __future__ import annotations

import base64

import numpy as np
import numpy.typing as npt

IntColumn = npt.NDArray[np.int64]


def pack_steps(latitude: IntColumn, longitude: IntColumn) -> tuple[IntColumn, str]:
    """How many bits each of the two numbers of a row takes, and all bits in base64, highest first, latitude first.

    A number is doubled and loses its sign in the lowest bit (-1 is 1, 1 is 2, -2 is 3), so that small ones are short.
    """
    folded = np.column_stack([_fold(latitude), _fold(longitude)])
    # exact up to 2**53; positions have 26 bits
    widths = np.ceil(np.log2(folded.max(axis=1, initial=0) + 1)).astype(np.int64)
    each = np.repeat(widths, 2)
    ends = np.cumsum(each)
    shift = np.repeat(ends, each) - 1 - np.arange(each.sum())
    bits = (np.repeat(folded.ravel(), each) >> shift) & 1
    return widths, base64.b64encode(np.packbits(bits.astype(np.uint8)).tobytes()).decode()


def _fold(numbers: IntColumn) -> IntColumn:
    folded: IntColumn = np.where(numbers < 0, -2 * numbers - 1, 2 * numbers)
    return folded
