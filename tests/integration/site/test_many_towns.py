"""A directory of many towns: the first page names few of them, and all are one link away without a script."""

from __future__ import annotations

import html
import re

import pytest

from directory.site.pages.filters import FIRST_PLACES
from tests.integration.site import fictional
from tests.integration.site.fictional import make_listing

TOWNS = 20
OPTION = re.compile(r'<option value="(\d{5})"')


@pytest.fixture
def client(make_client, monkeypatch):
    """One listing in each town, but one town more that has five."""
    codes = [*(f"{10_000 + number}" for number in range(1, TOWNS + 1)), "47999"]
    named = tuple((code, f"架空{code}町", "", 35.7, 139.5) for code in codes)
    monkeypatch.setattr(fictional, "TOWNS", (*fictional.TOWNS, *named))
    many = [make_listing(number, municipality=f"{10_000 + number}") for number in range(1, TOWNS + 1)]
    return make_client([*many, *(make_listing(100 + number, municipality="47999") for number in range(5))])


def towns(page):
    return OPTION.findall(page.text.partition('<select id="municipality"')[2].partition("</select>")[0])


def all_towns_link(page):
    return html.unescape(re.search(r'id="all-places" href="([^"]+)"', page.text).group(1))


def test_the_first_page_names_the_largest_town_and_few_others(client):
    named = towns(client.get("/"))
    assert len(named) == FIRST_PLACES
    assert "47999" in named


def test_a_link_beside_them_leads_to_all_of_them_and_keeps_the_question(client):
    link = all_towns_link(client.get("/?sort=name"))
    assert "sort=name" in link
    assert link.endswith("#filters")
    page = client.get(link)
    assert page.status_code == 200
    assert "all-places" not in page.text


def test_with_all_of_them_there_is_no_further_link(client):
    page = client.get(all_towns_link(client.get("/")))
    assert len(towns(page)) == TOWNS + 1
    assert "all-places" not in page.text


def test_a_script_is_told_of_all_of_them(client):
    assert len(client.get("/api/v1/cards").json()["filters"]["municipalities"]) == TOWNS + 1
