"""A parent reads about one place: whom to call, when, how sure it is; what has ended, is kept quiet or unknown."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

EXACT = re.compile(r"35\.7\d{3,}|139\.5\d{3,}|33\.5\d{3,}|133\.5\d{3,}")


@pytest.fixture(params=[(390, True), (768, True), (1366, True), (390, False)], ids=["390", "768", "1366", "no script"])
def reader(request, make_context):
    width, has_script = request.param
    return make_context(width=width, has_script=has_script).new_page()


def test_the_telephone_can_be_dialled_and_says_when(reader, special):
    reader.goto(f"{special.url}/r/t00001")
    call = reader.locator("a.call").first
    assert call.get_attribute("href") == "tel:0300000001"
    assert "平日10〜16時" in reader.locator("dl.rows > div").first.inner_text()


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
    rows = special.get("/api/v1/listings.csv").text.splitlines()
    assert not EXACT.search(next(row for row in rows if "area01" in row))


def test_the_calendar_file_has_the_dates_of_the_page(reader, special):
    reader.goto(f"{special.url}/r/t00001")
    shown = re.findall(r"(\d+)月(\d+)日", reader.locator("section.next ol").inner_text())[:3]
    url = reader.locator("section.next a[href$='.ics']").get_attribute("href")
    text = special.get(url).text
    assert text.startswith("BEGIN:VCALENDAR")
    start = re.search(r"DTSTART[^:]*:2026(\d\d)(\d\d)T", text)
    assert (int(start[1]), int(start[2])) == tuple(map(int, shown[0]))


def test_sensitive_pages_leave_quietly(reader, special):
    answer = reader.goto(f"{special.url}/r/abuse1")
    assert "no-store" in answer.headers["cache-control"]
    assert not re.search("虐待|DV|ひかり", reader.title() + reader.url)
    assert reader.locator("#exit").is_visible()
