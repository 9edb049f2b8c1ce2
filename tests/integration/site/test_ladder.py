"""No empty page is a dead end."""

from __future__ import annotations

import random
from urllib.parse import urlencode

WORDS = (
    "固定資産税",
    "パチンコ",
    "たんぽぽ",
    "子ども食動",
    "zzzz",
    "高知市",
    "そうだん",
    "ラーメン",
    "所沢 スキー",
    "くじら水族館",
)
CATEGORIES = ("child_cafe", "advice_desk", "parenting_salon", "abuse_advice", "consultation")
DAYS = ("today", "tomorrow", "weekend", "sun", "2026-06-07")
PLACES = ("35.7275,139.5395", "43.06,141.35", "33.559,133.531")
BOXES = ("141,43,142,44", "133,33,134,34")
EMPTY_PAGES = 200
TRIES = 1500


def ask(rng):
    """A random question of two to five conditions, often an impossible one."""
    every = {
        "q": lambda: rng.choice(WORDS),
        "cat": lambda: rng.choice(CATEGORIES),
        "municipality": lambda: rng.choice(("13229", "39201", "11208", "27106")),
        "when": lambda: rng.choice(DAYS),
        "near": lambda: rng.choice(PLACES),
        "bbox": lambda: rng.choice(BOXES),
    }
    names = rng.sample(sorted(every), rng.randint(1, 4))
    return {name: every[name]() for name in names}


def total(client, url):
    return client.get("/api/v1/listings" + url.removeprefix("/")).json()["total"]


def test_every_empty_page_has_two_links_that_lead_somewhere(client):
    rng = random.Random(7)  # noqa: S311 - the same questions every time
    counts: dict[str, int] = {}
    empty = 0
    for _ in range(TRIES):
        answer = client.get(f"/api/v1/cards?{urlencode(ask(rng))}")
        if answer.status_code != 200 or answer.json()["total"]:
            continue
        empty += 1
        links = {rung["url"] for rung in answer.json()["ladder"]}
        for url in links - counts.keys():
            counts[url] = total(client, url)
        assert sum(counts[url] >= 1 for url in links) >= 2
        assert all(counts[url] >= 1 for url in links)
        if empty == EMPTY_PAGES:
            break
    assert empty == EMPTY_PAGES


def test_other_words_are_offered_with_their_count_and_without_script(client):
    question = urlencode({"q": "所沢市 ボルダリング"})
    answer = client.get(f"/api/v1/cards?{question}").json()
    (rung,) = (each for each in answer["ladder"] if each["label"].startswith("「所沢市」だけでさがす"))
    assert answer["total"] == 0
    assert f"（{total(client, rung['url'])}件）" in rung["label"]
    assert rung["label"] in client.get(f"/?{question}").text


def test_a_wider_circle_is_offered_around_a_station_that_words_name(client):
    answer = client.get(f"/api/v1/cards?{urlencode({'q': '田無駅 めぐる'})}").json()
    (rung,) = (each for each in answer["ladder"] if "radius=2000" in each["url"])
    assert answer["total"] == 0
    assert total(client, rung["url"]) == 1


def test_what_words_were_taken_for_can_be_taken_back_without_script(client):
    (tag,) = (each for each in client.get("/api/v1/cards?q=田無駅 広場").json()["tags"] if "not=station" in each["url"])
    assert tag["url"].replace("&", "&amp;") in client.get("/?q=田無駅 広場").text
    kinds = {
        part["kind"] for part in client.get("/api/v1/listings" + tag["url"].removeprefix("/")).json()["understood"]
    }
    assert "station" not in kinds
