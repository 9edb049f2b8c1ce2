"""The map of a directory with more points than a browser is sent: the server counts each view."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser

READY = "#map[data-map-ready]"
MARK = "#map .map-mark"
CLUSTER = f"{MARK}:has(.map-cluster)"
PLACE = f"{MARK}:has(.map-same)"
DESK = {"width": 1366, "height": 900}
TANASHI = "z=15&ll=35.7275,139.5395"


@pytest.fixture(scope="session")
def large_url(site_folder):
    """The same directory, where 100 points are already too many."""
    with site_folder.serve(DIRECTORY_MAP_POINTS="100") as url:
        yield url


@pytest.fixture
def watched(page):
    """The page with everything written down that must not happen."""
    page.troubles = []
    page.paths = []
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
    page.on("request", lambda request: page.paths.append(request.url))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('CSP ' + e.violatedDirective))"
    )
    return page


def open_map(page, url, query="", size=None):
    page.set_viewport_size(size or DESK)
    page.goto(f"{url}/?view=map&{query}")
    page.wait_for_selector(READY, state="attached")
    page.wait_for_selector(MARK)


def clusters(page, url, **changes):
    """What the server says of the last view that the page asked for."""
    asked = next(path for path in reversed(page.paths) if "/map/clusters" in path)
    parameters = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()} | changes
    return page.request.get(f"{url}/api/v1/map/clusters", params=parameters).json()


def test_chips_count_every_district_without_any_point_being_sent(watched, large_url):
    open_map(watched, large_url)
    answer = clusters(watched, large_url)
    shown = [int(text) for text in watched.locator(f"{MARK} .map-chip b").all_inner_texts()]
    assert sum(shown) == sum(answer["by_district"]) == answer["total"] == 2000
    assert not any("/map/points" in path or "supercluster" in path for path in watched.paths)
    assert watched.troubles == []


def test_near_by_the_cells_of_the_view_are_drawn(watched, large_url):
    open_map(watched, large_url, TANASHI)
    names = watched.locator(MARK).evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))")
    assert all(names)
    assert watched.locator(f"{MARK}[role=button]").count() == len(names)
    counted = sum(int(re.search(r"\d+", text).group()) for text in watched.locator(MARK).all_inner_texts() if text)
    # cells whose marker stands outside of the window are not drawn
    assert 0 < counted <= sum(cell[2] for cell in clusters(watched, large_url)["c"])
    assert watched.troubles == []


def test_a_cluster_comes_apart_and_a_place_opens_its_list(watched, large_url):
    open_map(watched, large_url, TANASHI)
    for _ in range(6):
        if watched.locator(PLACE).count():
            break
        before = watched.url
        watched.locator(CLUSTER).first.focus()
        watched.keyboard.press("Enter")
        watched.wait_for_url(lambda url, before=before: url != before)
        watched.wait_for_selector(MARK)
    place = watched.locator(PLACE).first
    count = int(re.search(r"\d+", place.inner_text()).group())
    place.focus()
    watched.keyboard.press("Enter")
    panel = watched.locator("#map-panel")
    panel.locator("li button").first.wait_for()
    assert str(count) in panel.locator("h2").inner_text()
    assert panel.locator("li button").count() == min(count, 50)
    panel.locator("li button").first.press("Enter")
    panel.locator("a[href*='/r/']").wait_for()
    watched.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert watched.troubles == []


def test_a_long_list_of_one_place_grows_on_demand(watched, large_url):
    points = watched.request.get(f"{large_url}/api/v1/map/points").json()
    places = Counter(zip(accumulate(points["la"]), accumulate(points["lo"]), strict=True))
    (latitude, longitude), count = places.most_common(1)[0]
    assert count > 50
    open_map(watched, large_url, f"z=18&ll={latitude / points['q']},{longitude / points['q']}")
    watched.locator(PLACE).first.press("Enter")
    items = watched.locator("#map-panel li button")
    items.nth(49).wait_for()
    watched.locator("#map-panel > button:not(.map-close)").click()
    items.nth(50).wait_for()
    assert watched.troubles == []


def test_a_chosen_category_changes_counts_and_view(watched, large_url):
    open_map(watched, large_url)
    watched.locator("input[name=cat][value=child_cafe]").check(force=True)
    expected = watched.request.get(f"{large_url}/api/v1/listings?cat=child_cafe&limit=1").json()["total"]
    watched.locator("#map .map-status", has_text=re.compile(rf"\D{expected}件")).wait_for()
    assert 0 < expected < 2000
    assert watched.troubles == []


def test_an_answer_that_comes_too_late_is_dropped(watched, large_url):
    held = []

    def hold_the_first(route):
        if "cat=child_cafe" in route.request.url and not held:
            held.append(route)
        else:
            route.continue_()

    open_map(watched, large_url)
    watched.route("**/map/clusters*", hold_the_first)
    with watched.expect_request("**/map/clusters*cat=child_cafe*"):
        watched.locator("input[name=cat][value=child_cafe]").check(force=True)
    watched.locator("input[name=cat][value=child_cafe]").uncheck(force=True)
    watched.locator("#map .map-status", has_text=re.compile(r"\D2000件")).wait_for()
    assert len(held) == 1
    assert held[0].request.failure is not None
    assert watched.troubles == []


def test_a_link_to_one_listing_opens_it_on_the_map(watched, large_url):
    listing = watched.request.get(f"{large_url}/api/v1/listings?limit=1").json()["items"][0]
    open_map(watched, large_url, f"sel={listing['id']}")
    watched.locator("#map-panel h2", has_text=listing["name"]).wait_for()
    assert watched.troubles == []


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_the_map_stays_within_its_budget_of_nodes_and_tab_stops(watched, large_url, width):
    for query in ("", "z=13&ll=35.7275,139.5395"):
        open_map(watched, large_url, query, {"width": width, "height": 844})
        nodes = watched.evaluate("() => document.querySelectorAll('#map *').length")
        stops = watched.evaluate("() => document.querySelectorAll('#map [tabindex=\"0\"], #map a, #map button').length")
        assert nodes <= 900
        assert stops <= 120
        assert watched.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
