"""困ったとき: from any listing to somebody who listens, and pages that betray nobody."""

from __future__ import annotations

import re

import pytest

from directory.domain.advice import SENSITIVE_TOPICS, TOPIC_CODES
from directory.domain.emergency import EMERGENCY_NUMBERS
from tests.integration.site.desks import (
    ALL,
    ANY,
    CAFE,
    ELSEWHERE,
    ENDED,
    FAR,
    MONDAY,
    NEAR,
    QUIET,
    SATURDAY,
    SECRET,
    VISITS,
    WEEKDAY,
    WEEKEND,
)

WORDS_THAT_BETRAY = re.compile("DV|虐待|暴力|abuse|violence|ぎゃくたい")


@pytest.fixture(scope="module")
def saturday(make_client):
    return make_client(ALL, fixed_today=SATURDAY, help_phone="03-0000-9999", help_name="架空市役所")


@pytest.fixture(scope="module")
def monday(make_client):
    return make_client(ALL, fixed_today=MONDAY, help_phone="03-0000-9999")


def names(client, url: str) -> list[str]:
    return re.findall(r'<h3><a href="/r/\w+"[^>]*>(.*?)</a>', client.get(url).text)


def ask(topic: str, listing=CAFE) -> str:
    return f"/help?from={listing.code}&topic={topic}"


def test_every_listing_leads_to_the_topics_and_every_page_does(saturday):
    assert f'href="/help?from={CAFE.code}"' in saturday.get(f"/r/{CAFE.code}").text
    assert 'href="/help"' in saturday.get("/").text
    page = saturday.get(f"/help?from={CAFE.code}").text
    for topic in TOPIC_CODES:
        assert f'href="/help?from={CAFE.code}&amp;topic={topic}"' in page
    assert f'href="/r/{CAFE.code}"' in page


def test_who_answers_now_stands_first_whatever_the_day(saturday, monday):
    # on a Saturday the desk of the topic that is open, then the one that listens to anything, then those of Monday
    assert names(saturday, ask("childcare"))[:3] == [WEEKEND.name, ANY.name, NEAR.name]
    assert names(monday, ask("childcare"))[:2] == [NEAR.name, WEEKDAY.name]
    text = saturday.get(ask("childcare")).text
    assert "いま開いています（17:00まで）" in text
    assert "次は6月8日（月） 9:00〜" in text
    assert "開いている時間はわかりません" in text


def test_the_same_district_goes_before_the_municipality_and_this_before_neighbours(monday):
    found = names(monday, ask("childcare"))
    assert found.index(NEAR.name) < found.index(WEEKDAY.name) < found.index(ELSEWHERE.name)
    assert FAR.name not in found
    assert ENDED.name not in found


def test_a_service_without_a_place_is_found_in_the_district_that_it_serves(monday):
    assert names(monday, ask("birth"))[0] == VISITS.name
    text = monday.get(ask("birth")).text
    assert "場所はありません（使える地域：架空東圏域）" in text
    assert "同じ地区" in text


def test_distances_are_said_only_between_public_points(monday):
    assert 'class="distance"' in monday.get(ask("childcare")).text
    assert 'class="distance"' not in monday.get(ask("childcare", SECRET)).text
    assert names(monday, ask("childcare", SECRET))[0] == NEAR.name


def test_the_telephone_is_the_first_button_of_a_desk(saturday):
    card = saturday.get(ask("childcare")).text.split('<li class="card desk">')[1]
    assert re.search(r'class="button primary call" href="tel:05000000004"', card)


def test_a_sensitive_topic_betrays_nobody(saturday):
    (topic,) = SENSITIVE_TOPICS
    answer = saturday.get(ask(topic))
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    title = re.search("<title>(.*?)</title>", answer.text, re.DOTALL)
    assert title is not None
    assert not WORDS_THAT_BETRAY.search(title[1] + ask(topic))
    assert 'id="exit"' in answer.text
    assert "noindex" in answer.text
    # neighbours who listen to anything are not for this
    assert names(saturday, ask(topic)) == [QUIET.name]


@pytest.mark.parametrize("path", [f"/r/{QUIET.code}", "/help?topic=safety&municipality=13229"])
def test_sensitive_pages_have_numbers_for_emergencies_that_can_be_dialled(saturday, path):
    text = saturday.get(path).text
    for each in EMERGENCY_NUMBERS:
        assert f">{each.number}</b>" in text
    assert 'href="tel:%238008"' in text
    assert 'id="exit"' in text
    assert "no-store" in saturday.get(path).headers["cache-control"]


def test_other_pages_have_neither_the_way_out_nor_the_numbers(saturday):
    for path in (f"/r/{WEEKDAY.code}", ask("childcare")):
        text = saturday.get(path).text
        assert 'id="exit"' not in text
        assert "189" not in text


def test_nobody_is_left_without_a_telephone(saturday):
    for topic in TOPIC_CODES:
        assert 'href="tel:0300009999"' in saturday.get(ask(topic)).text.split("<main")[1]


def test_without_a_town_one_is_chosen_first(saturday):
    text = saturday.get("/help?topic=childcare").text
    assert "/help?topic=childcare&amp;municipality=13229" in text
    assert names(saturday, "/help?topic=childcare&municipality=39201") == [FAR.name]


@pytest.mark.parametrize("query", ["from=absent", "topic=absent", "from=%00&topic=%F0%9F%92%A9", "municipality=99999"])
def test_what_nobody_knows_is_left_out(saturday, query):
    answer = saturday.get(f"/help?{query}")
    assert answer.status_code == 200
    assert "/help?topic=childcare" in answer.text


def test_a_desk_says_what_it_is_for(saturday):
    text = saturday.get(f"/r/{ANY.code}").text
    assert "何でも・わからない" in text
    assert "相談のしかた：電話" in saturday.get(f"/r/{WEEKDAY.code}").text


def test_looking_for_help_leaves_no_cookie(saturday):
    assert "set-cookie" not in saturday.get(ask("safety")).headers
