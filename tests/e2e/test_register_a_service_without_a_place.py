"""Somebody registers advice by telephone: the form asks whom it serves, and no longer where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_register_an_activity import MINIMUM_MS, press_next

pytestmark = pytest.mark.browser


def test_without_a_place_nobody_is_asked_for_its_venue(page: Page, server_url: str) -> None:
    page.goto(f"{server_url}/register/1")
    page.wait_for_timeout(MINIMUM_MS)
    page.get_by_label("活動の名前").fill("架空の電話相談")
    press_next(page)
    press_next(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("どこでしますか")
    expect(page.get_by_label("使える地域")).to_be_hidden()
    page.get_by_label("場所はありません").check()
    expect(page.get_by_label("使える地域")).to_be_visible()
    expect(page.get_by_label("会場の名前")).to_be_hidden()
    expect(page.get_by_text("場所をどこまで見せますか")).to_be_hidden()
    page.get_by_label("市区町村と町の名前").fill("西東京市")
    press_next(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("いつしますか")
    page.go_back()
    expect(page.get_by_label("場所はありません")).to_be_checked()
    expect(page.get_by_label("会場の名前")).to_be_hidden()
