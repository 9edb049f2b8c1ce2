"""Registry of base maps: address, attribution, zooms and the host that the security policy must allow."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from directory.domain.errors import DirectoryError

CHOICES = ("pale", "std", "osm", "none")
"""Values of the setting."""


class TilesRefused(DirectoryError):
    """A base map can not be used: unknown name, or an address that is not https."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who made a base map. Plain text and address, never markup."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TileProvider:
    """One base map. `url` has {z}, {x} and {y}; it is empty when outlines alone are the base.

    Attributes:
        min_zoom: tiles do not exist below it. max_native_zoom: above it they are enlarged.
    """

    code: str
    url: str = ""
    attribution: tuple[Attribution, ...] = ()
    min_zoom: int = 5
    max_native_zoom: int = 18

    @property
    def hosts(self) -> tuple[str, ...]:
        """Origins that pages must be allowed to load images from."""
        parts = urlsplit(self.url)
        return (f"{parts.scheme}://{parts.netloc}",) if self.url else ()


_GSI = Attribution(label="地理院タイル", url="https://maps.gsi.go.jp/development/ichiran.html")
_OSM = Attribution(label="© OpenStreetMap contributors", url="https://www.openstreetmap.org/copyright")

PROVIDERS: dict[str, TileProvider] = {
    provider.code: provider
    for provider in (
        TileProvider(code="pale", url="https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png", attribution=(_GSI,)),
        TileProvider(code="std", url="https://cyberjapandata.gsi.go.jp/xyz/std/{z}/{x}/{y}.png", attribution=(_GSI,)),
        TileProvider(code="osm", url="https://tile.openstreetmap.org/{z}/{x}/{y}.png", attribution=(_OSM,), min_zoom=0),
        TileProvider(code="none"),
    )
}


def choose_tiles(code: str) -> TileProvider:
    """The base map of a setting's value.

    Raises:
        TilesRefused: nothing has that name; `facts` name it and the choices.
    """
    provider = PROVIDERS.get(code)
    if provider is None:
        raise TilesRefused("tiles_unknown", {"value": code, "choices": ", ".join(CHOICES)})
    return provider
