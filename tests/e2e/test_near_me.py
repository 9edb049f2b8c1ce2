"""Somebody asks what is near: only on a tap, and where they stand is told to nobody."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations

pytestmark = pytest.mark.browser

HERE = {"latitude": 35.727512, "longitude": 139.539587}
"""In the middle of one of the towns of the listings."""

TRACES = ("35.7", "139.5")
DISTANCE = re.compile(r"直線で約([\d.]+)(k?)m")


def metres(text: str) -> float:
    number, kilo = DISTANCE.fullmatch(text).groups()
    return float(number) * (1000 if kilo else 1)


WIDTHS = (390, 768, 1366)


@pytest.fixture(params=WIDTHS)
def asked(request, make_context):
    """A device at that place that allows to be asked, and everything that it sends."""
    context = make_context(width=request.param, permissions=["geolocation"], geolocation=HERE)
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(unquote(request.url) + (request.post_data or "")))
    return page, sent


def test_a_tap_sorts_the_list_by_distance_and_sends_no_position(asked, server_url):
    page, sent = asked
    page.goto(f"{server_url}/?cat=child_cafe")
    page.get_by_role("button", name="現在地から近い順").click()
    page.get_by_text("現在地から近い順に100件をならべました").wait_for()
    distances = [metres(text) for text in page.locator("#cards .distance").all_text_contents()]
    assert len(distances) == 20
    assert distances == sorted(distances)
    assert distances[0] < 2_000
    assert all("西東京市" in card for card in page.locator("#cards .card").all_text_contents())
    page.get_by_role("button", name="さらに表示する").click()
    assert page.locator("#cards .card").count() == 40
    assert [url for url in sent if any(trace in url for trace in TRACES)] == []
    stored = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href])")
    assert not any(trace in stored for trace in TRACES)
    assert violations(page) == []


def test_a_filter_keeps_the_order_and_a_second_tap_gives_the_usual_one_back(asked, server_url):
    page, _ = asked
    page.goto(server_url)
    usual = page.locator("#cards .card").first.get_attribute("data-code")
    button = page.get_by_role("button", name="現在地から近い順")
    button.click()
    page.get_by_text("件をならべました").wait_for()
    page.locator("input[name=cat][value=advice_desk]").check(force=True)
    page.locator("#cards .card:has(.distance)", has_text="相談窓口").first.wait_for()
    page.locator("input[name=cat][value=advice_desk]").uncheck(force=True)
    page.locator("#cards .card:has(.distance)", has_text="子ども食堂").first.wait_for()
    button.click()
    page.locator(f"#cards > li:first-child [data-code='{usual}']").wait_for()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator("#near-status").inner_text() == ""


def test_the_panel_of_the_map_says_how_far_it_is_without_telling_where_one_stands(asked, server_url):
    page, sent = asked
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(f"{server_url}/?cat=child_cafe")
    page.get_by_role("button", name="現在地から近い順").click()
    nearest = page.locator("#cards .card:has(.distance)").first
    nearest.wait_for()
    distance = nearest.locator(".distance").inner_text()
    nearest.get_by_role("link", name="地図で見る").click()
    panel = page.locator("#map-panel dl")
    panel.filter(has_text=distance).wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="現在地から近い順").click()
    page.locator("#cards .card:not(:has(.distance))").first.get_by_role("link", name="地図で見る").click()
    panel.filter(has_not_text="直線").wait_for()
    assert [url for url in sent if any(trace in url for trace in TRACES)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_refusal_leads_to_the_box_and_is_not_asked_again(make_context, server_url, width: int):
    page = make_context(width=width, permissions=[]).new_page()
    page.add_init_script(
        "globalThis.prompts = 0;"
        "navigator.geolocation.getCurrentPosition = (_, fail) => { prompts += 1; fail({ code: 1 }); };"
    )
    page.goto(server_url)
    assert page.evaluate("prompts") == 0
    for _ in range(2):
        page.get_by_role("button", name="現在地から近い順").click()
        page.get_by_text("場所がわかりませんでした。住所か駅名を入れてください").wait_for()
        page.locator("#q:focus").wait_for()
    assert page.evaluate("prompts") == 1
    assert page.locator("#cards .card").count() == 20


def test_nobody_is_offered_the_nearest_of_nothing(make_context, server_url):
    page = make_context().new_page()
    page.goto(f"{server_url}/?q=zzzzqqqq")
    page.get_by_role("heading", name="見つかりませんでした").wait_for()
    expect(page.locator("#near")).to_be_hidden()
    page.locator("#q").fill("子ども食堂")
    page.keyboard.press("Enter")
    page.locator("#cards .card").first.wait_for()
    expect(page.locator("#near")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_without_a_script_there_is_no_button_that_does_nothing(make_context, server_url, width: int):
    page = make_context(width=width, has_script=False).new_page()
    page.goto(server_url)
    assert page.locator("#near").is_hidden()


def test_of_a_large_directory_the_server_is_asked_about_a_rounded_point(make_context, site_folder):
    with site_folder.serve(DIRECTORY_MAP_POINTS="100") as url:
        page = make_context(permissions=["geolocation"], geolocation=HERE).new_page()
        sent: list[str] = []
        page.on("request", lambda request: sent.append(unquote(request.url)))
        page.goto(f"{url}/?cat=child_cafe")
        page.get_by_role("button", name="現在地から近い順").click()
        page.get_by_text("件をならべました").wait_for()
        distances = [metres(text) for text in page.locator("#cards .distance").all_text_contents()]
        assert distances == sorted(distances)
        asked = [address for address in sent if "near=" in address]
        assert len(asked) == 2
        assert all("near=35.73,139.54&" in address for address in asked)
        assert "35.7" not in page.url
