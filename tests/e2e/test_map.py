"""Find a place on the map: by eye, by category, by district, by keyboard, without a foreign request."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

READY = "#map[data-map-ready]"
MARK = "#map .map-mark"
PLACE = f"{MARK}:has(.map-pin, .map-same)"
"""One listing, or several at one and the same point."""


@pytest.fixture(params=[390, 768, 1366])
def watched(request, make_context):
    """A telephone, a tablet or a desk with everything written down that must not happen."""
    page = make_context(width=request.param, height=900).new_page()
    page.troubles = []
    page.hosts = set()
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
    page.on("request", lambda request: page.hosts.add(urlsplit(request.url).netloc))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('CSP ' + e.violatedDirective))"
    )
    return page


def open_map(page, server_url, query=""):
    page.goto(f"{server_url}/?view=map&{query}")
    page.wait_for_selector(READY, state="attached")
    page.wait_for_selector(MARK)


def placed_listing(page, server_url):
    """Some listing with a point."""
    features = page.request.get(f"{server_url}/api/v1/listings.geojson").json()["features"]
    return next(each for each in features if each["geometry"])


def open_place(page, server_url):
    """The map around one listing."""
    longitude, latitude = placed_listing(page, server_url)["geometry"]["coordinates"]
    open_map(page, server_url, f"ll={latitude},{longitude}&z=18")


def shown_count(page):
    return int(re.search(r"\d+", page.locator("#map .map-status").inner_text()).group())


def test_markers_appear_without_a_foreign_request_or_a_violation(watched, server_url):
    open_map(watched, server_url)
    assert watched.locator(MARK).count() >= 1
    assert watched.troubles == []
    assert watched.hosts == {urlsplit(server_url).netloc}


def test_every_marker_is_a_button_with_a_name(watched, server_url):
    open_place(watched, server_url)
    for mark in watched.locator(MARK).all():
        assert mark.get_attribute("role") == "button"
        assert mark.get_attribute("aria-label")


def test_choosing_a_category_leaves_only_its_listings(watched, server_url):
    open_map(watched, server_url)
    before = shown_count(watched)
    watched.locator("input[name=cat][value=child_cafe]").check(force=True)
    expected = watched.request.get(f"{server_url}/api/v1/listings.geojson?cat=child_cafe").json()["features"]
    placed = sum(1 for feature in expected if feature["geometry"])
    watched.locator("#map .map-status", has_text=re.compile(rf"\D{placed}件")).wait_for()
    assert 0 < placed < before
    assert watched.troubles == []


def test_a_district_chip_can_be_chosen(watched, server_url):
    open_map(watched, server_url)
    # a chip that is tapped before the points are there waits for them
    watched.wait_for_load_state("networkidle")
    chip = watched.locator(f"{MARK}:has(.map-chip)").last
    chip.click()
    only = watched.locator(".map-offer button")
    if only.count() == 0:
        # chips that stood for several districts come apart first
        watched.locator(f"{MARK}:has(.map-chip)").last.click()
    only.click()
    watched.wait_for_url(re.compile("district=|municipality="))
    assert watched.troubles == []


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_place_opens_its_panel_by_keyboard_and_gets_the_focus_back(watched, server_url, key):
    open_place(watched, server_url)
    place = watched.locator(PLACE).first
    place.focus()
    name = place.get_attribute("data-key")
    watched.keyboard.press(key)
    panel = watched.locator("#map-panel")
    panel.wait_for(state="visible")
    watched.wait_for_function("() => document.activeElement.id === 'map-panel-title'")
    if panel.locator("li button").count():
        panel.locator("li button").first.press(key)
    panel.locator("a[href*='/r/']").wait_for()
    watched.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    watched.wait_for_function("name => document.activeElement.dataset.key === name", arg=name)
    assert watched.troubles == []


def test_a_link_to_one_listing_opens_it_on_the_map(watched, server_url):
    listing = placed_listing(watched, server_url)
    open_map(watched, server_url, f"sel={listing['id']}")
    watched.locator("#map-panel h2", has_text=listing["properties"]["name"]).wait_for()


def test_the_view_is_kept_in_the_address(watched, server_url):
    open_map(watched, server_url)
    watched.locator("#map .leaflet-control-zoom-in").click()
    watched.wait_for_url(re.compile("ll=.*z="))
    address = watched.url
    watched.reload()
    watched.wait_for_selector(READY, state="attached")
    assert watched.url == address


def test_the_map_is_at_most_one_tap_away(watched, server_url):
    watched.goto(f"{server_url}/")
    if watched.locator("#show-map").is_visible():
        watched.locator("#show-map").click()
    watched.wait_for_selector(READY, state="attached")
    watched.wait_for_selector(MARK)
    assert watched.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert watched.troubles == []


def test_chips_never_cover_each_other(watched, server_url):
    open_map(watched, server_url)
    boxes = [mark.bounding_box() for mark in watched.locator(f"{MARK}:has(.map-chip)").all()]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            is_apart = (
                one["x"] + one["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= one["x"] + 1
                or one["y"] + one["height"] <= other["y"] + 1
                or other["y"] + other["height"] <= one["y"] + 1
            )
            assert is_apart


def test_the_map_stays_within_its_budget_of_nodes_and_tab_stops(watched, server_url):
    for query in ("", "z=13&ll=35.7275,139.5395"):
        open_map(watched, server_url, query)
        nodes = watched.evaluate("() => document.querySelectorAll('#map *').length")
        stops = watched.evaluate("() => document.querySelectorAll('#map [tabindex=\"0\"], #map a, #map button').length")
        assert nodes <= 900
        assert stops <= 120
