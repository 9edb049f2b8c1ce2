"""Every difference comes out of the bits as it went in."""

from __future__ import annotations

import base64

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.mapping.packed_steps import pack_steps

STEP = st.integers(-18_000_000, 18_000_000)


def unpack(widths, text):
    """What the browser does, with numbers instead of characters."""
    bits = "".join(f"{byte:08b}" for byte in base64.b64decode(text))
    at, rows = 0, []
    for width in widths:
        pair = []
        for _ in range(2):
            folded = int(bits[at : at + width] or "0", 2)
            pair.append(-(folded + 1) // 2 if folded % 2 else folded // 2)
            at += width
        rows.append(tuple(pair))
    return rows


@given(st.lists(st.tuples(STEP, STEP)))
def test_steps_come_out_as_they_went_in(rows):
    columns = np.array(rows, dtype=np.int64).reshape(-1, 2)
    assert unpack(*pack_steps(columns[:, 0], columns[:, 1])) == rows


def test_each_row_takes_as_many_bits_as_its_longer_number():
    widths, text = pack_steps(np.array([0, 1, -4], dtype=np.int64), np.array([0, -1, 3], dtype=np.int64))
    assert widths.tolist() == [0, 2, 3]
    # 1 -> 10, -1 -> 01, -4 -> 111, 3 -> 110
    assert base64.b64decode(text) == bytes([0b10011111, 0b10000000])
