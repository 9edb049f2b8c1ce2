"""Somebody who reads little or no Japanese: switches the language, filters, opens a place, and stays in it."""

from __future__ import annotations

import re

import pytest

from tests.e2e.axe import violations, violations_at

pytestmark = pytest.mark.browser

WIDTHS = (390, 768, 1366)
PAGES = (
    "/?q=zzzz&cat=child_cafe",
    "/r/abuse1",
    "/r/ended1",
    "/calendar",
    "/list?ids=t00001,t00002",
    "/print?ids=t00001,t00002",
    "/sheet?ids=t00001,t00002",
    "/help",
    "/help?topic=safety",
    "/data",
    "/data/districts",
    "/developers",
    "/networks",
    "/register",
    "/register/resume",
    "/login",
    "/nothing",
)
CARD = "#cards .card"
WIDER = "document.documentElement.scrollWidth > innerWidth"


def choose(page, language: str) -> None:
    page.locator(".languages summary").click()
    page.locator(".languages").get_by_role("link", name=language, exact=True).click()
    # The address is there before the script that listens to what is pressed next.
    page.wait_for_load_state()


def test_in_english_the_switch_the_chips_and_the_places_stay_english(page, special):
    page.goto(f"{special.url}/?q=%E9%A3%9F%E5%A0%82")
    choose(page, "English")
    assert page.url == f"{special.url}/en/?q=%E9%A3%9F%E5%A0%82"
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("#q").fill("")
    page.locator("input[name=cat][value=parenting_salon]").check(force=True)
    page.wait_for_url(re.compile(r"/en/\?cat=parenting_salon$"))
    page.locator("#count", has_text=re.compile(r"^\d+ found$")).wait_for()
    name = page.locator(f"{CARD} h2 a").first
    name.wait_for()
    assert name.get_attribute("href").startswith("/en/r/")
    assert name.get_attribute("lang") == "ja"
    assert page.locator(f"{CARD} .kind").first.inner_text().endswith("Parenting salon")
    for each in ("#show-month", "#show-map", "#tags a"):
        assert page.locator(each).first.get_attribute("href").startswith("/en/")
    assert violations_at(page, WIDTHS) == []
    assert not page.evaluate(WIDER)
    name.click()
    assert "/en/r/" in page.url
    assert page.get_by_role("link", name=re.compile("^Call")).first.is_visible()
    assert violations(page) == []
    page.go_back()
    page.locator("#count", has_text="found").wait_for()


def test_in_easy_japanese_every_chip_brings_words_with_readings(page, special):
    page.goto(special.url)
    choose(page, "やさしい日本語")
    assert page.url == f"{special.url}/easy/"
    page.locator("input[name=cat][value=child_cafe]").check(force=True)
    page.wait_for_url(re.compile(r"/easy/\?cat=child_cafe$"))
    kind = page.locator(f"{CARD} .kind").first
    kind.wait_for()
    assert kind.locator("ruby rt").count() > 0
    assert page.locator("#apply ruby, .open-filters ruby").count() > 0
    assert violations(page) == []
    assert not page.evaluate(WIDER)
    page.locator(".languages summary").click()
    for link in page.locator(".languages :is(a, summary)").all():
        assert link.bounding_box()["height"] >= 44
    page.locator(f"{CARD} h2 a").first.click()
    page.wait_for_url(re.compile("/easy/r/"))
    assert page.locator("main ruby").count() > 0


def test_without_javascript_a_form_keeps_the_language(make_context, special):
    page = make_context(has_script=False).new_page()
    page.goto(f"{special.url}/en/")
    page.locator("#q").fill("Tokorozawa")
    page.get_by_role("button", name="Search", exact=True).click()
    assert page.url.startswith(f"{special.url}/en/?q=Tokorozawa")
    choose(page, "日本語")
    assert page.url.startswith(f"{special.url}/?q=Tokorozawa")


@pytest.mark.parametrize("language", ["en", "easy"])
def test_axe_finds_nothing_on_any_public_page(page, special, language: str):
    for path in PAGES:
        page.goto(f"{special.url}/{language}{path}")
        assert violations_at(page, WIDTHS) == [], path
        for width in (*WIDTHS, 320):
            page.set_viewport_size({"width": width, "height": 844})
            assert not page.evaluate(WIDER), (path, width)
