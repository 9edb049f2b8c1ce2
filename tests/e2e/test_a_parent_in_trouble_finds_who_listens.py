"""A parent in trouble comes from a café's page to the telephone of an open desk; a page of theirs betrays nobody."""

from __future__ import annotations

import pytest

from directory.settings import Settings
from tests.e2e.axe import violations_at
from tests.e2e.conftest import SiteInMemory
from tests.integration.site.desks import ALL, CAFE, QUIET, SATURDAY, WEEKEND
from tests.integration.site.fictional import RuntimeInMemory

pytestmark = pytest.mark.browser

WIDTHS = (390, 768, 1366)
WEATHER = "https://www.jma.go.jp/"
IS_IN_REACH = """() => {
  const box = document.getElementById("exit").getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.top >= 0 && box.bottom <= innerHeight && seen?.closest("#exit") !== null;
}"""


@pytest.fixture(scope="module")
def site() -> SiteInMemory:
    settings = Settings(fixed_today=SATURDAY, help_phone="03-0000-9999", help_name="架空市役所", tiles="none")
    return SiteInMemory("help.test", RuntimeInMemory(settings, ALL))


@pytest.fixture
def open_phone(make_context, site):
    """A phone-sized window in which the site and the weather answer."""

    def make(**options):
        context = make_context(width=390, **options)
        context.route(f"{site.url}/**", site.answer)
        context.route(f"{WEATHER}**", lambda route: route.fulfill(body="<title>晴れ</title>", content_type="text/html"))
        return context.new_page()

    return make


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_three_taps_lead_from_a_cafe_to_the_telephone_of_an_open_desk(open_phone, site, has_script):
    page = open_phone(has_script=has_script)
    page.goto(f"{site.url}/r/{CAFE.code}")
    page.get_by_role("main").get_by_role("link", name="困ったとき").click()
    page.get_by_role("link", name="子育て", exact=True).click()
    first = page.locator(".desk").first
    assert "いま開いています" in first.inner_text()
    # the third tap
    call = first.get_by_role("link", name="電話する")
    assert call.get_attribute("href") == f"tel:{WEEKEND.contacts[0].value.replace('-', '')}"
    assert call.bounding_box()["height"] >= 44
    assert call.bounding_box()["y"] + call.bounding_box()["height"] <= 844
    assert page.context.cookies() == []


def test_a_page_that_must_stay_secret_is_left_at_once_and_not_found_again(open_phone, site):
    page = open_phone()
    page.goto(f"{site.url}/r/{CAFE.code}")
    for path in (f"/help?from={CAFE.code}&topic=safety", f"/r/{QUIET.code}"):
        page.goto(site.url + path)
        for share in (0, 0.5, 1):
            page.evaluate("share => scrollTo(0, share * document.documentElement.scrollHeight)", share)
            assert page.evaluate(IS_IN_REACH), (path, share)
    page.locator("#exit").click()
    page.wait_for_url(WEATHER)
    page.go_back()
    assert page.url == f"{site.url}/help?from={CAFE.code}&topic=safety"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(WEATHER)
    page.go_back()
    assert page.url == f"{site.url}/r/{CAFE.code}"


def test_paper_of_a_secret_page_says_nothing_loud(open_phone, site):
    page = open_phone()
    page.emulate_media(media="print")
    page.goto(f"{site.url}/r/{QUIET.code}")
    assert not page.locator("#exit").is_visible()
    assert not page.locator(".emergency").is_visible()
    assert not page.locator(".badges").first.is_visible()


def test_everybody_can_read_who_listens(open_phone, site):
    page = open_phone()
    for path in (
        "/help",
        f"/help?from={CAFE.code}&topic=childcare",
        "/help?topic=safety&municipality=13229",
        "/help?topic=work",
    ):
        page.goto(site.url + path)
        assert violations_at(page, WIDTHS) == [], path
        page.set_viewport_size({"width": 320, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
        page.set_viewport_size({"width": 390, "height": 844})
