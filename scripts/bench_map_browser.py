"""The browser of the benchmark of the map, and how long it is left alone before a page is measured in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
WINDOW_MS = 1_500
"""A new window of the browser loads pages for its own bars first, and the one before it is still being closed: both
would take the CPU of whoever is measured."""


def start_browser(playwright: Playwright, chromium: str) -> Browser:
    """A browser that asks nobody for anything by itself."""
    return playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
