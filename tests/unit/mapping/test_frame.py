"""A window shows its whole box, north up, without stretching it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.criteria import BoundingBox
from directory.mapping.frame import MARGIN, MAX_HEIGHT, MIN_HEIGHT, WIDTH, fit_frame

WEST = st.floats(122, 145)
SOUTH = st.floats(24, 45)
SPAN = st.floats(0, 1)


@given(WEST, SOUTH, SPAN, SPAN)
def test_the_box_lies_inside_its_window(west, south, wide, high):
    frame = fit_frame(BoundingBox(west=west, south=south, east=west + wide, north=south + high))
    x = frame.to_x(np.array([west, west + wide])).tolist()
    y = frame.to_y(np.array([south + high, south])).tolist()
    assert MARGIN - 1 <= x[0] <= x[1] <= WIDTH - MARGIN + 1
    assert MARGIN - 1 <= y[0] <= y[1] <= frame.height - MARGIN + 1
    assert MIN_HEIGHT <= frame.height <= MAX_HEIGHT + 1


def test_a_point_stands_in_the_middle():
    frame = fit_frame(BoundingBox(west=135.5, south=34.7, east=135.5, north=34.7))
    assert frame.to_x(np.array([135.5])).tolist() == [WIDTH // 2]
    assert frame.to_y(np.array([34.7])).tolist() == [frame.height // 2]
