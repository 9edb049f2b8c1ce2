"""Whatever somebody publishes is shown letter by letter and never runs: every payload, every field, every sink."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote

import icalendar
import pytest

from tests.e2e.letters import cut, hover_everything, leads_nowhere_else, missing, text_of

from .hostile import MIDDLE, ORIGIN, PAYLOADS, STEP, fetch, open_hostile_site, serve_from_memory

pytestmark = pytest.mark.browser
LATITUDE, LONGITUDE = MIDDLE
DETAIL_FIELDS = [
    "名",
    "かな",
    "所",
    "棟",
    "場",
    "道",
    "会",
    "網",
    "課",
    "文",
    "域",
    "約",
    "日",
    "歳",
    "円",
    "典",
    "許",
    "phoneの注",
    "faxの注",
    "emailの注",
    "urlの注",
    "formの注",
    "lineの注",
]


@pytest.fixture(scope="module")
def site():
    return open_hostile_site()


@pytest.fixture(params=["policy", "no policy"])
def hostile(request, make_context, site):
    """A window with and without the policy: one tells of attempts, the other lets them happen."""
    context = make_context(width=1366, height=900, bypass_csp=request.param == "no policy")
    watch = serve_from_memory(context, site)
    page = context.new_page()
    page.watch = watch
    return page


def test_lists_show_it_letter_by_letter(hostile):
    hostile.goto(f"{ORIGIN}/?limit=100")
    hostile.wait_for_selector("#map[data-map-ready]")
    served = text_of(hostile, "#cards")
    assert missing(served, (f"名 {text}" for text in PAYLOADS.values())) == []
    assert missing(served, (cut(f"歳 {text}") for text in PAYLOADS.values())) == []
    hover_everything(hostile, "#cards a")
    hostile.locator("input[name=cat][value=child_cafe]").check(force=True)
    hostile.wait_for_url("**cat=child_cafe*")
    hostile.locator("#tags", has_text="子ども食堂").wait_for()
    filled = text_of(hostile, "#cards")
    assert missing(filled, (f"名 {text}" for text in PAYLOADS.values() if filled.count(f"名 {text}"))) == []
    assert hostile.locator("#cards img, #cards script").count() == 0
    options = text_of(hostile, "#district")
    assert missing(options, (f"域 {text}" for text in PAYLOADS.values())) == []
    hostile.locator("#cards a[href*='sel=']").first.click()
    hostile.locator("#map-panel h2").wait_for()
    leads_nowhere_else(hostile)
    assert hostile.watch.troubles() == []


def test_the_ground_of_a_match_shows_it_letter_by_letter(hostile):
    hostile.goto(f"{ORIGIN}/?q=かくれんぼ&limit=100")
    assert missing(text_of(hostile, "#cards"), (f"名 {text}" for text in PAYLOADS.values())) == []
    leads_nowhere_else(hostile)
    assert hostile.watch.troubles() == []


def test_the_map_shows_it_letter_by_letter(hostile):
    hostile.goto(f"{ORIGIN}/?view=map&z=12&ll={LATITUDE + 0.175},{LONGITUDE + 0.05}")
    hostile.wait_for_selector("#map[data-map-ready]")
    hostile.wait_for_selector(".map-chip")
    named = " ".join(each.get_attribute("aria-label") for each in hostile.locator(".map-mark:has(.map-chip)").all())
    assert missing(named, (f"域 {text}" for text in PAYLOADS.values())) == []
    hover_everything(hostile, ".map-mark")
    hostile.locator(".map-mark:has(.map-chip)").first.press("Enter")
    hostile.goto(f"{ORIGIN}/?view=map&limit=100&z=18&ll={LATITUDE + STEP},{LONGITUDE + 2 * STEP}")
    hostile.wait_for_selector("#map[data-map-ready]")
    hostile.locator(".map-mark[aria-label^='名']").first.wait_for()
    names = [each.get_attribute("aria-label") for each in hostile.locator(".map-mark:has(.map-pin)").all()]
    assert missing(" ".join(names), (f"名 {text}" for text in PAYLOADS.values())) == []
    hover_everything(hostile, ".map-mark")
    hostile.locator(".map-mark:has(.map-pin)").first.press("Enter")
    hostile.locator("#map-panel h2").wait_for()
    for order, text in enumerate(PAYLOADS.values()):
        hostile.locator(f"#cards a[href*='sel=h{order + 101:05d}']").dispatch_event("click")
        hostile.locator("#map-panel h2").get_by_text(f"名 {text}", exact=True).wait_for()
        assert f"所 {text}" in text_of(hostile, "#map-panel")
        leads_nowhere_else(hostile)
    assert hostile.watch.troubles() == []


def test_the_list_of_one_point_shows_it_letter_by_letter(hostile):
    hostile.goto(f"{ORIGIN}/?view=map&z=18&ll={LATITUDE - 0.02},{LONGITUDE}")
    hostile.wait_for_selector("#map[data-map-ready]")
    hostile.locator(".map-mark:has(.map-same)").press("Enter")
    hostile.locator("#map-panel li button").first.wait_for()
    assert missing(text_of(hostile, "#map-panel"), (f"名 {text}" for text in PAYLOADS.values())) == []
    hover_everything(hostile, "#map-panel button")
    hostile.locator("#map-panel li button").last.press("Enter")
    hostile.locator("#map-panel a[href*='/r/']").wait_for()
    assert hostile.watch.troubles() == []


def test_the_pages_of_listings_show_it_letter_by_letter(hostile):
    for order, text in enumerate(PAYLOADS.values()):
        hostile.goto(f"{ORIGIN}/r/h{order + 1:05d}", wait_until="domcontentloaded")
        assert missing(text_of(hostile), (f"{kind} {text}" for kind in DETAIL_FIELDS)) == []
        hover_everything(hostile, "main *")
        leads_nowhere_else(hostile)
    assert hostile.watch.troubles() == []


def test_the_shortlist_shows_it_letter_by_letter(hostile):
    texts = list(PAYLOADS.values())
    for first in range(0, len(texts), 4):
        codes = ",".join(f"h{number + 1:05d}" for number in range(first, min(first + 4, len(texts))))
        hostile.goto(f"{ORIGIN}/list?ids={codes}")
        assert missing(text_of(hostile, "table"), (f"名 {text}" for text in texts[first : first + 4])) == []
        assert missing(text_of(hostile, "table"), (f"約 {text}" for text in texts[first : first + 4])) == []
        hover_everything(hostile, "main a")
        leads_nowhere_else(hostile)
    hostile.goto(f"{ORIGIN}/list?ids={quote('<img src=q onerror=hit()>,h00001')}")
    assert hostile.locator(".card").count() == 1
    assert hostile.watch.troubles() == []


def test_months_and_missing_districts_show_it_letter_by_letter(hostile):
    # A day names twelve sessions, and all of these are on the same days: one column of far places after the other.
    months = ""
    for west in (LONGITUDE - 0.05, LONGITUDE + 0.05):
        hostile.goto(f"{ORIGIN}/calendar?bbox={west},{LATITUDE + 0.05},{west + 0.1},{LATITUDE + 0.5}")
        months += text_of(hostile, "main")
    assert missing(months, (f"名 {text}" for text in PAYLOADS.values())) == []
    hostile.goto(f"{ORIGIN}/data/districts")
    assert missing(text_of(hostile, "main"), (f"名 {text}" for text in PAYLOADS.values())) == []
    assert hostile.watch.troubles() == []


@pytest.mark.parametrize("text", ["${hit()}", "</script><script>hit()</script>", '"><img src=q onerror=hit()>'])
def test_words_of_a_question_that_nothing_answers_are_shown_letter_by_letter(hostile, text):
    hostile.goto(f"{ORIGIN}/?q={quote(text + ' zzqq')}&cat=advice_desk&when=sun")
    hostile.locator("#ladder a").first.wait_for()
    assert text in text_of(hostile, "#tags")
    assert hostile.locator("#q").input_value() == f"{text} zzqq"
    hostile.locator("#ladder a").first.click()
    hostile.locator("#count").wait_for()
    assert hostile.watch.troubles() == []


def test_without_javascript_the_picture_is_a_picture(make_context, site):
    context = make_context(width=1366, has_script=False)
    watch = serve_from_memory(context, site)
    page = context.new_page()
    page.goto(f"{ORIGIN}/?limit=100")
    assert missing(text_of(page, "#cards"), (f"名 {text}" for text in PAYLOADS.values())) == []
    picture = page.locator("#map img.picture")
    picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert picture.get_attribute("src") == "/map.svg"
    assert watch.troubles() == []


def test_the_picture_opened_by_itself_runs_nothing(hostile):
    hostile.goto(f"{ORIGIN}/map.svg")
    drawn = hostile.evaluate("[...document.querySelectorAll('text')].map((each) => each.textContent).join(' ')")
    assert len([text for text in PAYLOADS.values() if f"域 {text}" in drawn]) >= 1
    assert hostile.evaluate("document.querySelectorAll('script, img, foreignObject').length") == 0
    assert hostile.watch.troubles() == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/listings.csv", "text/csv"),
        ("/calendar.ics", "text/calendar"),
        ("/api/v1/cards", "application/json"),
        ("/api/v1/listings", "application/json"),
        ("/api/v1/listings/h00001", "application/json"),
        ("/api/v1/suggest?q=" + quote("名"), "application/json"),
        ("/api/v1/map/labels?ids=1,2,3", "application/json"),
        ("/api/v1/listings.geojson", "application/geo+json"),
    ],
)
def test_files_for_programs_are_no_pages(site, path, kind):
    answer = fetch(site, path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_files_for_programs_keep_it_letter_by_letter(site):
    rows = list(csv.reader(io.StringIO(fetch(site, "/api/v1/listings.csv").text.removeprefix("\ufeff"))))
    held = {cell for row in rows for cell in row}
    for text in PAYLOADS.values():
        assert {f"{kind} {text}" for kind in "名かな"[:1] + "棟場会文元許典"} <= held
    calendar = icalendar.Calendar.from_ical(fetch(site, "/calendar.ics").content)
    titles = {str(event["summary"]) for event in calendar.walk("VEVENT")}
    assert {f"名 {text}" for text in PAYLOADS.values()} <= titles
    suggested = fetch(site, "/api/v1/suggest?q=" + quote("名 ${hit")).json()["suggestions"]
    assert all(re.match(r"/(r/|\?|\Z)", each["url"]) for each in suggested)
