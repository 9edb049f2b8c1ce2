"""/api/v1/suggest: every line leads to at least one listing."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from directory.site.api.suggest_schemas import SuggestAnswer


def suggestions(client, text):
    answer = client.get(f"/api/v1/suggest?q={quote(text)}")
    assert answer.status_code == 200
    SuggestAnswer.model_validate_json(answer.content)
    return answer.json()["suggestions"]


def kinds_and_labels(client, text):
    return [(each["kind"], each["label"]) for each in suggestions(client, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("こど", ("category", "子ども食堂")),
        ("kodomo", ("category", "子ども食堂")),
        ("高知", ("municipality", "高知市")),
        ("くすのき", ("town", "くすのき台")),
        ("田無駅", ("station", "田無駅")),
        ("たなしえき", ("station", "田無駅")),
        ("tanashi eki", ("station", "田無駅")),
        ("こもれび子ども", ("listing", "こもれび子ども食堂 50号")),
        ("子ども食動", ("correction", "子ども食堂")),
    ],
)
def test_what_begins_so_is_suggested(client, text, expected):
    assert expected in kinds_and_labels(client, text)


@pytest.mark.parametrize("text", ["こ", "子ども", "たんぽぽ", "西東京", "そうだん", "hiroba", "ひみつ", "終わった"])
def test_every_suggestion_leads_somewhere(client, text):
    found = suggestions(client, text)
    assert len(found) <= 10
    for each in found:
        page = client.get(each["url"])
        assert page.status_code == 200
        if each["kind"] != "listing":
            assert client.get(each["url"].replace("/?", "/api/v1/listings?", 1)).json()["total"] >= 1


def test_what_has_ended_is_not_suggested(client):
    assert all(each["label"] != "終わった食堂" for each in suggestions(client, "終わった"))


@pytest.mark.parametrize("text", ["", "   ", "・・・", "zzzzqqqq", "固定資産税"])
def test_nothing_is_made_up(client, text):
    assert [each for each in suggestions(client, text) if each["kind"] != "category"] == []


def test_a_long_text_is_refused_and_control_characters_are_not(client):
    assert client.get(f"/api/v1/suggest?q={'あ' * 101}").status_code in {400, 422}
    assert client.get("/api/v1/suggest?q=%00%0a高知").status_code == 200


def test_it_may_be_cached_and_read_by_other_sites(client):
    answer = client.get("/api/v1/suggest?q=a")
    assert answer.headers["etag"]
    assert client.get("/api/v1/suggest?q=a", if_none_match=answer.headers["etag"]).status_code == 304
    assert answer.headers["access-control-allow-origin"] == "*"
