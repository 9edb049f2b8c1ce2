"""/print: numbers on the map are numbers of the list, nothing is lost silently, the code leads back."""

from __future__ import annotations

import re

import numpy as np
import pytest
import zxingcpp

from tests.integration.site.fictional import make_listing, usual_listings


def numbers_in_list(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'class="place-number">(\d+)<', text)]


def numbers_on_maps(text: str) -> list[int]:
    labels = re.findall(r'font-weight="bold">([\d・]+)</text>', text)
    return sorted(int(number) for label in labels for number in label.split("・"))


def read_code(text: str) -> str:
    """What a camera reads from the page."""
    svg = text.partition('class="qr"')[2].partition("</svg>")[0]
    side = int(re.search(r'viewBox="0 0 (\d+)', svg).group(1))
    picture = np.full((side, side), 255, dtype=np.uint8)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        picture[int(y), int(x) : int(x) + int(width)] = 0
    (found,) = zxingcpp.read_barcodes(np.kron(picture, np.ones((6, 6), dtype=np.uint8)))
    return found.text


def test_numbers_on_the_map_are_those_of_the_list(client):
    text = client.get("/print?municipality=13229").text
    listed = numbers_in_list(text)
    assert listed == list(range(1, len(listed) + 1))
    assert numbers_on_maps(text) == listed


def test_what_has_no_point_follows_without_a_number(make_client):
    client = make_client((*usual_listings()[:4], make_listing(9, code="nopoint", coordinate=None, level=None)))
    text = client.get("/print").text
    last = text.rpartition("<h2>")[2]
    assert "/r/nopoint" in last
    assert "place-number" not in last
    assert "（地図に出ません）" in last


def test_date_site_and_telephone_stand_on_the_sheet(client):
    text = client.get("/print").text
    for words in ("まちの支えあいマップ 架空市", "2026年6月6日に印刷", "03-0000-0000", "件見つかりました"):
        assert words in text


def test_conditions_stand_on_the_sheet(client):
    assert "いまの条件：子ども食堂" in client.get("/print?cat=child_cafe").text


def test_two_hundred_entries_are_the_most_and_the_rest_is_counted(make_client):
    client = make_client(tuple(make_listing(number) for number in range(1, 226)))
    text = client.get("/print").text
    total = int(re.search(r"([\d,]+)件見つかりました", text).group(1))
    assert text.count("<h2>") == 200
    assert f"ほかに{total - 200}件あります" in text
    assert "しぼりこむと" in text
    assert client.get("/print?limit=20&offset=40").text.count("<h2>") == 20


@pytest.mark.parametrize("query", ["", "?cat=child_cafe&q=たんぽぽ&offset=20", "?ids=t00001,t00002"])
def test_the_code_leads_to_the_answer_itself(make_client, query):
    client = make_client(public_url="https://example.jp")
    text = client.get(f"/print{query}").text
    address = read_code(text)
    assert address.startswith("https://example.jp/")
    assert "offset" not in address
    assert client.get(address.removeprefix("https://example.jp")).status_code == 200


def test_without_a_set_address_the_request_names_it_and_no_shared_cache_keeps_it(client, make_client):
    answer = client.get("/print")
    assert read_code(answer.text) == "http://site.test/"
    assert answer.headers["Cache-Control"].startswith("private")
    public = make_client(public_url="https://example.jp").get("/print", host="other.test")
    assert "other.test" not in public.text
    assert public.headers["Cache-Control"].startswith("public")


def test_chosen_places_keep_their_order_and_ended_ones_are_said(client):
    text = client.get("/print?ids=t00007,ended1,t00002,zzz").text
    assert re.findall(r'<h2>.*?href="/r/(\w+)"', text) == ["t00007", "ended1", "t00002"]
    assert "この活動は終わりました" in text


def test_a_list_that_would_betray_somebody_is_kept_nowhere(client):
    headers = client.get("/print?ids=abuse1").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_places_kept_to_their_district_have_no_number_and_no_point(client):
    text = client.get("/print?q=ひみつの家").text
    assert "ひみつの家" in text
    assert numbers_in_list(text) == numbers_on_maps(text)


def test_published_text_stays_text(client):
    text = client.get("/print?ids=evil01").text
    assert "<img src=x" not in text
    assert "&lt;img src=x" in text


@pytest.mark.parametrize("path", ["/?cat=child_cafe", "/calendar?cat=child_cafe"])
def test_pages_lead_to_their_paper(client, path):
    url = re.search(r'href="(/print[^"]*)"[^>]*>この結果を印刷する', client.get(path).text).group(1)
    assert url == "/print?cat=child_cafe"


def test_the_kept_places_lead_to_their_paper(client):
    assert 'href="/print?ids=t00001,t00002"' in client.get("/list?ids=t00001,t00002").text
