"""A parent reads about one place: whom to call, when, how sure it is; what has ended, is kept quiet or unknown."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

import icalendar
import pytest
from dateutil.rrule import rrulestr

from directory.settings import Settings
from tests.e2e.conftest import SiteInMemory
from tests.integration.site.fictional import RuntimeInMemory, make_listing, usual_listings

pytestmark = pytest.mark.browser

EXACT = re.compile(r"35\.7\d{3,}|139\.5\d{3,}|33\.5\d{3,}|133\.5\d{3,}")
DAY = re.compile(r"(\d+)月(\d+)日")


@pytest.fixture(scope="module")
def on_a_saturday():
    """Half past ten on a Saturday; one place more, of which nobody has heard for over a year."""
    lost = make_listing(201, code="lost01", name="わすれられた食堂", assured_on=date(2025, 5, 1))
    settings = Settings(fixed_today="2026-06-06T10:30", tiles="none")
    return SiteInMemory("saturday.test", RuntimeInMemory(settings, (*usual_listings(), lost)))


@pytest.fixture(params=[(390, True), (768, True), (1366, True), (390, False), (768, False), (1366, False)], ids=str)
def reader(request, make_context):
    width, has_script = request.param
    return make_context(width=width, has_script=has_script).new_page()


def test_the_telephone_can_be_dialled_and_says_when(reader, special):
    reader.goto(f"{special.url}/r/t00001")
    call = reader.locator("a.call").first
    assert call.get_attribute("href") == "tel:0300000001"
    assert "平日10〜16時" in reader.locator("dl.rows > div").first.inner_text()


def test_outside_the_hours_the_page_says_that_nobody_answers(reader, on_a_saturday):
    reader.context.route(f"{on_a_saturday.url}/**", on_a_saturday.answer)
    reader.goto(f"{on_a_saturday.url}/r/t00001")
    row = reader.locator("dl.rows > div").first
    assert "いまは時間外です（平日10〜16時）" in row.inner_text()
    assert row.locator("a[href^='tel:']").is_visible()


def test_unknown_reads_as_unknown(reader, special):
    reader.goto(f"{special.url}/r/nofact")
    rows = {
        row.locator("dt").inner_text().strip(): row.locator("dd").inner_text().strip()
        for row in reader.locator("article > dl.rows > div").all()
    }
    assert all(rows.values())
    assert sum("わかりません" in text for text in rows.values()) >= 3
    assert "電話で確かめてください" in reader.locator("section.next").inner_text()
    assert "いつでも" not in reader.locator("main").inner_text()


def test_what_was_not_confirmed_for_long_warns_before_the_telephone(reader, special):
    reader.goto(f"{special.url}/r/t00002")
    notice = reader.locator(".notice[data-state=stale]")
    assert re.search(r"\d+か月間 確認されていません", notice.inner_text())
    top = [reader.locator(place).first.bounding_box()["y"] for place in (".notice[data-state=stale]", "a.call")]
    assert top[0] < top[1]


def test_what_nobody_confirmed_for_a_year_leaves_the_lists_and_says_so(reader, on_a_saturday):
    reader.context.route(f"{on_a_saturday.url}/**", on_a_saturday.answer)
    reader.goto(f"{on_a_saturday.url}/r/lost01")
    assert "活動を確認できていません" in reader.locator(".notice[data-state=stale]").inner_text()
    reader.goto(f"{on_a_saturday.url}/?q=わすれられた食堂")
    assert reader.locator("#cards a[href*='lost01']").count() == 0
    # what was never asked about stays, and says that it is not known
    reader.goto(f"{on_a_saturday.url}/?q=なぞの集会所")
    card = reader.locator("#cards .card", has_text="なぞの集会所")
    assert "確認日 わかりません" in card.inner_text()


def test_what_has_ended_keeps_its_page_and_offers_others(reader, special):
    answer = reader.goto(f"{special.url}/r/ended1")
    assert answer.status == 200
    assert "この活動は終わりました" in reader.locator(".notice[data-state=ended]").inner_text()
    assert reader.locator("main section .card h3 a").count() >= 1
    assert special.get("/api/v1/listings/ended1").status_code == 410


def test_a_place_kept_to_its_district_tells_no_point_anywhere(reader, special):
    reader.goto(f"{special.url}/r/area01")
    assert reader.get_by_role("link", name="地図で見る").count() == len(
        reader.locator("main section .card [data-url=map_url]").all()
    )
    own = reader.locator("article").first.inner_html()
    assert not EXACT.search(own)
    for path in ("/api/v1/listings/area01", "/r/area01.ics"):
        assert not EXACT.search(special.get(path).text), path
    # somebody whose point is public has it where the other one has none
    assert EXACT.search(special.get("/api/v1/listings/t00001").text)
    rows = special.get("/api/v1/listings.csv").text.splitlines()
    assert not EXACT.search(next(row for row in rows if "area01" in row))


def test_the_calendar_file_has_the_dates_of_the_page(reader, special):
    reader.goto(f"{special.url}/r/t00001")
    shown = [(2026, int(month), int(day)) for month, day in DAY.findall(reader.locator("section.next ol").inner_text())]
    url = reader.locator("section.next a[href$='.ics']").get_attribute("href")
    (event,) = icalendar.Calendar.from_ical(special.get(url).text).walk("VEVENT")
    start = event.decoded("dtstart")
    assert start.tzinfo is not None
    repeated = rrulestr(event["rrule"].to_ical().decode(), dtstart=start)
    left_out = {each.dt.date() for one in event.get("exdate", []) or [] for each in one.dts}
    days = [each.date() for each in islice(repeated, 20) if each.date() not in left_out]
    assert [(day.year, day.month, day.day) for day in days[:3]] == shown[:3]
    assert len(shown) >= 3


def test_sensitive_pages_leave_quietly(reader, special):
    answer = reader.goto(f"{special.url}/r/abuse1")
    assert "no-store" in answer.headers["cache-control"]
    assert not re.search("虐待|DV|ひかり", reader.title() + reader.url)
    assert reader.locator("#exit").is_visible()
