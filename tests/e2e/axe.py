"""What axe finds on a page: every rule of WCAG 2.0 to 2.2 A and AA and of best practice, and nothing but what fails."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # what passes comes with every element that it was tried on: seconds of a long page
    "resultTypes": ["violations"],
}


AXE = Axe()
IS_THERE = "typeof globalThis.axe?.run === 'function'"
RUN = """async (options) => {
  document.documentElement.classList.remove("anew");
  return (await axe.run(document, options)).violations;
}"""
"""Only what fails leaves the page: what could not be decided comes with every element as well.

The page is looked at as by somebody who scrolled: cards that are laid out a moment later have no size before.
"""


def violations(page: Page) -> list[str]:
    """A line for every rule and element; the size of marks on the map is the recorded exemption."""
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:200]}"
        for violation in _run(page)
        for node in violation["nodes"]
        if not (violation["id"] == "target-size" and "map-mark" in node["html"])
    ]


def _run(page: Page) -> list[dict[str, Any]]:
    """The half megabyte of axe is read once by each page, whatever widths it is shown in."""
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE.axe_script)
    found: list[dict[str, Any]] = page.evaluate(RUN, OPTIONS)
    return found


def violations_at(page: Page, widths: tuple[int, ...], *, height: int = 844) -> list[str]:
    """The same at several widths of one window, in CSS pixels."""
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width}: {line}" for line in violations(page)]
    return found
