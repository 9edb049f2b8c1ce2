from __future__ import annotations

import numpy as np

from directory.catalog.hilbert import UNPLACED, hilbert_keys


def test_neighbours_on_the_curve_are_neighbours_on_the_map():
    side = np.linspace(30.0, 45.0, 16)
    latitude, longitude = (axis.ravel() for axis in np.meshgrid(side, side + 100))
    order = np.argsort(hilbert_keys(latitude, longitude))
    steps = np.hypot(np.diff(latitude[order]), np.diff(longitude[order]))
    assert np.median(steps) <= 1.5


def test_every_point_has_its_own_place():
    latitude = np.array([34.60, 34.65, 34.65, 34.70])
    longitude = np.array([135.40, 135.40, 135.45, 135.45])
    assert len(set(hilbert_keys(latitude, longitude).tolist())) == 4


def test_unplaced_come_last():
    assert hilbert_keys(np.array([np.nan, 90.0]), np.array([np.nan, 180.0])).tolist()[0] == UNPLACED
    assert hilbert_keys(np.array([90.0]), np.array([180.0]))[0] < UNPLACED
