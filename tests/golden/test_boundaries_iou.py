from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely.geometry import shape

from directory.geo.boundaries import Boundaries

# Measured: .9159, .9595, .9808, .9690, .9135; the first and the last are wards, drawn from town points.
THRESHOLDS = {"27106": 0.9155, "13229": 0.959, "39201": 0.9805, "11208": 0.969, "27144": 0.913}


@pytest.fixture(scope="module")
def boundaries(geodata_folder: Path) -> Boundaries:
    from directory.geo.gazetteer import Gazetteer

    return Boundaries.open(geodata_folder, Gazetteer.open(geodata_folder))


@pytest.mark.shared
@pytest.mark.parametrize(("jis", "threshold"), THRESHOLDS.items())
def test_outline_overlaps_the_official_one(
    boundaries: Boundaries, shared_folder: Path, jis: str, threshold: float
) -> None:
    (path,) = (shared_folder / "data" / "boundaries").glob(f"*_{jis}.geojson")
    official = shape(json.loads(path.read_text(encoding="utf-8"))["features"][0]["geometry"])
    ours = boundaries.outline(jis)
    assert ours is not None
    assert ours.intersection(official).area / ours.union(official).area >= threshold
