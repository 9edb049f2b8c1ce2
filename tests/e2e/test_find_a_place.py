"""A parent finds a place: on a phone, without JavaScript, with chips, page by page, and comes back."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

CARD = "#cards .card"
WIDTHS = (390, 768, 1366)


@pytest.fixture(params=WIDTHS)
def page(request, make_context):
    """A telephone, a tablet, a desk."""
    return make_context(width=request.param).new_page()


@pytest.fixture(params=WIDTHS)
def unscripted(request, make_context):
    """The same without JavaScript."""
    return make_context(width=request.param, has_script=False).new_page()


def total(page) -> int:
    return int(re.sub(r"\D", "", page.locator("#count").inner_text()))


def wait_for_total(page, expected: int) -> None:
    page.locator("#count", has_text=f"{expected:,}件").wait_for()


def test_without_javascript_one_can_search_filter_and_turn_pages(unscripted, server_url):
    page = unscripted
    page.goto(server_url)
    assert page.locator(CARD).count() == 20
    everything = total(page)
    page.locator("#q").fill("たんぽぽ子ども食堂")
    page.locator("input[name=cat][value=child_cafe]").check(force=True)
    page.get_by_role("button", name="さがす", exact=True).click()
    assert "cat=child_cafe" in page.url
    assert 0 < total(page) < everything
    first = page.locator(f"{CARD} h2").first.inner_text()
    page.get_by_role("link", name="次へ").click()
    assert "offset=20" in page.url
    assert page.locator(f"{CARD} h2").first.inner_text() != first
    page.locator(f"{CARD} h2 a").first.click()
    assert "/r/" in page.url
    assert page.get_by_role("link", name=re.compile("電話する")).first.get_attribute("href").startswith("tel:03")


def test_without_javascript_the_map_is_a_picture(make_context, server_url):
    page = make_context(has_script=False, width=1366).new_page()
    page.goto(f"{server_url}/?cat=child_cafe")
    picture = page.locator("#map noscript img, #map img.picture").first
    assert picture.get_attribute("src") == "/map.svg?cat=child_cafe"
    assert page.request.get(f"{server_url}/map.svg?cat=child_cafe").status == 200


def test_a_chip_changes_list_count_and_address_and_back_restores_them(page, server_url):
    page.goto(server_url)
    everything = total(page)
    chip = page.locator("input[name=cat][value=child_cafe]")
    chip.check(force=True)
    expected = page.request.get(f"{server_url}/api/v1/listings?cat=child_cafe&limit=1").json()["total"]
    wait_for_total(page, expected)
    assert page.url.endswith("/?cat=child_cafe")
    assert set(page.locator(f"{CARD} [data-field=kind]").all_text_contents()) == {"子ども食堂"}
    page.locator("input[name=when][value=today]").check(force=True)
    page.wait_for_url("**cat=child_cafe*when=today")
    page.go_back()
    wait_for_total(page, expected)
    assert chip.is_checked()
    page.go_back()
    wait_for_total(page, everything)
    assert not chip.is_checked()


@pytest.mark.parametrize("width", [390, 768])
def test_the_sheet_of_a_phone_says_what_it_leads_to(make_context, server_url, width):
    page = make_context(width=width).new_page()
    page.goto(server_url)
    page.locator("#open-filters").click()
    page.locator("#filters").wait_for(state="visible")
    page.locator("input[name=fee][value=child_free]").check(force=True)
    expected = page.request.get(f"{server_url}/api/v1/listings?fee=child_free&limit=1").json()["total"]
    button = page.locator("#filters .apply button", has_text=f"{expected}件を見る")
    button.wait_for()
    button.click()
    page.locator("#filters").wait_for(state="hidden")
    wait_for_total(page, expected)


@pytest.mark.parametrize("width", [390, 768])
def test_the_sheet_works_without_script(make_context, server_url, width):
    page = make_context(width=width, has_script=False).new_page()
    page.goto(f"{server_url}/#filters")
    page.locator("input[name=age][value='0']").check(force=True)
    page.get_by_role("button", name="この条件でさがす").click()
    page.wait_for_url("**age=0*")
    assert page.locator("#filters").is_hidden()
    assert page.locator("#tags").get_by_text("0歳").is_visible()


def test_needs_are_chosen_and_what_must_be_asked_says_so(make_context, server_url):
    page = make_context(width=1366).new_page()
    page.goto(server_url)
    page.locator("input[name=fee][value=child_free]").check(force=True)
    page.wait_for_url("**/?fee=child_free")
    answer = page.request.get(f"{server_url}/api/v1/listings?fee=child_free&limit=1").json()
    wait_for_total(page, answer["total"])
    assert page.locator('[data-count="fee:child_free"]').inner_text() == str(answer["sure"])
    page.locator("#weekday").select_option("sat:am")
    page.wait_for_url("**when=sat%3Aam**")
    page.goto(f"{server_url}/?fee=child_free&when=sat%3Aam&indoor=1")
    divider = page.locator("#cards .divider")
    divider.wait_for()
    assert "要確認" in divider.inner_text()
    first = divider.locator("xpath=following-sibling::li[1]//*[@data-field='ask']")
    assert "屋内か" in first.inner_text()


def test_without_javascript_filters_can_be_taken_away_by_their_tags(unscripted, server_url):
    unscripted.goto(f"{server_url}/?cat=child_cafe&q=たんぽぽ")
    fewer = total(unscripted)
    unscripted.get_by_role("link", name="「たんぽぽ」").click()
    assert unscripted.url == f"{server_url}/?cat=child_cafe"
    more = total(unscripted)
    unscripted.get_by_role("link", name="すべて消す").click()
    assert unscripted.url == f"{server_url}/"
    assert 0 < fewer < more < total(unscripted)
    assert unscripted.locator("#tag-row").is_hidden()


def test_filters_can_be_taken_away_by_their_tags(page, server_url):
    page.goto(f"{server_url}/?cat=child_cafe&q=たんぽぽ")
    page.get_by_role("link", name="「たんぽぽ」").click()
    page.wait_for_url("**/?cat=child_cafe")
    page.get_by_role("link", name="すべて消す").click()
    page.wait_for_url(re.compile(r"/\Z"))
    page.locator("#tag-row").wait_for(state="hidden")


def test_turning_the_page_by_script_moves_on_and_keeps_the_focus_near(page, server_url):
    page.goto(server_url)
    first = page.locator(f"{CARD} h2").first.inner_text()
    page.get_by_role("link", name="次へ").click()
    page.locator("#range", has_text="21〜40件目").wait_for()
    assert page.locator(f"{CARD} h2").first.inner_text() != first
    page.wait_for_function("() => document.activeElement.id === 'count'")


def test_a_card_of_the_script_is_the_card_of_the_server(page, server_url):
    page.goto(f"{server_url}/?cat=advice_desk")
    served = page.evaluate("[...document.querySelectorAll('#cards .card')].map((card) => card.outerHTML)")
    page.goto(server_url)
    page.locator("input[name=cat][value=advice_desk]").check(force=True)
    page.wait_for_url("**cat=advice_desk")
    page.wait_for_function("() => document.querySelector('#cards [data-field=kind]').textContent === '相談窓口'")
    filled = page.evaluate("[...document.querySelectorAll('#cards .card')].map((card) => card.outerHTML)")
    assert [re.sub(r"\s+", "", card) for card in filled] == [re.sub(r"\s+", "", card) for card in served]


def test_an_empty_answer_leads_on(page, server_url):
    page.goto(f"{server_url}/?q=zzzzzz&cat=child_cafe")
    assert page.get_by_role("heading", name="見つかりませんでした").is_visible()
    page.locator("#ladder a").first.click()
    page.locator(CARD).first.wait_for()
    page.locator("#empty").wait_for(state="hidden")


def test_a_failing_request_keeps_the_old_list_and_offers_to_try_again(page, server_url):
    page.goto(server_url)
    page.route("**/api/v1/cards*", lambda route: route.abort())
    page.locator("input[name=cat][value=child_cafe]").check(force=True)
    page.locator("#failed").wait_for()
    assert page.locator(CARD).count() == 20
    page.unroute("**/api/v1/cards*")
    page.get_by_role("button", name="もう一度").click()
    page.locator("#failed").wait_for(state="hidden")
    page.locator("#tags", has_text="子ども食堂").wait_for()


def test_today_shows_what_is_open_on_the_first_saturday(page, server_url):
    page.goto(f"{server_url}/?when=today")
    assert all("6月6日（土）" in text for text in page.locator(f"{CARD} [data-field=next]").all_text_contents())
    assert page.locator(f"{CARD} .today").count() == 20


def test_back_brings_back_where_one_was_in_the_list(page, server_url):
    page.goto(f"{server_url}/?cat=child_cafe")
    page.locator(f"{CARD} h2 a").nth(14).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500
    page.locator("input[name=when][value=today]").evaluate("each => each.click()")
    page.wait_for_url("**when=today")
    page.locator("#tags", has_text="今日").wait_for()
    page.evaluate("scrollTo(0, 0)")
    page.go_back()
    page.wait_for_url(re.compile(r"cat=child_cafe\Z"))
    page.wait_for_function("(before) => Math.abs(scrollY - before) < 100", arg=before)
    page.reload()
    assert page.locator("input[name=cat][value=child_cafe]").is_checked()
    assert page.locator("#tags", has_text="子ども食堂").is_visible()


def test_the_count_is_told_to_those_who_do_not_see(page, server_url):
    page.goto(server_url)
    page.locator("input[name=cat][value=child_cafe]").check(force=True)
    expected = page.request.get(f"{server_url}/api/v1/listings?cat=child_cafe&limit=1").json()["total"]
    page.locator("[role=status]", has_text=f"{expected}件見つかりました").first.wait_for()


def test_on_a_desk_list_and_map_stand_beside_each_other(make_context, server_url):
    page = make_context(width=1366).new_page()
    page.goto(f"{server_url}/?cat=child_cafe&view=map")
    assert page.locator(CARD).first.is_visible()
    assert page.locator("#map").is_visible()
    assert page.locator("#show-map").is_hidden()
