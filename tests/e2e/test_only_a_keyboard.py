"""Somebody without a mouse: few stops to the first place, every stop seen, nothing under a bar."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const each = document.activeElement;
  const shown = each.matches(".chip input") ? each.closest(".chip") : each;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const { left, right, top, bottom } = shown.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2, y = (top + bottom) / 2;
  const on = document.elementFromPoint(x, y);
  return {
    name: each.outerHTML.slice(0, 80),
    outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
    seen: Boolean(on) && (shown.contains(on) || on.contains(shown)),
    isResult: Boolean(each.closest("#cards")),
    tag: each.tagName,
  };
}"""
MOST_STOPS = 14
"""Stops before the first result, the skip link apart."""


def walk(page, most):
    """What has the focus after each Tab."""
    for _ in range(most):
        page.keyboard.press("Tab")
        yield page.evaluate(FOCUSED)


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_the_first_place_is_near_and_every_stop_is_seen(make_context, server_url, width):
    page = make_context(width=width, height=844).new_page()
    page.goto(server_url)
    stops = list(walk(page, 60))
    assert next(number for number, stop in enumerate(stops) if stop["isResult"]) <= MOST_STOPS
    assert [stop["name"] for stop in stops if stop["outline"] < 3] == []
    assert [stop["name"] for stop in stops if not stop["seen"]] == []


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_every_stop_of_a_place_is_seen(make_context, server_url, width):
    page = make_context(width=width, height=844).new_page()
    page.goto(server_url)
    page.locator("#cards h2 a").first.press("Enter")
    page.wait_for_url("**/r/*")
    stops = list(walk(page, 25))
    assert [stop["name"] for stop in stops if stop["tag"] != "BODY" and (stop["outline"] < 3 or not stop["seen"])] == []


@pytest.mark.parametrize("path", ["/", "/data", "/help", "/register"])
def test_the_skip_link_leads_to_the_contents(page, server_url, path):
    page.goto(server_url + path)
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("each => each.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'main'")


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_one_searches_chooses_and_opens_a_place_without_a_mouse(make_context, server_url, width):
    page = make_context(width=width).new_page()
    page.goto(server_url)
    page.locator("#q").focus()
    page.keyboard.type("たんぽぽ")
    page.keyboard.press("Enter")
    page.locator("#tags", has_text="たんぽぽ").wait_for()
    page.locator("input[name=cat][value=child_cafe]").focus()
    page.keyboard.press("Space")
    page.locator("#tags", has_text="子ども食堂").wait_for()
    page.locator("#cards h2 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/*")
    page.locator("a.call").first.focus()
    assert page.evaluate(FOCUSED)["outline"] >= 3
