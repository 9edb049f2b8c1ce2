"""The saved map in a real browser: from a folder, without a network, and no name of a place is ever code."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from directory.settings import Settings
from directory.site.dependencies import answer_question
from directory.site.map_export import build_map_file
from tests.integration.site.fictional import RuntimeInMemory, usual_listings

pytestmark = pytest.mark.browser

READY = "#map[data-map-ready]"
MARK = "#map .map-mark"
BARE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "${alert(1)}",
    "`+alert(1)+`",
    "\\`;alert(1)//",
    "{{constructor.constructor('alert(1)')()}}",
    "javascript:alert(1)",
    "'\"><svg onload=alert(1)>",
)
HOSTILE = tuple(dict.fromkeys((*BARE, *map(html.escape, BARE))))
"""Each also escaped beforehand, where that changes it."""


def hostile_listings():
    """Every field of text holds a payload."""
    for place, text in enumerate(HOSTILE):
        listing = usual_listings()[place]
        phone = replace(listing.contacts[0], value=text, note=text)
        yield replace(
            listing,
            name=text,
            address=text,
            venue=text,
            organization=text,
            kana=text,
            building=text,
            booking=text,
            access=text,
            description=text,
            attribution=text,
            contacts=(phone,),
            schedule=replace(listing.schedule, raw=text),
        )


@pytest.fixture(scope="module")
def make_file(tmp_path_factory):
    """Writes the file of some listings and gives its address."""

    def make(listings, **options):
        runtime = RuntimeInMemory(Settings(site_name="架空のまちの地図", tiles="pale"), listings)
        from directory.catalog.criteria import parse_criteria

        text = build_map_file(runtime, answer_question(runtime, parse_criteria({})), **options)
        path = tmp_path_factory.mktemp("file") / "map.html"
        path.write_text(text, encoding="utf-8")
        return path.as_uri()

    return make


@pytest.fixture(scope="module")
def usual_file(make_file):
    return make_file(usual_listings())


@pytest.fixture
def watched(page):
    page.troubles = []
    page.asked = []
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("dialog", lambda dialog: page.troubles.append(dialog.message) or dialog.dismiss())
    page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
    page.on("request", lambda request: page.asked.append(request.url))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('CSP ' + e.violatedDirective))"
    )
    return page


def open_file(page, address, width=1366):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_selector("body[data-list-ready]")
    page.locator("#map").scroll_into_view_if_needed()
    page.wait_for_selector(READY, state="attached")
    page.wait_for_selector(MARK)


def count_in(page, selector):
    return int(re.search(r"\d+", page.locator(selector).inner_text()).group())


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_it_opens_from_a_folder_without_one_request(watched, usual_file, width):
    open_file(watched, usual_file, width)
    assert watched.asked == [usual_file]
    assert watched.troubles == []
    assert count_in(watched, "#count") == 66
    assert watched.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_it_names_itself(watched, usual_file):
    open_file(watched, usual_file)
    assert watched.locator("html").get_attribute("lang") == "ja"
    assert watched.title() == "架空のまちの地図 2026-06-06"
    assert watched.locator("h1").inner_text() == "架空のまちの地図"
    footer = watched.locator("footer").inner_text()
    assert "CC BY 4.0" in footer
    assert "架空市" in footer


def test_the_filter_changes_list_and_map_alike(watched, usual_file):
    open_file(watched, usual_file)
    watched.locator("input[name=cat][value=child_cafe]").check()
    count = count_in(watched, "#count")
    assert 0 < count < 66
    watched.locator("#map .map-status", has_text=re.compile(r"\D1[0-9]件")).wait_for()
    watched.locator("#district").select_option("13229")
    less = count_in(watched, "#count")
    assert 0 < less < count
    watched.locator("#q").fill("ひだまり")
    watched.locator("#q").press("Enter")
    assert count_in(watched, "#count") <= less
    assert watched.asked == [usual_file]
    assert watched.troubles == []


def test_a_pin_leads_to_its_entry_of_the_list(watched, usual_file):
    open_file(watched, usual_file)
    watched.locator("#cards summary").first.click()
    watched.locator("#cards a.to-map").first.click()
    panel = watched.locator("#map-panel")
    panel.locator("h2").wait_for()
    name = panel.locator("h2").inner_text()
    panel.locator("a[href*='#r-']").click()
    opened = watched.locator("#cards li:target details[open]")
    opened.wait_for()
    assert name in opened.inner_text()
    assert watched.troubles == []


def test_a_chip_leaves_only_its_district(watched, usual_file):
    open_file(watched, usual_file)
    watched.locator(f"{MARK}:has(.map-chip)").last.click()
    only = watched.locator(".map-offer button")
    if only.count() == 0:
        watched.locator(f"{MARK}:has(.map-chip)").last.click()
    only.click()
    assert watched.locator("#district").input_value()
    assert count_in(watched, "#count") < 66
    assert watched.troubles == []


def test_libraries_travel_packed_unless_the_file_shall_be_readable(make_file):
    packed, readable = (
        Path(url2pathname(urlsplit(make_file(usual_listings(), is_packed=is_packed)).path)).read_text(encoding="utf-8")
        for is_packed in (True, False)
    )
    assert "Leaflet 1.9.4, a JS library" not in packed
    assert len(packed.encode()) < 150_000
    assert "Leaflet 1.9.4, a JS library" in readable


@pytest.mark.parametrize("is_packed", [True, False])
def test_hostile_text_is_shown_as_it_is_written(watched, make_file, is_packed):
    address = make_file(list(hostile_listings()), is_packed=is_packed)
    open_file(watched, address)
    names = watched.locator("#cards summary").all_inner_texts()
    assert {name.strip().splitlines()[-1] for name in names} == set(HOSTILE)
    for summary in watched.locator("#cards summary").all():
        summary.click()
    shown = watched.locator("#cards").inner_text()
    assert all(shown.count(text) >= 5 for text in HOSTILE)
    watched.locator("#cards a.to-map").first.click()
    watched.locator("#map-panel h2").wait_for()
    assert watched.locator("#map-panel h2").inner_text() in HOSTILE
    assert watched.locator("#cards img, #cards script, #map-panel img").count() == 0
    assert watched.asked == [address]
    assert watched.troubles == []


def test_without_scripts_the_file_says_what_it_needs(make_context, usual_file):
    page = make_context(has_script=False).new_page()
    page.goto(usual_file)
    assert "JavaScript" in page.locator("header").inner_text()


def test_the_site_offers_the_file_of_an_answer(page, server_url):
    answer = page.request.get(f"{server_url}/map.html?cat=child_cafe")
    assert answer.headers["content-disposition"] == 'attachment; filename="map-20260606.html"'
    assert answer.text().startswith("<!DOCTYPE html>")
