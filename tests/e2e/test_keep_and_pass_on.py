"""Somebody keeps places, compares them, passes the list on and takes it away again, with and without a script."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from tests.e2e.axe import violations

pytestmark = pytest.mark.browser


def codes_of(page, server_url, query="cat=child_cafe", limit=3):
    answer = page.request.get(f"{server_url}/api/v1/listings?{query}&limit={limit}").json()
    return [item["id"] for item in answer["items"]]


def kept(page):
    return page.evaluate("localStorage.getItem('list') || ''")


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_two_taps_keep_a_place_and_the_head_counts_it(make_context, server_url, width):
    page = make_context(width=width).new_page()
    page.goto(f"{server_url}/?cat=child_cafe")
    first, second = page.locator("#cards .save").all()[:2]
    first.click()
    second.press(" ")
    assert first.get_attribute("aria-pressed") == second.get_attribute("aria-pressed") == "true"
    assert first.inner_text() == "候補に入れました"
    assert page.locator("header [data-saved]").inner_text() == "2"
    page.reload()
    assert page.locator("header [data-saved]").inner_text() == "2"
    first.click()
    assert page.locator("header [data-saved]").inner_text() == "1"
    page.locator("input[name=cat][value=advice_desk]").check(force=True)
    page.locator("#tags", has_text="相談窓口").wait_for()
    assert page.locator("#cards .save[aria-pressed]").count() == 20


def test_the_eleventh_place_is_told_that_there_is_no_room(page, server_url):
    page.goto(f"{server_url}/?cat=child_cafe")
    links = page.locator("#cards .save").all()
    for link in links[:11]:
        link.click()
    assert page.locator("header [data-saved]").inner_text() == "10"
    assert page.locator("#cards [role=status]").inner_text().startswith("候補は10件まで")
    assert links[10].get_attribute("aria-pressed") == "false"
    links[0].click()
    assert page.locator("#cards [role=status]").count() == 0
    links[10].click()
    assert links[10].get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_the_list_compares_a_few_places(make_context, server_url, width):
    page = make_context(width=width).new_page()
    codes = codes_of(page, server_url)
    page.goto(f"{server_url}/list?ids={','.join(codes)}")
    assert [card.get_attribute("data-code") for card in page.locator("main .card").all()] == codes
    assert page.locator("thead th").count() == 3
    assert "ちがう" in page.locator("tr[data-differs]").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_shared_list_needs_no_storage_and_can_be_kept_and_cleared(page, server_url):
    codes = codes_of(page, server_url)
    page.goto(f"{server_url}/list?ids={','.join(codes)}")
    assert kept(page) == ""
    page.get_by_role("button", name="この端末の候補にする").click()
    assert kept(page) == ",".join(codes)
    page.get_by_role("link", name=re.compile("候補からはずす")).first.click()
    page.wait_for_url(f"**/list?ids={codes[1]},{codes[2]}")
    assert kept(page) == f"{codes[1]},{codes[2]}"
    page.get_by_role("button", name="この端末（スマホ・パソコン）から消す").click()
    page.get_by_text("この端末から消しました。").wait_for()
    assert kept(page) == ""
    assert page.locator("header [data-saved]").is_hidden()


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_without_a_script_links_carry_the_list(make_context, server_url, width):
    page = make_context(width=width, has_script=False).new_page()
    page.goto(f"{server_url}/?cat=child_cafe")
    page.locator("#cards .save").first.click()
    page.wait_for_url("**/list?ids=*")
    page.get_by_role("link", name="ほかの場所をさがす").click()
    page.get_by_role("link", name="次へ").click()
    page.locator("#cards .card h2 a").first.click()
    page.locator(".keep .save").click()
    assert page.locator("main .card").count() == 2
    assert page.locator(".share").first.is_hidden()
    page.get_by_role("link", name=re.compile("候補からはずす")).first.click()
    assert page.locator("main .card").count() == 1


def test_a_place_is_passed_on_by_line_and_by_copy(make_context, server_url):
    context = make_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    (code,) = codes_of(page, server_url, limit=1)
    page.goto(f"{server_url}/r/{code}?ids=other")
    line = unquote(page.get_by_role("link", name="LINEで送る").get_attribute("href"))
    assert line.startswith("https://line.me/R/share?text=")
    assert line.endswith(f"\n{server_url}/r/{code}")
    page.get_by_role("button", name="リンクをコピー").click()
    page.get_by_text("コピーしました").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server_url}/r/{code}"
    assert violations(page) == []


def test_a_place_fits_on_one_sheet_of_paper(page, server_url):
    (code,) = codes_of(page, server_url, limit=1)
    page.goto(f"{server_url}/r/{code}")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
