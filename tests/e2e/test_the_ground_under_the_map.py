"""The picture under the map: asked of the tile host alone, missed without harm, named as its makers want it."""

from __future__ import annotations

import struct
import zlib
from urllib.parse import urlsplit

import pytest

from directory.settings import Settings
from tests.e2e.axe import violations
from tests.e2e.conftest import SiteInMemory
from tests.integration.site.fictional import RuntimeInMemory, usual_listings

pytestmark = pytest.mark.browser

TILE_HOST = "cyberjapandata.gsi.go.jp"
READY, MARK, STATUS = "#map[data-map-ready]", "#map .map-mark", "#map .map-status, #map .map-notes"
NO_GROUND = "背景地図を取得できません"


def draw_tile() -> bytes:
    """A grey picture of 256 × 256 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes([225]) * 256 for _ in range(256))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


TILE = draw_tile()


@pytest.fixture(scope="module")
def tiled() -> SiteInMemory:
    settings = Settings(area_name="架空市", help_phone="03-3555-0000", tiles="pale")
    return SiteInMemory("tiled.test", RuntimeInMemory(settings, usual_listings()))


@pytest.fixture(params=[390, 768, 1366])
def watched(request, make_context, tiled):
    """A window of a width that writes down hosts, refusals of the policy and errors."""
    context = make_context(width=request.param, height=900)
    context.route(f"{tiled.url}/**", tiled.answer)
    page = context.new_page()
    page.hosts, page.troubles = set(), []
    page.on("request", lambda asked: page.hosts.add(urlsplit(asked.url).netloc))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.info('CSP ' + e.violatedDirective))"
    )
    page.on("console", lambda said: said.text.startswith("CSP") and page.troubles.append(said.text))
    return page


def open_map(page, tiled) -> None:
    page.goto(f"{tiled.url}/?view=map")
    page.wait_for_selector(READY, state="attached")
    page.wait_for_selector(MARK)


def test_tiles_come_from_their_host_and_nothing_comes_from_another(watched, tiled):
    asked = []

    def give(route) -> None:
        asked.append(route.request.headers.get("referer", ""))
        route.fulfill(body=TILE, content_type="image/png")

    watched.context.route(f"https://{TILE_HOST}/**", give)
    open_map(watched, tiled)
    watched.locator("img.leaflet-tile-loaded").first.wait_for(state="attached")
    watched.locator("#map .leaflet-control-zoom-in").click()
    watched.wait_for_load_state("networkidle")
    assert watched.hosts == {urlsplit(tiled.url).netloc, TILE_HOST}
    assert watched.troubles == []
    assert watched.context.cookies() == []
    assert NO_GROUND not in watched.locator("main").inner_text()
    link = watched.get_by_role("link", name="地理院タイル")
    assert link.get_attribute("href") == "https://maps.gsi.go.jp/development/ichiran.html"
    assert "underline" in link.evaluate("each => getComputedStyle(each).textDecorationLine")
    # the address of the page, and what was asked for on it, is none of the tile host's business
    assert not any("?" in each for each in asked)
    assert violations(watched) == []


def test_without_tiles_the_map_goes_on_and_says_so(watched, tiled):
    watched.context.route(f"https://{TILE_HOST}/**", lambda route: route.abort())
    open_map(watched, tiled)
    watched.locator("#map", has_text=NO_GROUND).wait_for()
    assert watched.locator("img.leaflet-tile").count() == 0
    assert watched.locator(MARK).count() >= 1
    watched.locator("input[name=cat][value=child_cafe]").check(force=True)
    watched.wait_for_url("**cat=child_cafe**")
    assert watched.troubles == []
    assert violations(watched) == []


def test_pages_without_a_map_ask_no_tile_host(watched, tiled):
    for path in ("/r/t00001", "/list?ids=t00001,t00002", "/print?ids=t00001", "/sheet?ids=t00001&map=1", "/data"):
        watched.goto(f"{tiled.url}{path}", wait_until="networkidle")
    assert watched.hosts == {urlsplit(tiled.url).netloc}
    assert watched.troubles == []
