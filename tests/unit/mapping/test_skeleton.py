"""The skeleton carries no data, loads nothing, and is the same at every start."""

from __future__ import annotations

import base64
import hashlib
import re

import folium
import pytest

from directory.mapping.map_config import MapConfig
from directory.mapping.skeleton import BOOT_NAME, DirectoryMap, render_skeleton
from directory.mapping.tiles import PROVIDERS, Attribution, TileProvider


def test_equal_settings_give_equal_bytes():
    assert render_skeleton(MapConfig()) == render_skeleton(MapConfig())


def test_hash_is_that_of_the_script():
    drawn = render_skeleton(MapConfig())
    digest = hashlib.sha256(drawn.script.encode()).digest()
    assert drawn.script_sha256 == "sha256-" + base64.b64encode(digest).decode()


def test_script_only_defines_the_boot_function():
    script = render_skeleton(MapConfig()).script
    assert script.startswith(f"function {BOOT_NAME}() {{")
    assert script.endswith("}")
    assert "</" not in script


@pytest.mark.parametrize("code", PROVIDERS)
def test_nothing_but_tiles_comes_from_elsewhere(code):
    drawn = render_skeleton(MapConfig(tiles=PROVIDERS[code]))
    found = set(re.findall(r"https?://[^/\"]+", drawn.script))
    assert found == set(drawn.tile_hosts)
    assert "<script" not in drawn.html
    assert "style=" not in drawn.html


def test_without_tiles_no_host_is_named():
    drawn = render_skeleton(MapConfig(tiles=PROVIDERS["none"]))
    assert drawn.tile_hosts == ()
    assert "http" not in drawn.html + drawn.script
    assert "tiles: null" in drawn.script


def test_zooms_and_titles_reach_leaflet():
    script = render_skeleton(MapConfig(zoom_in_title="大きく", chip_zoom=12)).script
    for part in ('"zoomSnap": 0.25', '"maxZoom": 18', '"attributionControl": false', '"chipZoom": 12'):
        assert part in script
    assert '"zoomInTitle": "大きく"' in script


def test_a_title_does_not_end_the_script():
    script = render_skeleton(MapConfig(zoom_out_title="</script><b>")).script
    assert "<" not in script.partition("zoomOutTitle")[2].partition("}")[0]
    assert r'"\u003c/script>\u003cb>"' in script


def test_attribution_is_escaped_text():
    hostile = Attribution(label="<img src=x onerror=alert(1)>${1}`", url='https://example.jp/"><script>')
    tiles = TileProvider(code="own", url="https://tiles.example.jp/{z}/{x}/{y}.png", attribution=(hostile,))
    drawn = render_skeleton(MapConfig(tiles=tiles))
    assert "&lt;img src=x onerror=alert(1)&gt;" in drawn.html
    assert "<img" not in drawn.html
    assert "<script" not in drawn.html
    assert "onerror" not in drawn.script


def test_foliums_own_lists_stay_as_they_are():
    before = list(folium.Map.default_js)
    render_skeleton(MapConfig())
    assert DirectoryMap.default_js == []
    assert DirectoryMap.default_css == []
    assert list(folium.Map.default_js) == before
