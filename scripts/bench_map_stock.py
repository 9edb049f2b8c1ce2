"""Pages of stock Folium over the same listings, and every file that they ask for, for the benchmark of the map."""

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

_ELSEWHERE = re.compile(r'(?:https?:)?//(?:cdn|code|netdna|maxcdn)[^"\']*/([^"\'/]+)(?=["\'])')
"""Addresses of other hosts in a stock page; a page of the benchmark asks its own host for them."""

_PACKAGES = (
    "leaflet@1.9.3",
    "jquery@3.7.1",
    "bootstrap@5.2.2",
    "@fortawesome/fontawesome-free@6.2.0",
    "leaflet.awesome-markers@2.0.5",
    "leaflet.markercluster@1.1.0",
)
"""What the pages name, in these versions (of leaflet.awesome-markers they name 2.0.2, which is no package). Two small
style sheets that are in no package are missing: of glyphicons and of turned icons."""

_RENAMED = {"jquery.min.js": "jquery-3.7.1.min.js"}
_FILES = re.compile(
    r"package/(?:dist/)?(?:css/|js/|images/)?"
    r"(?:leaflet\.(?:css|js)|(?:marker|layers)-?\w*(?:-2x)?\.png|jquery\.min\.js|bootstrap\.min\.css|all\.min\.css|"
    r"bootstrap\.bundle\.min\.js|leaflet\.(?:awesome-markers|markercluster)\.(?:css|js)|MarkerCluster[\w.]*\.css)"
)


def write_assets(folder: Path) -> None:
    """Puts the files of the packages into a folder, under the last part of their names."""
    command = ["npm", "pack", *_PACKAGES, "--pack-destination", str(folder), "--silent"]
    subprocess.run(command, check=True, capture_output=True)
    for path in folder.glob("*.tgz"):
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                stream = archive.extractfile(member) if _FILES.fullmatch(member.name) else None
                if stream:
                    name = member.name.rpartition("/")[2]
                    (folder / _RENAMED.get(name, name)).write_bytes(stream.read())
        path.unlink()


def localize(html: str) -> str:
    """The page with its files on its own host."""
    return _ELSEWHERE.sub(r"/\1", html)


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
