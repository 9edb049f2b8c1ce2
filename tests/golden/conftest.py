"""The geocoder over the shipped gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.address import Place
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder


@pytest.fixture(scope="module")
def geocoder(geodata_folder: Path) -> Geocoder:
    return Geocoder(Gazetteer.open(geodata_folder))


def locate(geocoder: Geocoder, text: str, near: str = "") -> Place:
    place = geocoder.locate(text, near=near or None).place
    assert place is not None
    return place
