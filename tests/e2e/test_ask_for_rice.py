"""An organization asks for rice, a moderator has a look, and everybody of the network reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, Route

from tests.e2e.axe import violations
from tests.integration.conftest import made_file
from tests.integration.site.town import MODERATOR, NETWORK, OWNER, Town, gazetteer, town

__all__ = ["gazetteer", "made_file", "town"]

pytestmark = pytest.mark.browser

URL = "http://town.test"
WIDTHS = (390, 768, 1366)


def answering(town: Town, email: str) -> Callable[[Route], None]:
    """Answers the requests of a window as the site does for whoever sits before it."""

    def ask(path: str, body: str | None) -> tuple[int, dict[str, str], bytes]:
        browser = town.as_account(email)
        answer = browser.post(path, **dict(parse_qsl(body))) if body is not None else browser.get(path)
        if answer.status_code == 303:
            answer = browser.get(answer.headers["location"])
        return answer.status_code, dict(answer.headers), answer.content

    def answer(route: Route) -> None:
        request = route.request
        body = (request.post_data or "") if request.method == "POST" else None
        # the browser's driver runs an event loop of its own in the main thread
        with ThreadPoolExecutor(1) as worker:
            status, headers, content = worker.submit(ask, request.url.removeprefix(URL), body).result()
        route.fulfill(status=status, headers=headers, body=content)

    return answer


def seems_right(page: Page) -> None:
    """Nobody is kept out, and nothing stands beside the screen, on a telephone and on a desk."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1").count() == 1


def test_an_organization_asks_for_rice_and_everybody_reads_it(make_context, town: Town):
    context = make_context()
    context.route(f"{URL}/**", answering(town, OWNER))
    page = context.new_page()
    page.goto(f"{URL}/posts")
    page.get_by_role("button", name="この内容で送る").click()
    assert page.get_by_role("alert").get_by_role("link").count() == 4
    seems_right(page)
    page.get_by_label("ほしい", exact=True).check()
    page.get_by_label("ほしいもの・ゆずれるもの").fill(
        "お米を10kgほど、毎月ほしいです。\n<b>玄米</b>でもかまいません。"
    )
    page.get_by_label("連絡先").fill("042-000-0000（平日 10時から）")
    page.get_by_label("いつまで出しますか").fill("2026-06-30")
    town.move(seconds=5)
    page.get_by_role("button", name="この内容で送る").click()
    assert "担当者が確かめてから公開します" in page.get_by_role("status").inner_text()
    assert page.get_by_role("button", name=re.compile("取り下げる")).bounding_box()["height"] >= 48
    seems_right(page)

    context.unroute(f"{URL}/**")
    context.route(f"{URL}/**", answering(town, MODERATOR))
    page.goto(f"{URL}/staff/posts")
    seems_right(page)
    page.get_by_role("button", name=re.compile("公開する")).click()
    assert page.get_by_role("button", name=re.compile("公開をやめる")).count() == 1

    town.refresh()
    context.unroute(f"{URL}/**")
    context.route(f"{URL}/**", answering(town, ""))
    page.goto(f"{URL}/networks")
    seems_right(page)
    page.get_by_role("link", name=NETWORK, exact=True).first.click()
    posts = page.locator("#posts")
    assert "6月30日まで" in posts.inner_text()
    assert "<b>玄米</b>でもかまいません" in posts.inner_text()
    seems_right(page)
    assert context.cookies() == []
