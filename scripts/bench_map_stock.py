"""Pages of stock Folium over the same listings, and the scripts that they need, for the benchmark of the map."""

from __future__ import annotations

import re
import subprocess
import tarfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import folium
from folium.plugins import FastMarkerCluster, MarkerCluster

if TYPE_CHECKING:
    from directory.domain.listing import Listing

CHECKOUT = Path(__file__).resolve().parent.parent
CDN = re.compile(r'(?:https?:)?//(?:cdn|code|netdna|maxcdn)[^"\']*/([^"\'/]+)(?=["\'])')
"""Addresses of other hosts in a stock page; a page of the benchmark asks its own host for them."""

STOCK = ("jquery@3.7.1", "leaflet.markercluster@1.5.3")


def read_assets(folder: Path) -> dict[str, str]:
    """End of a file name -> text: what stock pages load from elsewhere, without going there."""
    texts = {"leaflet.js": (CHECKOUT / "web/static/vendor/leaflet@1.9.4/leaflet.js").read_text("utf-8")}
    for package in STOCK:
        command = ["npm", "pack", package, "--pack-destination", str(folder), "--silent"]
        subprocess.run(command, check=True, capture_output=True)
    for path in folder.glob("*.tgz"):
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                stream = archive.extractfile(member)
                if stream and member.name.endswith(("dist/jquery.min.js", "dist/leaflet.markercluster.js")):
                    texts[member.name.rpartition("/")[2]] = stream.read().decode()
    texts["jquery-3.7.1.min.js"] = texts.pop("jquery.min.js")
    return texts


def _placed(listings: Sequence[Listing]) -> Iterator[tuple[float, float, Listing]]:
    for each in listings:
        if each.coordinate:
            yield each.coordinate.latitude, each.coordinate.longitude, each


def _render(drawn: folium.Map, started: float) -> tuple[str, float]:
    drawn.fit_bounds([[24, 123], [46, 146]])
    html = drawn.get_root().render()
    return html, (time.perf_counter() - started) * 1000


def draw_markers(listings: Sequence[Listing]) -> tuple[str, float]:
    """One Marker with popup and tooltip a listing, one FeatureGroup a category, a LayerControl."""
    started = time.perf_counter()
    drawn, groups = folium.Map(tiles=None, max_zoom=18), {}
    for latitude, longitude, each in _placed(listings):
        category = each.categories[0]
        if category not in groups:
            groups[category] = folium.FeatureGroup(name=category).add_to(drawn)
        popup = folium.Popup(f"{each.name}<br>{each.address}<br>{each.description}")
        folium.Marker([latitude, longitude], popup=popup, tooltip=each.name).add_to(groups[category])
    folium.LayerControl(collapsed=False).add_to(drawn)
    return _render(drawn, started)


def draw_clusters(listings: Sequence[Listing]) -> tuple[str, float]:
    """The same Markers in one MarkerCluster."""
    started = time.perf_counter()
    drawn = folium.Map(tiles=None, maxZoom=18)
    cluster = MarkerCluster().add_to(drawn)
    for latitude, longitude, each in _placed(listings):
        popup = folium.Popup(f"{each.name}<br>{each.address}<br>{each.description}")
        folium.Marker([latitude, longitude], popup=popup, tooltip=each.name).add_to(cluster)
    return _render(drawn, started)


def draw_fast(listings: Sequence[Listing]) -> tuple[str, float]:
    """FastMarkerCluster with a callback that makes each marker in the browser."""
    started = time.perf_counter()
    drawn = folium.Map(tiles=None, maxZoom=18)
    rows = [[latitude, longitude, each.name, each.address] for latitude, longitude, each in _placed(listings)]
    callback = "function (row) { return L.marker(new L.LatLng(row[0], row[1]), { title: row[2] }); }"
    FastMarkerCluster(rows, callback=callback).add_to(drawn)
    return _render(drawn, started)
