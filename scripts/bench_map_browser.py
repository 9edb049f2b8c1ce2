"""The browser of the benchmark of the map, and looks at pages in it until their marks are on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench_map_watch import WATCH

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
WINDOW_MS = 1_500
"""A new window of the browser loads pages for its own bars first, and the one before it is still being closed: both
would take the CPU of whoever is measured."""

PATIENCE_MS = 1_200_000
"""For marks: a loop of 10,000 Markers takes minutes until the first of them is on the screen."""

REST_MS = 700
"""After the marks: what a page asks for later comes, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a page cost until marks are there, in ms; the attributes are those of a line of the table."""

    drawn_ms: float
    usable_ms: float
    busy_ms: float


def start_browser(playwright: Playwright, chromium: str) -> Browser:
    """A browser that asks nobody for anything by itself."""
    return playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))


def look_in_turn(browser: Browser, urls: Sequence[str], slow_down: float, times: int) -> dict[str, list[Look]]:
    """Several looks at each page, by its address; every second round goes backwards.

    Before them there is one of each that is not counted: servers know their files by then, browsers have read fonts.
    """
    seen: dict[str, list[Look]] = {url: [] for url in urls}
    for turn in range(1 + times):
        for url in urls if turn % 2 else reversed(urls):
            page, found = look(browser, url, slow_down if turn else 1.0)
            page.context.close()
            if turn:
                seen[url].append(found)
    return seen


def read_heap(page: Page) -> float:
    """Megabytes of JavaScript objects that are still needed; typed arrays are not counted."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def look(browser: Browser, url: str, slow_down: float) -> tuple[Page, Look]:
    """One look with an empty cache, and the page, which is still open."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block").new_page()
    page.wait_for_timeout(WINDOW_MS)
    page.add_init_script(WATCH)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slow_down})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    with page.expect_console_message(lambda said: said.text.startswith("usable"), timeout=PATIENCE_MS) as heard:
        page.goto(url, timeout=PATIENCE_MS)
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    _, drawn, usable = heard.value.text.split()
    page.wait_for_timeout(REST_MS)
    return page, Look(drawn_ms=float(drawn), usable_ms=float(usable), busy_ms=metrics["TaskDuration"] * 1000)
