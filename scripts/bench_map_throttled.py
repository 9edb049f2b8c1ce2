"""Our page and stock Folium on one slow phone: paint, shift, block, react and bytes over a real socket."""

from __future__ import annotations

import gzip
import re
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from bench_listings import make_listings
from bench_map_site import open_site
from bench_map_stock import draw_fast, draw_markers, read_assets
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

TODAY = date(2026, 6, 3)
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
PHONE: ViewportSize = {"width": 412, "height": 823}
SLOW_DOWN = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Four times slower than this machine, 1.6 Mbps, 150 ms. Source: conditions of the interface design."""

WATCH = """
window.seen = { lcp: 0, cls: 0, tbt: 0, inp: 0 };
const watch = (type, act, options = {}) => new PerformanceObserver((list) => list.getEntries().forEach(act))
  .observe({ type, buffered: true, ...options });
watch("largest-contentful-paint", (each) => { seen.lcp = each.startTime; });
watch("layout-shift", (each) => { if (!each.hadRecentInput) seen.cls += each.value; });
watch("longtask", (each) => { seen.tbt += Math.max(0, each.duration - 50); });
const react = (each) => { if (each.interactionId) seen.inp = Math.max(seen.inp, each.duration); };
watch("event", react, { durationThreshold: 16 });
"""
CDN = re.compile(r'(?:https?:)?//(?:cdn|code|netdna|maxcdn)[^"\']*/([^"\'/]+)(?=["\'])')

Answer = tuple[bytes, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """What one page cost; times in ms."""

    name: str
    lcp_ms: float
    cls: float
    tbt_ms: float
    inp_ms: float
    kilobytes: float
    requests: int


def compare_throttled(chromium: str, counts: Sequence[int]) -> int:
    """Prints one Markdown table a size."""
    print("| page | n | LCP ms | CLS | TBT ms | INP ms | KB over the line | requests |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        assets = read_assets(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for count in counts:
            for line in measure(browser, assets, count):
                print(
                    f"| {line.name} | {count:,} | {line.lcp_ms:,.0f} | {line.cls:.3f} | {line.tbt_ms:,.0f} | "
                    f"{line.inp_ms:,.0f} | {line.kilobytes:,.1f} | {line.requests} |",
                    flush=True,
                )
        browser.close()
    return 0


def measure(browser: Browser, assets: dict[str, str], count: int) -> Iterator[Slow]:
    """Our list, our list with the map, and stock pages of the same listings."""
    listings = list(make_listings(count, today=TODAY))
    site, _ = open_site(listings, today=TODAY, limit=20_000)

    def ask_ours(path: str) -> Answer:
        answer = site.ask(f"http://127.0.0.1{path}")
        return answer.content, answer.headers.get("content-type", "")

    chip = "label.chip:has([value=child_cafe])"
    with serve(ask_ours) as url:
        yield look(browser, "ours, list", url, "#cards .card", chip)
        yield look(browser, "ours, map", f"{url}/?view=map", "#map[data-map-ready]", chip)
    for name, draw in (("Marker loop", draw_markers), ("FastMarkerCluster", draw_fast)):
        html = CDN.sub(r"/\1", draw(listings)[0])

        def ask_stock(path: str, html: str = html) -> Answer:
            kind = "text/html" if path == "/" else "text/javascript" if path.endswith(".js") else "text/css"
            held = next((text for end, text in assets.items() if path.endswith(end)), "")
            return (html if path == "/" else held).encode(), f"{kind}; charset=utf-8"

        with serve(ask_stock) as url:
            field = ".leaflet-control-layers-selector" if draw is draw_markers else ".leaflet-marker-icon"
            yield look(browser, name, url, ".leaflet-marker-icon", field)


@contextmanager
def serve(ask: Callable[[str], Answer]) -> Iterator[str]:
    """Address of a server that answers GET with what `ask` says, compressed."""

    class Handler(BaseHTTPRequestHandler):
        """One connection."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answers one request."""
            body, kind = ask(self.path)
            packed = gzip.compress(body, 6)
            self.send_response(200)
            for name, value in (("Content-Type", kind), ("Content-Encoding", "gzip"), ("Content-Length", len(packed))):
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def look(browser: Browser, name: str, url: str, ready: str, press: str) -> Slow:
    """Opens a page with nothing in the cache, waits until it is ready, presses once."""
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
    page.add_init_script(WATCH)
    page.goto(url, timeout=300_000)
    page.wait_for_selector(ready, state="attached", timeout=300_000)
    page.wait_for_load_state("networkidle")
    first = page.evaluate("() => ({ ...seen })")
    kilobytes, requests = sum(sizes) / 1000, len(sizes)
    page.locator(press).first.click(force=True, timeout=120_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    inp = page.evaluate("() => seen.inp")
    context.close()
    return Slow(
        name=name,
        lcp_ms=first["lcp"],
        cls=first["cls"],
        tbt_ms=first["tbt"],
        inp_ms=inp,
        kilobytes=kilobytes,
        requests=requests,
    )
