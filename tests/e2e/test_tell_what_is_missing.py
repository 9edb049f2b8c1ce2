"""A parent who found nothing tells what the area lacks; a support worker tells how it went, and names nobody."""

from __future__ import annotations

from uuid import uuid4

import pytest

from directory.domain.actor import Account, Grant
from directory.domain.want import Want
from directory.usecases.tell_want import tell_want
from tests.e2e.test_ask_for_rice import URL, answering, seems_right
from tests.integration.conftest import NOW, made_file
from tests.integration.site.town import HERE, Town, gazetteer, town

__all__ = ["gazetteer", "made_file", "town"]

pytestmark = pytest.mark.browser

WORKER, COORDINATOR = "worker@example.invalid", "coordinator@example.invalid"

WANT = Want(category="nursery_open_day", municipality=HERE, district="", day=NOW.date())


@pytest.fixture
def staffed(town: Town) -> Town:
    with town.runtime.store.write(now=NOW) as unit:
        for email, role in ((WORKER, "support_worker"), (COORDINATOR, "coordinator")):
            grant = Grant(role=role, municipality=HERE)
            unit.accounts.add(Account(id=str(uuid4()), email=email, name="", created_at=NOW, grants=(grant,)))
    return town


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_without_a_script_a_parent_tells_what_the_area_lacks(make_context, staffed: Town, width: int):
    context = make_context(width=width, has_script=False)
    context.route(f"{URL}/**", answering(staffed, ""))
    page = context.new_page()
    page.goto(f"{URL}/?cat=advice_desk&municipality={HERE}&when=sun")
    page.get_by_role("link", name="この地区に ほしいものを知らせる").click()
    assert page.get_by_label("どの地区に").input_value() == HERE
    assert page.get_by_label("何がほしい").input_value() == "advice_desk"
    page.get_by_label("何がほしい").select_option("youth_place")
    page.get_by_role("button", name="ほしいと知らせる").click()
    assert "西東京市 に「子ども・若者の居場所」がほしい" in page.get_by_role("status").inner_text()
    assert page.get_by_role("main").get_by_role("link").count() >= 2
    assert context.cookies() == []
    page.close()
    scripted = make_context(width=width)
    scripted.route(f"{URL}/**", answering(staffed, ""))
    page = scripted.new_page()
    page.goto(f"{URL}/want")
    seems_right(page)
    page.goto(f"{URL}/")
    page.locator("#search").evaluate("form => form.elements.q.value = 'そうだん'")
    page.get_by_role("button", name="さがす").click()
    page.wait_for_selector("#show-want[href*='q=']")


def test_a_support_worker_tells_how_it_went_and_names_nobody(make_context, staffed: Town):
    context = make_context()
    context.route(f"{URL}/**", answering(staffed, WORKER))
    page = context.new_page()
    with staffed.runtime.store.read() as unit:
        resource_id = unit.resources.find_by_keys(["rice"])["rice"].id
    page.goto(f"{URL}/staff/resources/{resource_id}/feedback")
    page.get_by_label("場所についてのひとこと").fill("ゆうたくんは入れませんでした")
    page.get_by_role("button", name="いっぱいだった").click()
    assert page.locator("mark").inner_text() == "ゆうたくん"
    assert page.get_by_label("場所についてのひとこと").input_value() == "ゆうたくんは入れませんでした"
    seems_right(page)
    page.get_by_label("場所についてのひとこと").fill("予約が要ると言われました")
    page.get_by_role("button", name="いっぱいだった").click()
    assert "知らせました" in page.get_by_role("status").inner_text()
    tell_want(staffed.runtime.store, WANT, key="", now=NOW)
    page.goto(f"{URL}/staff/wants")
    seems_right(page)
    context.unroute(f"{URL}/**")
    context.route(f"{URL}/**", answering(staffed, COORDINATOR))
    page.goto(f"{URL}/staff/outreach")
    seems_right(page)
    page.get_by_label("活動や場所の名前").fill("団地の集まり")
    page.get_by_label("地区").select_option(HERE)
    page.get_by_role("button", name="下書きにする").click()
    assert "控え番号" in page.get_by_role("status").inner_text()
