"""Nobody is left out: axe, narrow screens, large and spaced text, forced colours, few bytes, no foreign host."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations, violations_at

pytestmark = pytest.mark.browser

STATES = {
    "home": "/",
    "filtered": "/?cat=child_cafe&when=today&q=たんぽぽ",
    "empty": "/?q=zzzzzz&cat=child_cafe",
    "needs": "/?age=8&fee=free&access=nursing&when=sat:am",
    "map": "/?view=map",
    "month": "/calendar?cat=child_cafe&q=みちくさ",
    "detail": "first listing",
    "data": "/data",
    "developers": "/developers",
    "offline": "/offline",
    "missing": "/nothing",
    "wrong": "/?limit=0",
}
WIDTHS = (390, 768, 1366)
SPECIAL = ("/r/ended1", "/r/area01", "/r/abuse1", "/r/nofact", "/list?ids=t00001,t00002,ended1")
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const { overflowX, overflowY } = getComputedStyle(each);
  if (each.closest("#map") || !each.checkVisibility()) return false;
  if (each.clientWidth <= 1 || !each.textContent.trim()) return false;
  const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
  const isWide = each.scrollWidth > each.clientWidth + 1, isHigh = each.scrollHeight > each.clientHeight + 1;
  return (cuts(overflowX) && isWide) || (cuts(overflowY) && isHigh);
}).map((each) => each.outerHTML.slice(0, 90))"""
SMALL = """() => [...document.querySelectorAll('a.button, button, .chip, select, .tag, input[type=search]')]
  .filter((each) => each.checkVisibility() && !each.closest('#map'))
  .filter((each) => each.getBoundingClientRect().height < 44)
  .map((each) => each.outerHTML.slice(0, 90))"""
KILOBYTE = 1_000
HTML_LIMIT, CSS_LIMIT, SCRIPT_LIMIT = 10 * KILOBYTE, 12 * KILOBYTE, 12 * KILOBYTE
"""Compressed bytes. Source: budgets of the interface design."""


def address(page, server_url: str, state: str) -> str:
    if state in STATES and state != "detail":
        return server_url + STATES[state]
    items = page.request.get(f"{server_url}/api/v1/listings?limit=1").json()["items"]
    return f"{server_url}/?view=map&sel={items[0]['id']}" if state == "pin" else f"{server_url}{items[0]['url']}"


def visit(page, server_url: str, state: str) -> None:
    """Opens a state and waits for the map where one is shown."""
    page.goto(address(page, server_url, state))
    if page.locator("#map:visible").count():
        page.wait_for_selector("#map[data-map-ready]")
    if state == "pin":
        page.locator("#map-panel").wait_for()


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_everything_to_press_is_large_enough(page, server_url, state: str):
    visit(page, server_url, state)
    assert violations_at(page, WIDTHS) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(SMALL) == [], width


def test_axe_finds_nothing_on_special_places_and_failures(page, special, failing, away):
    for url in (*(special.url + path for path in SPECIAL), f"{failing.url}/", f"{away.url}/"):
        page.goto(url)
        assert violations_at(page, WIDTHS) == [], url


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_while_something_is_open_or_has_failed(make_context, server_url, width: int):
    page = make_context(width=width).new_page()
    items = page.request.get(f"{server_url}/api/v1/listings?limit=1").json()["items"]
    page.goto(f"{server_url}/?view=map&sel={items[0]['id']}")
    page.locator("#map-panel").wait_for()
    assert violations(page) == []
    page.goto(server_url)
    if width < 1024:
        page.locator("#open-filters").click()
        page.locator("#filters").wait_for()
        assert violations(page) == []
        page.locator(".close-filters a").click()
    page.route("**/api/v1/cards*", lambda route: route.abort())
    page.locator("input[name=cat]").first.check(force=True)
    page.locator("#failed").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("state", ["home", "map", "pin", "empty", "detail", "missing"])
def test_axe_finds_nothing_in_the_dark(make_context, server_url, state: str):
    page = make_context(color_scheme="dark").new_page()
    visit(page, server_url, state)
    assert violations_at(page, WIDTHS) == []


