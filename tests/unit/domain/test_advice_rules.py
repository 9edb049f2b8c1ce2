from __future__ import annotations

import pytest

from directory.domain.advice import CHANNELS, NO_ADVICE, SENSITIVE_TOPICS, TOPIC_CODES
from directory.domain.advice_rules import TOPICS_OF_CATEGORY, WORDS_OF_CHANNEL, WORDS_OF_TOPIC, infer_advice
from directory.domain.category import CATEGORIES, root_of
from directory.domain.contact import Contact


def topics(*texts: str, categories: tuple[str, ...] = ("advice_desk",)) -> tuple[str, ...]:
    return infer_advice(categories, texts).topics


def test_every_topic_has_words_and_every_rule_a_topic():
    assert set(WORDS_OF_TOPIC) == set(TOPIC_CODES)
    assert {code for codes in TOPICS_OF_CATEGORY.values() for code in codes} <= set(TOPIC_CODES)
    assert set(WORDS_OF_CHANNEL) == set(CHANNELS)


def test_every_child_of_advice_desks_says_a_topic_by_itself():
    children = {code for code in CATEGORIES if root_of(code) == "advice_desk" and code != "advice_desk"}
    assert set(TOPICS_OF_CATEGORY) == children
    assert all(topics("架空の窓口", categories=(code,)) for code in children)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("架空相談室", ()),
        ("妊娠中から保健師が話を聞きます", ("birth",)),
        ("学校に行きたがらないときの相談もできます", ("school",)),
        ("家計と就労をまとめて聞きます", ("living", "work")),
        ("外国人住民の相談", ("foreign",)),
        ("ＤＶの相談", ("safety",)),
        ("通訳がいます", ()),
        ("介護をしている人のケアラー相談", ("care",)),
        ("福祉まるごと相談", ("anything",)),
    ],
)
def test_only_clear_words_say_a_topic(text, expected):
    assert topics(text) == expected


def test_a_desk_that_says_which_of_two_things_it_is_has_only_that_one():
    assert topics("発達相談室", categories=("health_advice",)) == ("growth",)
    assert topics("架空保健室", categories=("health_advice",)) == ("birth", "growth")


def test_what_is_no_desk_has_no_advice():
    assert infer_advice(("child_cafe",), ("なんでも相談",)) == NO_ADVICE


def test_only_one_topic_is_sensitive_and_no_code_betrays_it():
    assert {"safety"} == SENSITIVE_TOPICS
    assert not any(word in code for code in TOPIC_CODES for word in ("abuse", "dv", "violence"))


def test_levels_are_said_or_unknown():
    assert infer_advice(("neighborhood_desk",), ("架空の窓口",)).level == "near"
    assert infer_advice(("advice_desk",), ("架空発達障害者支援センター",)).level == "expert"
    assert infer_advice(("advice_desk",), ("架空の窓口",)).level == ""


def test_channels_come_from_contacts_words_and_an_address():
    phone = Contact(kind="phone", value="050-0000-0001")
    line = Contact(kind="line", value="https://line.me/R/ti/p/@example")
    advice = infer_advice(("advice_desk",), ("訪問相談もします",), (phone, line), has_counter=True)
    assert advice.channels == ("phone", "counter", "visit", "line")


def test_a_desk_that_is_only_telephoned_has_no_counter():
    advice = infer_advice(("advice_desk",), ("電話だけの相談です",), has_counter=True)
    assert advice.channels == ("phone",)
