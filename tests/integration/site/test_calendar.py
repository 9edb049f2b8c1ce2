"""Dates, ages, costs and calendars of the site, with a fixed clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import icalendar
import pytest

from directory.domain.schedule import Rule, Schedule, Window
from tests.integration.site.fictional import make_listing

SATURDAY = datetime(2026, 6, 6, 1, tzinfo=UTC)
"""Ten in the morning in Japan."""

FIRST_SATURDAY = Schedule(
    raw="第1土曜 11:30～14:00",
    rules=(Rule(freq="monthly", byday=(5,), nth=(1,), windows=(Window(start=690, end=840),)),),
)
HOLIDAY = Schedule(
    raw="祝日 10:00～12:00", rules=(Rule(freq="weekly", on_holidays=True, windows=(Window(start=600, end=720),)),)
)
CALLED_OFF = Schedule(
    raw="毎週土曜 10:00～12:00",
    rules=(Rule(freq="weekly", byday=(5,), windows=(Window(start=600, end=720),)),),
    cancelled=(date(2026, 6, 13),),
)


def at(client, moment):
    client.runtime._clock = lambda: moment  # noqa: SLF001 - the clock of the tests' own runtime
    client.runtime.catalog.refresh()
    return client


def codes(client, query):
    return {item["id"] for item in client.get(f"/api/v1/listings?limit=200&{query}").json()["items"]}


@pytest.fixture
def dated(make_client):
    return make_client(
        [
            make_listing(1, code="sat1", schedule=FIRST_SATURDAY),
            make_listing(2, code="holiday1", schedule=HOLIDAY),
            make_listing(3, code="off1", series="off1", schedule=CALLED_OFF, venue="さくら会館"),
            make_listing(4, code="off2", series="off1", schedule=FIRST_SATURDAY, venue="もみじ会館"),
        ]
    )


def test_first_saturday_is_today_on_the_first_and_on_no_other(dated):
    assert "sat1" in codes(dated, "when=2026-06-06")
    assert "sat1" not in codes(dated, "when=2026-06-13")
    assert "6月6日（土） 11:30〜14:00" in dated.get("/r/sat1").text


def test_a_holiday_between_two_others_is_a_holiday(dated):
    """2026-09-22 is no holiday of its own: it is one because it lies between two."""
    assert "holiday1" in codes(dated, "when=2026-09-22")
    assert "holiday1" not in codes(dated, "when=2026-09-24")


def test_a_date_called_off_is_no_date_and_is_struck_on_the_page(dated):
    assert "off1" not in codes(dated, "when=2026-06-13")
    assert "<s>6月13日（土） 10:00〜12:00</s>" in dated.get("/r/off1").text


def test_what_is_over_is_no_longer_today(dated):
    assert codes(dated, "when=today") == {"sat1", "off1", "off2"}
    evening = at(dated, SATURDAY + timedelta(hours=3))
    assert codes(evening, "when=today") == {"sat1", "off2"}
    assert codes(evening, "when=now") == {"sat1", "off2"}
    assert evening.get("/api/v1/listings/off1").json()["next_date"] == "2026-06-20"


def test_midnight_turns_the_day_without_a_restart(dated):
    midnight = at(dated, datetime(2026, 6, 6, 14, 59, tzinfo=UTC))
    assert codes(midnight, "when=tomorrow") == codes(midnight, "when=today") == set()
    after = at(dated, datetime(2026, 6, 6, 15, 0, tzinfo=UTC))
    assert after.get("/api/v1/listings/sat1").json()["next_date"] == "2026-07-04"
    friday = at(dated, datetime(2026, 7, 3, 15, 0, tzinfo=UTC))
    assert "sat1" in codes(friday, "when=today")


def test_the_page_of_one_venue_names_the_venue_of_every_date(dated):
    page = dated.get("/r/off1").text
    dates = page[page.index('id="next-title"') : page.index("</ol>", page.index('id="next-title"'))]
    assert dates.count("<li>") == 4
    assert '<a class="sub" href="/r/off2">もみじ会館</a>' in dates


def test_calendar_of_a_listing_has_the_dates_of_its_page(dated):
    answer = dated.get("/r/sat1.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTSTART"].dt.date() == date(2026, 6, 6)
    assert event["RRULE"]["BYDAY"] == ["1SA"]
    sessions = dated.get("/api/v1/listings/sat1").json()["sessions"]
    assert [each["date"] for each in sessions] == ["2026-06-06", "2026-07-04", "2026-08-01"]


def test_calendar_of_a_question_holds_what_the_list_holds(client):
    body = client.get("/calendar.ics?cat=child_cafe&municipality=13229").content
    events = icalendar.Calendar.from_ical(body).walk("VEVENT")
    listed = codes(client, "cat=child_cafe&municipality=13229")
    assert {event["UID"].partition("-")[0] for event in events} == listed
    assert listed


def test_sensitive_listings_have_no_calendar(client):
    assert client.get("/r/abuse1.ics").status_code == 404
    assert "abuse1.ics" not in client.get("/r/abuse1").text
    assert b"abuse1" not in client.get("/calendar.ics").content


def test_a_place_kept_to_its_district_keeps_its_place_in_calendars(client):
    body = client.get("/r/area01.ics").content.decode()
    assert "GEO:" not in body
    assert "さくら会館" not in body
    assert client.get("/r/nobody.ics").status_code == 404


def test_too_many_listings_are_refused_with_the_remedy(make_client):
    many = make_client([make_listing(number) for number in range(1, 503)])
    answer = many.get("/calendar.ics")
    assert answer.status_code == 422
    assert "地区か種類" in answer.text
    assert "地区か種類" in many.get("/calendar").text
    assert many.get("/calendar.ics?cat=child_cafe").status_code == 200


def test_month_sheet_shows_every_session_of_the_month(dated):
    page = dated.get("/calendar?month=2026-06").text
    assert "2026年6月の予定" in page
    assert page.count('href="/r/sat1"') == 1
    assert page.count('href="/r/off1"') == 3
    assert 'href="/calendar?month=2026-07"' in page
    assert "month=2026-05" not in page


def test_a_full_day_names_what_is_rare_and_leads_to_a_list_of_the_rest(make_client):
    daily = Schedule(raw="毎日 9:00～17:00", rules=(Rule(freq="daily", windows=(Window(start=540, end=1020),)),))
    many = [make_listing(number, code=f"daily{number}", schedule=daily) for number in range(1, 16)]
    full = make_client([*many, make_listing(16, code="sat1", schedule=FIRST_SATURDAY)])
    page = full.get("/calendar?month=2026-06").text
    saturday, other = (
        page.partition(f"<h2>6月{day}</h2>")[2].partition("</ul>")[0] for day in ("6日（土）", "7日（日）")
    )
    assert 'href="/r/sat1"' in saturday
    assert saturday.count('href="/r/') == other.count('href="/r/') == 12
    assert '<a href="/?when=2026-06-06">ほか4件</a>' in saturday
    assert '<a href="/?when=2026-06-07">ほか3件</a>' in other
    assert "<li>ほか3件</li>" in page.partition("<h2>6月5日（金）</h2>")[2].partition("</ul>")[0]
    assert "<li>ほか3件</li>" in full.get("/calendar?month=2026-12").text


@pytest.mark.parametrize("month", ["2026-13", "2026-05", "2027-06", "june", "2026-6-1"])
def test_other_months_are_refused(dated, month):
    assert dated.get(f"/calendar?month={month}").status_code == 422


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("age=999", "age"),
        ("fee=cheap", "fee"),
        ("access=lift", "access"),
        ("when=sat:noon", "when"),
        ("indoor=2", "indoor"),
    ],
)
def test_unknown_needs_are_refused_by_name(client, query, field):
    answer = client.get(f"/api/v1/listings?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"] == f"parameter_{field}"


QUERIES = [
    "&".join(parts)
    for parts in product(("age=8", "age=0,12", ""), ("fee=child_free", "access=nursing,parking"), ("when=sat:am", ""))
]


@pytest.mark.parametrize("query", QUERIES)
def test_list_map_table_and_calendar_agree_about_needs(client, query):
    answer = client.get(f"/api/v1/listings?limit=200&{query}").json()
    listed = [item["id"] for item in answer["items"]]
    assert len(client.get(f"/api/v1/listings.csv?{query}").text.splitlines()) == answer["total"] + 1
    geo = client.get(f"/api/v1/listings.geojson?{query}").json()
    assert {feature["id"] for feature in geo["features"]} == set(listed)
    asked = [bool(item["to_ask"]) for item in answer["items"]]
    assert asked == sorted(asked)
    assert asked.count(False) == answer["sure"]
    cards = client.get(f"/api/v1/cards?limit=200&{query}").json()
    assert [card["code"] for card in cards["cards"]] == listed


def test_values_of_a_plain_form_are_joined(client):
    assert codes(client, "age=0&age=12&when=sat&when=") == codes(client, "age=0,12&when=sat")


def rotating(number, venue, nth):
    rule = Rule(freq="monthly", byday=(2,), nth=(nth,), windows=(Window(start=600, end=720),))
    return make_listing(
        number,
        code=f"turn{nth}",
        series="turn1",
        name="めぐりひろば",
        venue=venue,
        schedule=Schedule(raw=f"第{nth}水曜 10:00～12:00", rules=(rule,)),
    )


def test_three_rotating_venues_are_three_pins_and_every_date_names_its_venue(make_client):
    venues = ("さくら会館", "もみじ会館", "けやき会館")
    client = make_client([rotating(number, venue, number) for number, venue in enumerate(venues, 1)])
    points = client.get("/api/v1/map/points").json()
    assert points["n"] == 3
    for code in ("turn1", "turn2", "turn3"):
        page = client.get(f"/r/{code}").text
        start = page.index('id="next-title"')
        rows = page[start : page.index("</ol>", start)].split("<li>")[1:]
        dates = ("6月10日（水） 10:00〜12:00", "6月17日（水） 10:00〜12:00", "7月1日（水） 10:00〜12:00")
        for row, date_text, venue_code, venue in zip(
            rows, dates, ("turn2", "turn3", "turn1"), (venues[1], venues[2], venues[0]), strict=True
        ):
            assert date_text in row
            assert (venue in row) == (venue_code != code)
            assert (f'href="/r/{venue_code}"' in row) == (venue_code != code)
