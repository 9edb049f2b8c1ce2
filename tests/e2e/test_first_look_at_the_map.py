"""The map counts districts before its points are there, and what is tapped meanwhile is done when they are."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

READY = "#map[data-map-ready]"
CHIP = "#map .map-mark:has(.map-chip)"
POINTS = "**/api/v1/map/points*"
STATUS = "#map .map-status"


@pytest.fixture
def held(page):
    """Requests for the points, which nobody answers until the test says so."""
    page.set_viewport_size({"width": 1366, "height": 900})
    asked = []
    # playwright leaves a mark on its handlers, which a method of a list has no room for
    page.route(POINTS, lambda route: asked.append(route))  # noqa: PLW0108
    return asked


def open_map(page, server_url):
    page.goto(f"{server_url}/")
    page.wait_for_selector(READY, state="attached")
    page.wait_for_selector(CHIP)


def let_go(page, held):
    """Answers what was asked, and everything from now on."""
    for route in held:
        route.continue_()
    page.unroute(POINTS)


def placed_of(page, server_url, query=""):
    found = page.request.get(f"{server_url}/api/v1/listings.geojson?{query}").json()["features"]
    return sum(1 for each in found if each["geometry"])


def test_districts_are_counted_before_the_points_are_there(page, server_url, held):
    open_map(page, server_url)
    assert f"{placed_of(page, server_url)}件" in page.locator(STATUS).inner_text()
    chips = page.locator(CHIP).evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))")
    assert all(re.search(r"\S \d+件$", chip) for chip in chips)
    page.locator(CHIP).last.focus()
    page.keyboard.press("Enter")
    before = page.locator(CHIP).count()
    let_go(page, held)
    page.wait_for_function(
        "([chip, before]) => document.querySelectorAll(chip).length !== before"
        " || document.querySelector('.map-offer button')",
        arg=[CHIP, before],
    )


def test_a_filter_waits_for_the_points_and_is_not_lost(page, server_url, held):
    open_map(page, server_url)
    page.locator("input[name=cat][value=child_cafe]").check(force=True)
    let_go(page, held)
    placed = placed_of(page, server_url, "cat=child_cafe")
    page.locator(STATUS, has_text=re.compile(rf"\D{placed}件")).wait_for()


def test_points_that_did_not_come_are_asked_for_again(page, server_url):
    page.set_viewport_size({"width": 1366, "height": 900})
    page.route(POINTS, lambda route: route.abort())
    open_map(page, server_url)
    page.locator(STATUS, has_text="読み込めませんでした").wait_for()
    page.unroute(POINTS)
    page.locator("input[name=cat][value=child_cafe]").check(force=True)
    placed = placed_of(page, server_url, "cat=child_cafe")
    page.locator(STATUS, has_text=re.compile(rf"\D{placed}件")).wait_for()
