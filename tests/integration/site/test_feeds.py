"""Feeds of what is new or has changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from tests.integration.site.fictional import make_listing

NAMES = {"atom": "http://www.w3.org/2005/Atom"}
FIRST = datetime(2026, 6, 1, 3, tzinfo=UTC)


@pytest.fixture
def changing(make_client):
    return make_client(
        [
            make_listing(
                number,
                code=f"code{number:02}",
                name=f"ひろば{number}",
                municipality="13229" if number % 2 else "39201",
                updated_at=FIRST + timedelta(hours=number),
            )
            for number in range(1, 61)
        ]
        + [
            make_listing(61, code="quiet1", categories=("abuse_advice",), updated_at=FIRST + timedelta(days=9)),
            make_listing(62, code="odd1", name="<b>&\u0007${x}", updated_at=FIRST + timedelta(days=8)),
        ]
    )


def links(document):
    return [each.get("href") for each in document.findall("atom:entry/atom:link", NAMES)]


def test_the_newest_change_stands_first_and_fifty_are_told(changing):
    answer = changing.get("/feed.xml")
    document = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert [link.rpartition("/")[2] for link in links(document)][:3] == ["odd1", "code60", "code59"]
    assert len(links(document)) == 50
    assert document.findtext("atom:updated", namespaces=NAMES) == "2026-06-09T03:00:00+00:00"


def test_a_feed_of_one_municipality_holds_only_its_listings(changing):
    document = ET.fromstring(changing.get("/feed.xml?municipality=39201").content)  # noqa: S314 - our own answer
    assert len(links(document)) == 30
    assert {int(link[-2:]) % 2 for link in links(document) if "code" in link} == {0}


def test_both_forms_tell_the_same(changing):
    document = ET.fromstring(changing.get("/feed.xml").content)  # noqa: S314 - our own answer
    items = changing.get("/feed.json").json()["items"]
    assert [item["url"] for item in items] == links(document)
    assert items[0]["title"].startswith("<b>&")


def test_nobody_is_told_of_places_that_would_betray_their_visitors(changing):
    assert changing.get("/r/quiet1").status_code == 200
    for path in ("/feed.xml", "/feed.json"):
        answer = changing.get(path)
        assert answer.status_code == 200
        assert "quiet1" not in answer.text


def test_a_feed_is_not_sent_twice(changing):
    etag = changing.get("/feed.xml").headers["etag"]
    assert changing.get("/feed.xml", if_none_match=etag).status_code == 304


def test_a_feed_in_english_says_so_and_leads_to_english_pages(changing):
    told = changing.get("/en/feed.json").json()
    assert told["language"] == "en"
    assert told["feed_url"] == "http://site.test/en/feed.json"
    assert told["items"][1]["url"] == "http://site.test/en/r/code60"
    document = ET.fromstring(changing.get("/en/feed.xml").content)  # noqa: S314 - our own answer
    assert document.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_files_and_paper_in_english_lead_to_english_pages(changing):
    assert "http://site.test/en/r/code01" in changing.get("/en/calendar.ics?q=ひろば1").text
    assert "http://site.test/en/" in changing.get("/en/print").text
