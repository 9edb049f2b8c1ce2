"""What the map's skeleton is drawn from, and what it is once drawn."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.coordinate import Coordinate
from directory.mapping.tiles import PROVIDERS, TileProvider

CHIP_ZOOM = 13
CLUSTER_RADIUS_PX = 80
"""Chips below CHIP_ZOOM, clusters and pins from there. Source: design of semantic zoom."""


JAPAN = Coordinate(latitude=36.5, longitude=137.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapConfig:
    """What the skeleton needs. `center` and `zoom` are the view until the first points decide it."""

    tiles: TileProvider = PROVIDERS["pale"]
    center: Coordinate = JAPAN
    zoom: int = 5
    chip_zoom: int = CHIP_ZOOM
    cluster_radius_px: int = CLUSTER_RADIUS_PX
    zoom_in_title: str = "Zoom in"
    zoom_out_title: str = "Zoom out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """`html` stands where the map stands; `script` is inline and only defines the boot function.

    Attributes:
        script_sha256: source expression for script-src of the security policy, without quotes (sha256-…).
        tile_hosts: origins for img-src.
    """

    html: str
    script: str
    script_sha256: str
    tile_hosts: tuple[str, ...] = ()