@pytest.mark.parametrize("state", STATES)
def test_narrow_screens_large_text_and_spaced_text_lose_nothing(make_context, server_url, state: str):
    page = make_context(width=320, height=640).new_page()
    visit(page, server_url, state)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(CLIPPED) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CLIPPED) == [], width
    page.evaluate("document.adoptedStyleSheets = []")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (640, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert width == 390 or page.evaluate(CLIPPED) == [], width


@pytest.mark.parametrize("width", WIDTHS)
def test_forced_colours_keep_what_is_chosen_and_what_state_things_are_in(make_context, server_url, width: int):
    page = make_context(width=width, forced_colors="active").new_page()
    page.goto(f"{server_url}/?cat=child_cafe&when=today")
    looks = page.evaluate(
        """() => {
          const chip = (code) => document.querySelector(`.chip:has([value=${code}])`);
          const chosen = chip("child_cafe"), other = chip("advice_desk");
          const mark = (each) => getComputedStyle(each, "::before").content;
          const outline = (each) => {
            const { outlineStyle, outlineWidth } = getComputedStyle(each);
            return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
          };
          const today = getComputedStyle(document.querySelector(".today"));
          return {
            marks: [mark(chosen), mark(other)], outlines: [outline(chosen), outline(other)],
            today: today.borderTopStyle, card: getComputedStyle(document.querySelector(".card")).borderTopStyle,
            view: outline(document.querySelector(".switch [aria-current]")),
          };
        }"""
    )
    assert "✓" in looks["marks"][0]
    assert "✓" not in looks["marks"][1]
    assert looks["outlines"][0] >= 3 > looks["outlines"][1]
    assert (looks["today"], looks["card"]) == ("solid", "solid")
    assert looks["view"] >= 3
    page.locator("#cards .save").first.click()
    assert "✓" in page.locator("#cards .save").first.evaluate("each => getComputedStyle(each, '::before').content")


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_says_where_one_is(make_context, server_url, width: int, has_script):
    page = make_context(width=width, has_script=has_script).new_page()
    titles = []
    for state in STATES:
        page.goto(address(page, server_url, state))
        told = page.evaluate(
            """() => ({
              title: document.title, lang: document.documentElement.lang,
              headings: [...document.querySelectorAll("h1, h2, h3, h4")]
                .filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1])),
              landmarks: ["header", "main", "footer"].map((name) => document.querySelectorAll(`body > ${name}`).length),
              phones: document.querySelectorAll("header a.help[href^='tel:']").length,
            })"""
        )
        titles.append(told["title"])
        assert told["lang"] == "ja"
        assert re.fullmatch("[^｜]+｜まちの支えあいマップ 架空市", told["title"])
        assert told["headings"].count(1) == 1
        assert all(low - high <= 1 for high, low in zip(told["headings"], told["headings"][1:], strict=False))
        assert told["landmarks"] == [1, 1, 1]
        assert told["phones"] == 1
    different = {title for state, title in zip(STATES, titles, strict=True) if state not in {"map", "empty", "needs"}}
    assert len(different) == len(STATES) - 3


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_set_no_cookie_and_ask_no_foreign_host(make_context, server_url, width: int, has_script):
    context = make_context(width=width, has_script=has_script)
    page = context.new_page()
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for state in STATES:
        page.goto(address(page, server_url, state), wait_until="networkidle")
    assert hosts == {urlsplit(server_url).netloc}
    assert context.cookies() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_scripts_run_without_an_error_or_a_refusal_of_the_policy(make_context, server_url, width: int):
    page = make_context(width=width).new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
    for state in ("home", "filtered", "empty", "map", "detail", "data"):
        visit(page, server_url, state)
    assert troubles == []


def test_the_first_view_keeps_its_byte_budgets(make_context, server_url):
    page = make_context().new_page()
    files: dict[str, int] = {}
    page.on("response", lambda answer: files.update({answer.url: len(gzip.compress(answer.body(), 9))}))
    page.goto(server_url, wait_until="networkidle")
    own = {url: size for url, size in files.items() if "/vendor/" not in url}
    assert files[f"{server_url}/"] <= HTML_LIMIT
    assert sum(size for url, size in own.items() if ".css" in url) <= CSS_LIMIT
    assert sum(size for url, size in own.items() if ".js" in url) <= SCRIPT_LIMIT, own
    expect(page.locator(".card:visible")).to_have_count(20)
