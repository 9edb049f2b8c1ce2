"""Somebody takes the data away: files for spreadsheets and programs; crawlers read what they may."""

from __future__ import annotations

import csv
import io
import json

import pytest

pytestmark = pytest.mark.browser

PRIVATE = ("secret", "internal", "staff", "private", "exact_place", "token")


def test_the_table_opens_in_spreadsheets_and_holds_everything_public(page, server_url):
    page.goto(f"{server_url}/data")
    with page.expect_download() as waiting:
        page.locator("a[href*='/api/v1/listings.csv']").first.click()
    text = waiting.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert len(rows) == page.request.get(f"{server_url}/api/v1/listings?limit=1").json()["total"]
    assert rows[0]["掲載番号"]


def test_no_file_has_a_column_that_is_not_public(special):
    for path in ("listings.csv", "listings.geojson", "listings", "map/points", "listings/t00001", "cards"):
        text = special.get(f"/api/v1/{path}").text
        assert not any(word in text.splitlines()[0][:5000].lower() for word in PRIVATE), path


def test_asking_again_costs_nothing_while_nothing_changed(page, server_url):
    paths = (
        "/",
        "/data",
        "/api/v1/listings",
        "/api/v1/listings.csv",
        "/api/v1/cards",
        "/api/v1/map/points",
        "/api/v1/districts.geojson",
    )
    for path in paths:
        first = page.request.get(server_url + path)
        again = page.request.get(server_url + path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status, again.body()) == (304, b""), path


def test_crawlers_and_messengers_read_what_a_place_is(page, special):
    robots = special.get("/robots.txt").text
    assert "Disallow: /api/" in robots
    assert "/sitemap.xml" in robots
    assert "/r/t00001" in special.get("/sitemap.xml").text
    assert "/r/abuse1" not in special.get("/sitemap.xml").text
    page.goto(f"{special.url}/r/t00001")
    told = json.loads(page.locator("script[type='application/ld+json']").text_content())
    kinds = {each["@type"] for each in (told.get("@graph") or [told])}
    assert kinds & {"Place", "Event"}
    assert page.locator("meta[property='og:title']").get_attribute("content") == page.locator("h1").evaluate(
        "each => each.firstChild.textContent"
    )
    page.goto(f"{special.url}/?cat=child_cafe")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex,follow"
