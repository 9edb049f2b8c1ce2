"""Pages as a browser without JavaScript receives them."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser

import pytest

PAGES = (
    "/",
    "/?view=map",
    "/?q=zzzz&cat=child_cafe",
    "/r/t00001",
    "/r/area01",
    "/r/ended1",
    "/list?ids=t00001,t00002,ended1",
    "/data",
    "/developers",
    "/nothing",
)
HTML_LIMIT = 10_000
"""Bytes of a compressed page with 20 cards. Source: budgets of the interface design."""


class Reader(HTMLParser):
    """Collects headings, ids, links and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_title_one_heading_and_the_phone(client, path: str):
    text = client.get(path).text
    page = Reader(text)
    assert len(page.all("h1")) == 1
    assert re.search("<title>.+｜まちの支えあいマップ 架空市</title>", text)
    assert 'lang="ja"' in text
    assert 'href="tel:0300000000"' in text
    assert "架空のデモデータ" in text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_styles_handlers_foreign_resources_or_double_ids(client, path: str):
    page = Reader(client.get(path).text)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if tag in {"script", "link", "img", "iframe"}:
            assert not (attributes.get("src") or attributes.get("href") or "").startswith(("http", "//"))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_within_the_byte_budget(client, path: str):
    assert len(gzip.compress(client.get(path).content, 6)) <= HTML_LIMIT


@pytest.mark.parametrize("path", PAGES)
def test_every_internal_link_leads_somewhere(client, path: str):
    targets = {attributes.get("href") or "" for attributes in Reader(client.get(path).text).all("a")}
    # whoever tells something is answered from the database, which this site has none of
    tells = re.compile(r"/want\b|.*/(?:edit|report)\Z")
    public = (each for each in targets if each.startswith("/") and not tells.match(each))
    for target in sorted(public)[:40]:
        assert client.get(target.partition("#")[0]).status_code == 200, target


def test_the_first_answer_holds_twenty_cards_counts_and_the_next_page(client):
    text = client.get("/").text
    assert text.count('<article class="card"') == 21, "20 cards and the template"
    assert "66件見つかりました" in text
    assert "うち1件は地図に出ません" in text
    following = re.search('rel="next" href="([^"]+)"', text)
    assert following
    assert "21〜40件目" in client.get(following[1].replace("&amp;", "&")).text


def test_behind_the_last_page_stands_the_last_page(client):
    total = client.get("/api/v1/listings?limit=1").json()["total"]
    last = (total - 1) // 20 * 20
    pages = [client.get(f"/?offset={offset}").text for offset in (last, total, 100_000)]
    cards = [re.findall(r'<article class="card[^>]*data-code="(\w+)"', page) for page in pages]
    assert cards[0] == cards[1] == cards[2]
    assert client.get("/api/v1/cards?offset=100000").json()["ladder"] == []
    # of nothing there is no last page
    assert client.get("/?q=zzzzqqqq&offset=40").status_code == 200


def test_a_card_says_when_where_for_whom_and_how_much(client):
    text = client.get("/?cat=parenting_salon&q=ひだまり").text
    assert "6月6日（土） 11:30〜14:00（第1・第3土曜）" in text
    assert "今日あり 11:30〜14:00" in text
    assert "子ども 無料／大人 300円" in text
    assert 'href="tel:0300000001"' in text


def test_an_empty_answer_offers_ways_out_that_hold_something(client):
    page = client.get("/?q=zzzz&cat=child_cafe").text
    assert "見つかりませんでした" in page
    ladder = page.partition('<ul id="ladder">')[2].partition("</ul>")[0]
    links = re.findall('href="([^"]+)"', ladder)
    assert len(links) >= 2
    for link in links:
        assert client.get(link.replace("&amp;", "&")).text.count('<article class="card"') > 1


