"""The 候補 of an address: their order, what nobody knows, what has ended, what must not betray anybody."""

from __future__ import annotations

import re


def names(text: str) -> list[str]:
    return re.findall('<article class="card" data-code="([a-z0-9]+)"', text)


def test_cards_stand_in_the_order_of_the_address_each_once(client):
    text = client.get("/list?ids=t00007,t00002,t00007").text
    assert names(text) == ["t00007", "t00002"]
    assert "2件の候補です" in text


def test_unknown_codes_are_counted_and_never_repeated(client):
    text = client.get("/list?ids=t00001,nobody,%3Cb%3E").text
    assert names(text) == ["t00001"]
    assert "1件は見つかりませんでした" in text
    assert "nobody" not in text


def test_what_has_ended_stays_and_says_so(client):
    text = client.get("/list?ids=ended1,t00001").text
    assert names(text) == ["ended1", "t00001"]
    assert text.count("この活動は終わりました。") == 1


def test_ten_fit_and_the_others_are_counted(client):
    text = client.get("/list?ids=" + ",".join(f"t{number:05d}" for number in range(1, 13))).text
    assert len(names(text)) == 10
    assert "2件は入りませんでした" in text
    assert "候補を2〜4件にすると" in text


def test_an_empty_list_says_how_it_fills(client):
    answer = client.get("/list")
    assert answer.status_code == 200
    assert "候補はまだありません" in answer.text


def test_rows_that_differ_say_so_and_equal_ones_do_not(client):
    text = client.get("/list?ids=t00001,t00002").text
    rows = dict(re.findall(r"<th scope=\"row\">([^<]+)(<span class=\"differs\">ちがう</span>)?</th>", text))
    assert rows["種類"]
    assert not rows["費用"]
    assert "わかりません" in client.get("/list?ids=t00001,nofact").text.partition("<table>")[2]


def test_one_place_has_nothing_to_compare_with(client):
    assert "<table>" not in client.get("/list?ids=t00001").text


def test_a_list_with_a_sensitive_place_leaves_no_trace(client):
    answer = client.get("/list?ids=abuse1,t00001")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert 'class="share"' not in answer.text


def test_no_device_is_asked_to_remember_a_sensitive_place(client):
    assert "/list?ids=abuse1" not in client.get("/?q=ひかり相談室").text
    assert "/list?ids=abuse1" not in client.get("/r/abuse1").text
    assert "/list?ids=t00001" in client.get("/r/t00001").text


def test_links_carry_the_list_through_search_pages_and_details(client):
    text = client.get("/?cat=child_cafe&limit=5&ids=t00001,t00002").text
    assert 'name="ids" value="t00001,t00002"' in text
    following = re.search('rel="next" href="([^"]+)"', text)
    assert following
    assert "ids=t00001,t00002" in following[1]
    code = names(text)[0]
    assert f"/list?ids=t00001,t00002,{code}" in text
    assert f"/list?ids=t00001,t00002,{code}" in client.get(f"/r/{code}?ids=t00001,t00002").text


def test_words_in_place_of_codes_are_not_carried(client):
    assert "onerror" not in client.get("/?ids=%22onerror%3D1").text
