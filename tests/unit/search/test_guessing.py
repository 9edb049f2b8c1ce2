from __future__ import annotations

import pytest

from directory.search.document import SearchDocument
from directory.search.guessing import _least_other
from directory.search.index import SearchIndex
from directory.search.query import Query

LISTED = (
    ("わたげ食堂", "child_cafe", "どなたでも夕ごはんを食べられます。"),
    ("ぽんかんひろば", "drop_in_salon", "よちよち歩きのお子さんが遊べます。"),
    ("あさなぎ相談室", "welfare_advice", "家賃や借金など暮らしの困りごとに応じます。"),
    ("こはるの会", "parenting_salon", "双子の家庭が集まります。"),
)


@pytest.fixture(scope="module")
def index():
    return SearchIndex(
        SearchDocument(
            name=name, places=("高知市", "朝倉"), category_codes=(code,), description=text, address="高知市朝倉1-2-3"
        )
        for name, code, text in LISTED
    )


def guessed(index, text, **more):
    query = index.parse(text, **more)
    return {index.lexicon.concepts[part.concepts[0]].code for part in query.parts if part.is_guess}


def names(index, text):
    return [LISTED[row][0] for row in index.search(text).rows.tolist()]


def test_a_sentence_without_a_known_word_is_guessed(index):
    assert "welfare_advice" in guessed(index, "電気を止められそうです")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("電気を止められそうです", "あさなぎ相談室"),
        ("朝倉で電気を止められそう", "あさなぎ相談室"),
        ("歩きはじめた子をつれて行きたい", "ぽんかんひろば"),
        ("一度に二人生まれててんてこまい", "こはるの会"),
        ("晩めしの用意ができません", "わたげ食堂"),
    ],
)
def test_a_need_leads_to_where_it_is_met(index, text, name):
    assert names(index, text)[:1] == [name]


def test_a_guess_that_is_not_meant_is_not_made_again(index):
    text = "電気を止められそうです"
    assert "welfare_advice" not in guessed(index, text, unmeant=("welfare_advice",))


@pytest.mark.parametrize("text", ["食堂", "高知市 食堂", "朝倉", "双子"])
def test_words_that_are_all_known_are_not_guessed_at(index, text):
    query = index.parse(text)
    assert not any(part.is_guess for part in query.parts)
    assert {part.certainty for part in query.parts} == {1.0}


def test_a_name_beside_a_kind_stays_the_name(index):
    (rest,) = (part for part in index.parse("わたげ食堂").parts if part.kind == "rest")
    assert (rest.text, rest.certainty) == ("わたげ", 1.0)


@pytest.mark.parametrize("text", ["カフェ開業資金", "食堂フランチャイズ"])
def test_a_kind_in_a_word_of_another_trade_is_no_kind(index, text):
    query = index.parse(text)
    assert query.reads_as_other
    assert {part.kind for part in query.parts} == {"rest"}


def test_a_word_of_another_trade_must_be_met(index):
    assert names(index, "食堂 フランチャイズ") == []


def test_another_trade_is_found_where_a_listing_speaks_of_it(index):
    listed = SearchDocument(name="ゆうなぎ会館", description="月に一度、税理士が無料で確定申告の質問に答えます。")
    assert SearchIndex([listed]).search("確定申告").rows.tolist() == [0]
    assert names(index, "確定申告") == []


def test_a_listing_called_like_another_trade_is_found():
    listed = [SearchDocument(name=name) for name in ("居酒屋食堂まるまる", "ぽんかんひろば")]
    assert SearchIndex(listed).search("居酒屋食堂").rows.tolist() == [0]


@pytest.mark.parametrize("text", ["固定資産税の納付", "パチンコ", "朝倉 パチンコ", "タイヤ交換"])
def test_what_nobody_here_offers_stays_without_an_answer(index, text):
    assert names(index, text) == []


@pytest.mark.parametrize("name", ["鷽鶯鴒鵲", "侳倨哪嗄嗌呭"])
def test_beside_a_word_that_nobody_knows_no_weak_need_is_guessed(index, name):
    assert guessed(index, f"{name} 子ども") == set()


def test_few_words_are_taken_for_another_trade_sooner_than_a_word_that_may_be_a_name():
    assert _least_other(asked("公民館", "解体")) < _least_other(asked("わたげの"))
    assert _least_other(asked("公民館", "解体の費用と業者")) == _least_other(asked("わたげの"))


def asked(*words):
    return Query(text="".join(words), written="".join(words), sound="", parts=(), words=words)


def test_two_letters_of_a_short_word_tell_nothing():
    index = SearchIndex(SearchDocument(name=name) for name in ("かもめルーム", "わたげ", "ぽんかん", "こはる"))
    assert index.parse("メルカリ").is_one_short_word
    assert index.search("メルカリ").rows.size == 0
