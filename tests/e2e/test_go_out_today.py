"""A parent wants to go out today: what is on is shown, what is not, is not, whatever the calendar does that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.settings import Settings
from tests.e2e.conftest import SiteInMemory
from tests.integration.site.fictional import FIRST_AND_THIRD_SATURDAY, RuntimeInMemory, make_listing

pytestmark = pytest.mark.browser

CARD = "#cards .card"
FIRST_SATURDAY, SECOND_SATURDAY, THIRD_SATURDAY = date(2026, 6, 6), date(2026, 6, 13), date(2026, 6, 20)
MORNINGS = (Window(start=600, end=720),)
TUESDAYS = Rule(freq="weekly", byday=(1,), windows=MORNINGS)
LISTINGS = (
    make_listing(1, code="saturd", name="第1と第3の食堂", schedule=FIRST_AND_THIRD_SATURDAY),
    make_listing(
        2,
        code="cancel",
        name="この日は休みの食堂",
        schedule=replace(FIRST_AND_THIRD_SATURDAY, cancelled=(FIRST_SATURDAY,)),
    ),
    make_listing(
        3,
        code="closed",
        name="祝日は休みの広場",
        schedule=Schedule(raw="火 10時から 祝日休み", rules=(TUESDAYS,), closed=(Closure(special=("holiday",)),)),
    ),
    make_listing(
        4,
        code="opened",
        name="祝日もひらく広場",
        schedule=Schedule(raw="火・祝 10時から", rules=(replace(TUESDAYS, on_holidays=True),)),
    ),
)


@pytest.fixture(scope="module")
def site_on():
    """The four places on a day, at a time."""
    made: dict[str, SiteInMemory] = {}

    def make(at: str) -> SiteInMemory:
        if at not in made:
            settings = Settings(fixed_today=at, tiles="none")
            made[at] = SiteInMemory(f"day{len(made)}.test", RuntimeInMemory(settings, LISTINGS))
        return made[at]

    return make


@pytest.fixture(params=[(390, True), (768, True), (1366, True), (390, False), (768, False), (1366, False)], ids=str)
def look(request, make_context, site_on):
    """Names that a question brings on a day, as a browser shows them."""
    width, has_script = request.param
    context = make_context(width=width, has_script=has_script)
    page = context.new_page()

    def names(at: str, query: str) -> list[str]:
        site = site_on(at)
        context.route(f"{site.url}/**", site.answer)
        page.goto(f"{site.url}/?{query}")
        expect(page.locator(f":is({CARD}, #empty):visible").first).to_be_visible()
        return [each.inner_text().strip() for each in page.locator(f"{CARD} h2").all()]

    names.page = page
    return names


def test_a_first_saturday_is_on_the_first_saturday_alone(look):
    assert "第1と第3の食堂" in look("2026-06-06T10:00", "when=today")
    assert look.page.locator(f"{CARD} .today").first.inner_text() == "今日あり 11:30〜14:00"
    assert "第1と第3の食堂" not in look("2026-06-13T10:00", "when=today")
    assert "第1と第3の食堂" in look("2026-06-20T10:00", "when=today")
    # asked beforehand, for a day to come
    assert "第1と第3の食堂" not in look("2026-06-08T10:00", f"when={SECOND_SATURDAY}")
    assert "第1と第3の食堂" in look("2026-06-08T10:00", f"when={THIRD_SATURDAY}")


def test_what_was_cancelled_is_not_on_and_its_page_strikes_it_out(look, site_on):
    assert "この日は休みの食堂" not in look("2026-06-06T10:00", "when=today")
    assert "この日は休みの食堂" in look("2026-06-20T10:00", "when=today")
    look.page.goto(f"{site_on('2026-06-06T10:00').url}/r/cancel")
    struck = look.page.locator("section.next del, section.next s")
    assert "6月6日" in struck.first.inner_text()


def test_what_is_over_is_not_on_today_any_more(look):
    assert "第1と第3の食堂" in look("2026-06-06T13:59", "when=today")
    assert "第1と第3の食堂" not in look("2026-06-06T14:01", "when=today")
    assert "第1と第3の食堂" in look("2026-06-06T12:00", "when=now")
    assert "第1と第3の食堂" not in look("2026-06-06T11:00", "when=now")


def test_a_holiday_between_two_holidays_is_one(look):
    """22 September 2026 is 国民の休日, a Tuesday."""
    on = look("2026-09-22T09:00", "when=today")
    assert "祝日もひらく広場" in on
    assert "祝日は休みの広場" not in on
    assert "祝日は休みの広場" in look("2026-09-29T09:00", "when=today")


DATE = "#date"
SATURDAYS = "6月6日（土） 11:30〜14:00（第1・第3土曜）"
IS_CALENDAR = "() => document.querySelector('#date').type === 'date'"


def test_the_calendar_of_a_day_comes_after_the_list(make_context, server_url):
    page = make_context(width=1366).new_page()
    page.goto(server_url)
    page.wait_for_function(IS_CALENDAR)
    page.locator(DATE).fill("2026-06-20")
    page.wait_for_url("**when=2026-06-20**")
    expect(page.locator("#tags")).to_contain_text("6月20日（土）")
    assert set(page.locator(f"{CARD} [data-field=next]").all_text_contents()) == {SATURDAYS}
    # with a day in the question the day stands in the page itself
    page.reload()
    assert page.evaluate(IS_CALENDAR)
    assert page.locator(DATE).input_value() == "2026-06-20"


def test_the_calendar_is_there_for_who_goes_near_the_filters(make_context, server_url):
    page = make_context(width=1366).new_page()
    # no moment passes: the calendar that comes by itself does not come
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.goto(server_url)
    page.locator("html.scripted").wait_for(state="attached")
    assert not page.evaluate(IS_CALENDAR)
    page.locator("label[for=date]").hover()
    assert page.evaluate(IS_CALENDAR)


def test_without_script_the_day_is_a_calendar_at_once(make_context, server_url):
    page = make_context(width=1366, has_script=False).new_page()
    page.goto(server_url)
    assert page.locator(DATE).is_hidden()
    page.locator("input[type=date]").fill("2026-06-20")
    page.locator("#search button").click()
    page.wait_for_url("**when=*2026-06-20**")
    expect(page.locator("#tags")).to_contain_text("6月20日（土）")
    assert set(page.locator(f"{CARD} [data-field=next]").all_text_contents()) == {SATURDAYS}
