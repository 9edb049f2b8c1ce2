"""Somebody in a basement still sees what was opened, told how old it is; nothing that is gone or secret stays."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

BANNER = re.compile(r"電波がないときの画面です（\d+月\d+日 \d+:\d\d時点）")
NAMES_KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return keys.flat().map(({ url }) => url.slice(location.origin.length));
}"""
AGE = """async (hours) => {
  const [name] = (await caches.keys()).filter((each) => each.startsWith("pages-"));
  const cache = await caches.open(name);
  for (const key of await cache.keys()) {
    const kept = await cache.match(key);
    const headers = new Headers(kept.headers);
    headers.set("x-kept", String(Date.now() - hours * 3_600_000));
    await cache.put(key, new Response(await kept.blob(), { headers }));
  }
}"""


@pytest.fixture(params=[390, 768, 1366])
def phone(request, make_context, server_url):
    """A device that has seen the home page, and whose service worker is at work."""
    page = make_context(width=request.param, service_workers="allow").new_page()
    page.goto(server_url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_until_kept(page, "/")
    return page


def wait_until_kept(page, path):
    page.wait_for_function(f"async (path) => (await ({NAMES_KEPT})()).includes(path)", arg=path)


def first_place(page):
    """Opens the first place of the list; its path."""
    page.locator("#cards .card h2 a").first.click()
    page.wait_for_url("**/r/*")
    path = "/r/" + page.url.rpartition("/")[2]
    wait_until_kept(page, path)
    return path


def test_opened_places_and_the_last_list_stay_readable(phone, server_url):
    path = first_place(phone)
    name = phone.locator("h1").inner_text()
    assert phone.locator(".offline").is_hidden()
    phone.context.set_offline(True)
    phone.reload()
    assert phone.locator("h1").inner_text() == name
    assert BANNER.search(phone.locator(".offline").inner_text())
    phone.goto(server_url)
    assert phone.locator("#cards .card").count() == 20
    assert BANNER.search(phone.locator(".offline").inner_text())
    assert phone.evaluate("getComputedStyle(document.querySelector('.card')).borderTopStyle") == "solid"
    phone.goto(f"{server_url}{path}?ids=other")
    assert phone.locator("h1").inner_text() == name
    phone.context.set_offline(False)
    phone.reload()
    assert phone.locator(".offline").is_hidden()


def test_filters_that_were_seen_work_on_and_others_say_that_they_failed(phone, server_url):
    phone.locator("input[name=cat][value=child_cafe]").check(force=True)
    phone.locator("#tags", has_text="子ども食堂").wait_for()
    count = phone.locator("#count").inner_text()
    wait_until_kept(phone, "/api/v1/cards?cat=child_cafe")
    phone.context.set_offline(True)
    phone.goto(f"{server_url}/?cat=child_cafe&ll=35.7,139.5&z=14")
    phone.locator("#tags", has_text="子ども食堂").wait_for()
    assert phone.locator("#count").inner_text() == count
    assert phone.locator("input[name=cat][value=child_cafe]").is_checked()
    assert BANNER.search(phone.locator(".offline").inner_text())
    phone.locator("input[name=cat][value=advice_desk]").check(force=True)
    phone.locator("#failed").wait_for()
    assert phone.locator("#count").inner_text() == count


def test_a_question_that_was_never_asked_leads_to_the_last_list(phone, server_url):
    phone.context.set_offline(True)
    phone.goto(f"{server_url}/?q=たんぽぽ")
    assert phone.url == f"{server_url}/"
    assert phone.locator("#cards .card").count() == 20


def test_the_saved_list_is_kept_and_clearing_it_clears_what_was_kept(phone, server_url):
    codes = [card.get_attribute("data-code") for card in phone.locator("#cards .card").all()[:2]]
    for save in phone.locator("#cards .save").all()[:2]:
        save.click()
    phone.goto(f"{server_url}/list?ids={','.join(codes)}")
    wait_until_kept(phone, f"/list?ids={','.join(codes)}")
    phone.context.set_offline(True)
    phone.reload()
    assert [card.get_attribute("data-code") for card in phone.locator("main .card").all()] == codes
    phone.get_by_role("button", name="この端末（スマホ・パソコン）から消す").click()
    phone.wait_for_function(f"async () => (await ({NAMES_KEPT})()).length === 0")


def test_without_anything_kept_one_is_told_what_to_do(phone, server_url):
    phone.context.set_offline(True)
    phone.goto(f"{server_url}/r/neverseen")
    assert phone.locator("h1").inner_text() == "電波がありません"
    assert phone.locator("main a[href^='tel:']").get_attribute("href") == "tel:0335550000"


def test_what_is_older_than_a_day_is_not_shown(phone, server_url):
    path = first_place(phone)
    phone.evaluate(AGE, 23)
    phone.context.set_offline(True)
    phone.reload()
    assert phone.locator(".offline").is_visible()
    phone.evaluate(AGE, 25)
    phone.goto(f"{server_url}{path}")
    assert phone.locator("h1").inner_text() == "電波がありません"
    assert path not in phone.evaluate(NAMES_KEPT)


@pytest.mark.parametrize("status", [404, 410])
def test_a_place_that_is_gone_is_forgotten_at_once(phone, server_url, status):
    path = first_place(phone)
    phone.context.route(
        f"**{path}", lambda route: route.fulfill(status=status, body="<h1>gone</h1>", content_type="text/html")
    )
    phone.reload()
    phone.wait_for_function(f"async (path) => !(await ({NAMES_KEPT})()).includes(path)", arg=path)
    phone.context.unroute(f"**{path}")
    phone.context.set_offline(True)
    phone.goto(f"{server_url}{path}")
    assert phone.locator("h1").inner_text() == "電波がありません"


def test_only_public_pages_are_ever_kept(phone, server_url):
    paths = (
        "/data",
        "/developers",
        "/staff/queue",
        "/edit/",
        "/register",
        "/login",
        "/c/token",
        "/sheet?ids=a",
        "/map.html",
    )
    for path in paths:
        phone.evaluate("(path) => fetch(path)", path)
    for path in ("/data", "/calendar", "/staff", "/c/token"):
        phone.goto(server_url + path)
    phone.goto(f"{server_url}/?cat=child_cafe")
    wait_until_kept(phone, "/?cat=child_cafe")
    kept = phone.evaluate(NAMES_KEPT)
    assert [each for each in kept if not re.fullmatch(r"/(\?.*|list.*|r/\w+)?|/api/v1/cards\?.*", each)] == []


def test_what_must_not_be_stored_is_not_kept(phone, server_url):
    path = first_place(phone)

    def forbid(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "cache-control": "no-store"})

    phone.context.route(f"**{path}", forbid)
    phone.reload()
    phone.wait_for_function(f"async (path) => !(await ({NAMES_KEPT})()).includes(path)", arg=path)
