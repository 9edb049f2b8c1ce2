"""A slow network says so, a failing one keeps the list, and every failure has plain words, a box and a telephone."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_a_slow_answer_says_that_it_is_coming(make_context, server_url, width):
    page = make_context(width=width).new_page()
    page.goto(server_url)
    held = []
    page.route("**/api/v1/cards*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks handlers
    page.locator("input[name=cat][value=child_cafe]").check(force=True)
    page.wait_for_timeout(200)
    # what comes soon is not announced
    assert page.locator("#results[aria-busy]").count() == 0
    page.locator("#results[aria-busy=true] .wait", has_text="読みこみ中").wait_for()
    assert page.locator("#cards .card").count() == 20
    held[0].continue_()
    page.locator("#tags", has_text="子ども食堂").wait_for()
    page.locator("#results:not([aria-busy])").wait_for()
    assert page.locator(".wait").is_hidden()


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_without_a_network_the_old_list_stays_and_one_can_try_again(make_context, server_url, width):
    page = make_context(width=width).new_page()
    page.goto(server_url)
    before = page.locator("#cards").text_content()
    page.context.set_offline(True)
    page.locator("input[name=when][value=today]").check(force=True)
    failed = page.locator("#failed")
    failed.wait_for()
    assert "読みこめませんでした" in failed.inner_text()
    assert page.locator("#cards").text_content() == before
    page.context.set_offline(False)
    page.get_by_role("button", name="もう一度").click()
    page.locator("#tags", has_text="今日").wait_for()


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("width", [390, 768, 1366])
def test_failures_speak_plainly_and_offer_box_and_telephone(
    make_context, server_url, special, failing, away, width, has_script
):
    page = make_context(width=width, has_script=has_script).new_page()
    wanted = {
        f"{special.url}/nothing": 404,
        f"{special.url}/r/neverwas": 404,
        f"{failing.url}/": 500,
        f"{away.url}/": 503,
    }
    for url, status in wanted.items():
        answer = page.goto(url)
        assert answer.status == status
        assert page.locator("main input[name=q]").is_visible()
        assert page.locator("main a[href='tel:0335550000']").is_visible()
        text = page.locator("main").inner_text()
        assert not any(word in text for word in ("Error", "Traceback", "NoneType", str(status)))
    page.goto(f"{server_url}/nothing")
    page.locator("main input[name=q]").fill("たんぽぽ")
    page.locator("main input[name=q]").press("Enter")
    page.locator("#cards .card").first.wait_for()
