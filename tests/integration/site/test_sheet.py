"""/sheet: the same for everybody, kept by nobody; nothing is dropped silently and nothing is told that need not be."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from directory.domain.category import CATEGORIES
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from tests.integration.site.fictional import make_listing, usual_listings

SENTENCE_OF_THE_ENDED = "この活動は終わりました。"


def codes(text: str) -> list[str]:
    return re.findall('<li data-code="([a-z0-9]+)"', text)


def place(text: str, code: str) -> str:
    return text.partition(f'<li data-code="{code}"')[2].partition("</li>")[0]


def rows(text: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>([^<]+)</dt><dd><span[^>]*>([^<]+)</span>", text))


def numbers(text: str) -> list[str]:
    return re.findall(r'class="turn">(\d+)<', text)


def links(text: str) -> dict[str, str]:
    found = re.findall(r'data-keep="([\w-]+)" href=["\']([^"\']+)["\']', text)
    return {key: unescape(url) for key, url in found}


def handout(text: str) -> str:
    """What is printed."""
    return text.partition("<article")[2].partition("</article>")[0]


def test_each_place_says_what_a_family_needs(client):
    text = place(client.get("/sheet?ids=t00001").text, "t00001")
    assert rows(text) == {
        "次": "6月6日（土） 11:30〜14:00（第1・第3土曜）",
        "場所": "高知市本町2-2 さくら会館",
        "費用": "子ども 無料／大人 300円",
        "予約": "わかりません",
    }
    for words in ("03-0000-0001", "平日10〜16時", "最後に確認したのは2026年2月20日です", 'class="qr"'):
        assert words in text


def test_the_published_way_stands_before_the_nearest_station(make_client):
    beside = Coordinate(latitude=35.7275, longitude=139.5425)
    client = make_client(
        (make_listing(1, code="bus", access="市バス「架空橋」から2分"), make_listing(3, code="rail", coordinate=beside))
    )
    assert rows(client.get("/sheet?ids=bus").text)["行き方"] == "市バス「架空橋」から2分"
    assert rows(client.get("/sheet?ids=rail").text)["行き方"] == "田無駅から直線で約270m"
    # the fixed station lies in another prefecture
    assert "行き方" not in rows(client.get("/sheet?ids=t00001").text)


def test_places_stand_in_the_order_of_the_address_and_links_change_it(client):
    text = client.get("/sheet?ids=t00007,t00002,t00005&size=large").text
    assert codes(text) == ["t00007", "t00002", "t00005"]
    assert numbers(text) == ["1", "2", "3"]
    keys = links(text)
    assert codes(client.get(keys["down-t00007"]).text) == ["t00002", "t00007", "t00005"]
    assert codes(client.get(keys["up-t00005"]).text) == ["t00007", "t00005", "t00002"]
    assert codes(client.get(keys["off-t00002"]).text) == ["t00007", "t00005"]
    assert "up-t00007" not in keys
    assert "down-t00005" not in keys
    assert all("size=large" in keys[key] for key in ("down-t00007", "off-t00002", "map-1", "language-en"))


def test_what_has_ended_stays_and_says_so_without_dates_and_prices(client):
    text = client.get("/sheet?ids=ended1,t00001").text
    assert codes(text) == ["ended1", "t00001"]
    assert SENTENCE_OF_THE_ENDED in place(text, "ended1")
    assert set(rows(place(text, "ended1"))) == {"場所"}
    assert "確認" not in place(text, "ended1")
    assert SENTENCE_OF_THE_ENDED not in place(text, "t00001")


def test_codes_that_lead_nowhere_are_counted_and_never_repeated(client):
    text = client.get("/sheet?ids=t00001,nobody,%3Cb%3E").text
    assert "1件は もう のっていません。" in text
    # the switch of languages keeps the address as it is, everything else forgets them
    assert "nobody" not in re.sub("<nav.*?</nav>", "", text, flags=re.DOTALL).replace(links(text)["language-en"], "")


def test_ten_fit_and_the_others_are_counted(client):
    text = client.get("/sheet?ids=" + ",".join(f"t{number:05d}" for number in range(1, 13))).text
    assert len(codes(text)) == 10
    assert "2件は入りませんでした" in text


def test_an_empty_sheet_says_how_it_fills(client):
    answer = client.get("/sheet")
    assert answer.status_code == 200
    assert "シートにのせる場所がありません" in answer.text
    assert "<article" not in answer.text


@pytest.mark.parametrize("path", ["/sheet?ids=t00001", "/en/sheet?ids=t00001", "/sheet"])
def test_nobody_keeps_the_sheet_or_learns_where_a_reader_came_from(client, path):
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert '<meta name="robots" content="noindex">' in answer.text


def test_the_log_knows_the_kind_of_page_alone(make_client, capsys):
    make_client().get("/sheet?ids=t00004,t00007&size=large")
    line = capsys.readouterr().err
    assert '"route": "/sheet"' in line
    assert "t00004" not in line
    assert "large" not in line


def test_fields_can_not_be_sent(client):
    text = client.get("/sheet?ids=t00001,t00002").text.partition("<main")[2].partition("</main>")[0]
    fields = re.findall(r"<(?:input|textarea)[^>]*>", text)
    assert len(fields) == 5
    assert "<form" not in text
    for field in fields:
        assert " name=" not in field
        for kept_from in ('autocomplete="off"', 'spellcheck="false"', 'translate="no"', "data-typed"):
            assert kept_from in field


def test_a_code_leads_to_the_page_in_the_language_of_the_sheet(make_client):
    client = make_client(public_url="https://example.jp")
    assert "/r/t00001" in client.get("/sheet?ids=t00001").text
    for prefix in ("", "/en", "/easy"):
        text = client.get(f"{prefix}/sheet?ids=t00001,t00002&size=compact&map=1").text
        shared = re.search('data-url="([^"]+)"', text).group(1)
        assert shared == f"https://example.jp{prefix}/sheet?ids=t00001,t00002"
        line = urlsplit(unescape(re.search('href="(https://line.me[^"]+)"', text).group(1)))
        assert parse_qs(line.query)["text"][0].splitlines()[1] == shared


def test_in_another_language_what_is_said_to_others_stays_japanese_and_is_marked(client):
    text = handout(client.get("/en/sheet?ids=t00001").text)
    for words in ("ひだまり子育てサロン・ひろば 1号", "高知市本町2-2"):
        assert re.search(rf'lang="ja">[^<]*{words}', text)
    assert "03-0000-0001" in text
    assert "Information sheet" in text


def test_a_discreet_sheet_names_no_kind(client):
    listed = "t00001,t00002,t00003,t00004,t00005"
    answer = client.get(f"/sheet?ids={listed}&quiet=1").text
    assert "<title>お出かけメモ</title>" in answer
    text = handout(answer)
    assert "お出かけメモ" in text
    labels = {part for each in CATEGORIES.values() for part in (each.label, *each.label.split("・"))}
    # where a hall is has to be found, and what children pay has to be said
    assert {label for label in labels if label in text} <= {"集会所", "子ども"}
    assert "まちの支えあい" not in text
    assert "まちの支えあい" in handout(client.get(f"/sheet?ids={listed}").text)


def test_a_sensitive_place_makes_the_sheet_discreet_unless_somebody_decides_otherwise(client):
    preset = client.get("/sheet?ids=t00001,abuse1").text
    assert "<title>お出かけメモ</title>" in preset
    assert "人に見られても内容がわかりにくい形にしました" in preset
    assert "相談" not in handout(preset)
    chosen = client.get(links(preset)["quiet-0"]).text
    assert "<title>ご案内シート｜" in chosen
    assert "ひかり相談室" in chosen
    assert "quiet=0" in re.search('data-url="([^"]+)"', chosen).group(1)


def test_telling_texts_are_left_out_and_a_name_that_tells_all_becomes_a_number(make_client):
    desk = make_listing(
        1,
        code="desk01",
        name="DV相談窓口",
        categories=("abuse_advice",),
        booking="相談の予約は電話で",
        contacts=(Contact(kind="phone", value="03-0000-0001", raw="", note="相談員が出ます"),),
    )
    text = handout(make_client((desk, *usual_listings())).get("/sheet?ids=t00001,desk01").text)
    assert "行き先2" in text
    assert "相談" not in text
    assert "03-0000-0001" in text


def test_with_a_map_numbers_are_those_of_the_map(client):
    text = client.get("/sheet?ids=t00001,area01,t00004&map=1").text
    assert numbers(text) == ["1", "2"]
    assert re.findall(r'font-weight="bold">(\d+)</text>', text) == ["1", "2"]
    assert "turn" not in place(text, "area01")


def test_emergency_numbers_are_a_choice_and_on_a_discreet_sheet_tell_nothing(client):
    usual = handout(client.get("/sheet?ids=t00001&numbers=1").text)
    assert "児童相談所 189" in usual
    quiet = handout(client.get("/sheet?ids=t00001&numbers=1&quiet=1").text)
    assert "警察 110" in quiet
    assert "189" not in quiet
    assert "110" not in handout(client.get("/sheet?ids=t00001").text)


def test_room_for_handwriting_can_be_left_out(client):
    assert 'data-mirror="all"' in client.get("/sheet?ids=t00001").text
    without = client.get("/sheet?ids=t00001&box=0").text
    assert 'data-mirror="all"' not in without
    assert 'data-typed="all"' not in without


def test_published_text_stays_text(client):
    text = client.get("/sheet?ids=evil01&quiet=0").text
    assert "<img src=x" not in text
    assert "&lt;img src=x" in text


def test_the_kept_places_lead_to_their_sheet_in_one_click(client):
    text = client.get("/list?ids=t00001,t00002").text
    assert re.search('href="/sheet\\?ids=t00001,t00002"[^>]*>ご案内シートを作る', text)
    assert "/sheet" not in client.get("/list").text.partition("<main")[2].partition("</main>")[0]


def test_a_place_that_no_device_may_remember_leads_to_a_sheet_by_address_alone(client):
    text = client.get("/r/abuse1").text
    assert re.search('href="/sheet\\?ids=abuse1"[^>]*>お出かけメモを作る', text)
    assert "/sheet" not in client.get("/r/t00001").text