def test_active_filters_can_be_taken_away_one_by_one(client):
    text = client.get("/?q=高知市&cat=child_cafe&when=sat").text
    tags = text.partition('id="tags"')[2].partition("</ul>")[0]
    assert re.findall('data-field="label">([^<]+)', tags) == ["「高知市」", "子ども食堂", "土曜日"]
    assert "高知市の中でさがしました" in text


def test_the_detail_page_keeps_the_order_people_need(client):
    text = client.get("/r/t00001").text.partition("<h1>")[2]
    order = (
        "子育てサロン・ひろば",
        "次の開催日",
        "電話する",
        "高知市本町",
        "対象",
        "費用",
        "予約",
        "確認日",
        "CC BY 4.0",
    )
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert re.findall("<li>([^ <]+土）)", text) == ["6月6日（土）", "6月20日（土）", "7月4日（土）"]
    assert "もとの説明：<q>第1・第3土曜日 11:30~14:00</q>" in text


def test_unknown_reads_as_unknown(client):
    text = client.get("/r/nofact").text
    assert text.count("わかりません（電話で確かめてください）") >= 4
    assert "確認日 わかりません" in text
    assert "電話番号はわかりません" in text


def test_a_stale_listing_warns_before_the_telephone(client):
    text = client.get("/r/t00002").text
    assert text.index("8か月間 確認されていません") < text.index("電話する")


def test_the_page_names_its_own_address_only_where_the_operator_set_it(client, make_client):
    usual = client.get("/r/t00002")
    assert 'rel="canonical"' not in usual.text
    assert usual.headers["Cache-Control"].startswith("private")
    public = make_client(public_url="https://example.jp").get("/r/t00002")
    assert '<link rel="canonical" href="https://example.jp/r/t00002">' in public.text
    assert public.headers["Cache-Control"].startswith("public")


def test_an_ended_activity_keeps_its_page_and_offers_others(client):
    text = client.get("/r/ended1").text
    assert "この活動は終わりました" in text
    assert "かわりに近くの場所" in text
    assert "次の開催日" not in text


def test_a_place_kept_to_its_district_shows_no_map_link(client):
    text = client.get("/r/area01").text.partition("<section><h2>近くの似た場所")[0]
    assert "くわしい場所は電話で確かめてください" in text
    assert "地図で見る" not in text
    assert "田無町" not in text


def test_sensitive_pages_do_not_betray_the_visitor(client):
    answer = client.get("/r/abuse1")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "ひかり相談室" not in answer.text.partition("</title>")[0]
    assert "このページをすぐ閉じる" in answer.text
    assert "/r/abuse1<" not in client.get("/sitemap.xml").text


def test_other_venues_of_a_series_are_shown(client):
    text = client.get("/r/venue1").text
    assert "ほかの会場" in text
    assert 'href="/r/venue2"' in text


def test_text_of_the_data_is_never_markup(client):
    for path in ("/?q=onerror", "/r/evil01", "/?q=</script><script>alert(1)</script>"):
        text = client.get(path).text
        assert "<img src=x" not in text
        assert "<b>$" not in text
        assert "<script>alert" not in text


def test_crawlers_find_every_listing(client):
    assert "Sitemap: http://site.test/sitemap.xml" in client.get("/robots.txt").text
    text = client.get("/sitemap.xml").text
    assert text.count("<loc>http://site.test/r/") == 65


def test_sources_of_places_and_outlines_are_named(client):
    listed = client.get("/data").text
    for source in ("Geolonia 住所データ", "日本郵便株式会社", "ROIS-DS CODH", "気象庁", "GeoNames"):
        assert source in listed
    assert 'href="/data#sources"' in client.get("/").text


def test_developers_find_examples_that_work_and_every_described_route(client):
    text = client.get("/developers").text
    examples = re.findall("curl &#34;\\$SITE([^<]+)&#34;", text) or re.findall(r'curl "\$SITE([^<]+)"', text)
    assert len(examples) == 5
    for path in examples:
        assert client.get(path.replace("&amp;", "&")).status_code == 200, path
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method in operations:
            assert f"<code>{method.upper()} {path}</code>" in text
