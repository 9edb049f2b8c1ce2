from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from directory.search import index as index_module
from directory.search.array_file import KeptArrays
from directory.search.concepts import load_lexicon
from directory.search.document import SearchDocument
from directory.search.index import SearchIndex
from directory.search.indexing import index_documents
from directory.search.reasons import explain
from directory.search.segment import Segment


def document(name, town="新町", kind="child_cafe", **more):
    return SearchDocument(
        name=name,
        places=("大阪市西区", town),
        towns=("大阪市西区", town),
        address=f"大阪府大阪市西区{town}1-2-3",
        category_codes=(kind,),
        **more,
    )


NAMES = {
    "ひなたぼっこ子ども食堂": document(
        "ひなたぼっこ子ども食堂", description="小麦アレルギーに対応します。玄関は裏手にあります。", tags=("夕食",)
    ),
    "新町こども食堂": document("新町こども食堂", kana="シンマチコドモショクドウ"),
    "みつばち児童館": document("みつばち児童館", town="北堀江", kind="child_hall", description="雨の日も遊べます。"),
    "木洩れ日サロン": document("木洩れ日サロン", town="北堀江", kind="parenting_salon", kana="こもれびさろん"),
    "くじら集会所": document("くじら集会所", town="南堀江", kind="community_hall", around=("架空福祉協会",)),
    "ペンギン相談室": document("ペンギン相談室", town="南堀江", kind="advice_desk"),
}


@pytest.fixture(scope="module")
def index():
    return SearchIndex(tuple(NAMES.values()))


def found(index, text):
    return [list(NAMES)[row] for row in index.search(text).rows.tolist()]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ひなたぼっこ", "ひなたぼっこ子ども食堂"),
        ("ひなたぽっこ子供食堂", "ひなたぼっこ子ども食堂"),
        ("ヒナタボッコ", "ひなたぼっこ子ども食堂"),
        ("みつばち児堂館", "みつばち児童館"),
        ("こもれび", "木洩れ日サロン"),
        ("komorebi", "木洩れ日サロン"),
        ("木もれ日サロン", "木洩れ日サロン"),
        ("新町の子ども食堂", "新町こども食堂"),
        ("しんまち こどもしょくどう", "新町こども食堂"),
        ("北堀江 遊び場 雨の日", "みつばち児童館"),
        ("南堀江で相談できるところを教えてください", "ペンギン相談室"),
        ("小麦アレルギー", "ひなたぼっこ子ども食堂"),
        ("架空福祉協会", "くじら集会所"),
        ("くじ", "くじら集会所"),
    ],
)
def test_right_place_comes_first(index, text, first):
    assert found(index, text)[0] == first


@pytest.mark.parametrize(
    "text", ["固定資産税", "新町 パチンコ", "xyzzy", "!!!", "", "量子コンピュータ", "レンタカー", "ΑΒΓ"]
)
def test_what_means_nothing_here_answers_nothing(index, text):
    assert found(index, text) == []


def test_address_with_numbers_is_found_and_a_wrong_one_known_as_absent(index):
    assert index.holds_address("北堀江1-2-3")
    assert not index.holds_address("北堀江9-9-9")
    assert set(found(index, "北堀江1丁目2番3号")) == {"みつばち児童館", "木洩れ日サロン"}


def test_kind_answers_with_everything_of_the_kind(index):
    assert set(found(index, "こども食堂")) == {"ひなたぼっこ子ども食堂", "新町こども食堂"}


@pytest.mark.parametrize(
    ("text", "name", "field", "how"),
    [
        ("ひなたぼっこ", "ひなたぼっこ子ども食堂", "name", "exact"),
        ("こもれび", "木洩れ日サロン", "kana", "reading"),
        ("公民館", "くじら集会所", "category", "concept"),
        ("北堀江", "みつばち児童館", "place", "exact"),
        ("玄関は裏手", "ひなたぼっこ子ども食堂", "description", "exact"),
        ("みつぱち児童舘", "みつばち児童館", "name", "fuzzy"),
        ("北掘江 児童館", "みつばち児童館", "place", "fuzzy"),
    ],
)
def test_answer_says_why(index, text, name, field, how):
    row = list(NAMES).index(name)
    assert row in index.search(text).rows
    (reasons,) = explain(index, index.parse(text), np.array([row], np.int32))
    assert (field, how) in {(reason.field, reason.how) for reason in reasons}


@pytest.mark.parametrize(
    ("text", "name", "reasons"),
    [
        ("公民館 ぐるぐる", "くじら集会所", {("category", "concept")}),
        ("北掘江 児童館", "みつばち児童館", {("place", "fuzzy"), ("name", "exact")}),
        ("ひなたぼっこ す", "ひなたぼっこ子ども食堂", {("name", "exact")}),
    ],
)
def test_words_that_a_listing_does_not_answer_are_no_reason(index, text, name, reasons):
    (found,) = explain(index, index.parse(text), np.array([list(NAMES).index(name)], np.int32))
    assert {(reason.field, reason.how) for reason in found} == reasons


@pytest.mark.parametrize("text", ["こもりび", "xyzzy", "こもれび 新町", "玄関は裏手"])
def test_every_row_has_a_reason(index, text):
    rows = np.arange(len(NAMES), dtype=np.int32)
    assert all(explain(index, index.parse(text), rows))


@pytest.mark.parametrize("text", ["北堀江 こども食堂", "こもれび 新町", "みつぱち児童舘", "玄関は裏手 子ども"])
def test_rows_of_a_page_have_the_reasons_of_each_alone(index, text):
    query, rows = index.parse(text), np.arange(len(NAMES), dtype=np.int32)[::-1].copy()
    alone = [explain(index, query, rows[place : place + 1])[0] for place in range(rows.size)]
    assert list(explain(index, query, rows)) == alone


def test_no_rows_have_no_reasons(index):
    assert explain(index, index.parse("こども食堂"), np.empty(0, np.int32)) == ()


def test_a_full_memory_of_questions_begins_again_and_reads_alike(monkeypatch):
    monkeypatch.setattr(index_module, "_REMEMBERED", 1)
    index = SearchIndex((document("うわばみ食堂"),))
    texts = ("うわばみ食堂", "児童館", "うわばみ食堂")
    assert [index.parse(text).written for text in texts] == list(texts)


def test_rows_that_may_not_be_found_are_no_hits(index):
    eligible = np.ones(len(NAMES), bool)
    eligible[0] = False
    assert 0 in index.match("ひなたぼっこ子ども食堂").rows
    assert 0 not in index.match("ひなたぼっこ子ども食堂", eligible=eligible).rows


def test_equal_scores_come_in_the_order_of_their_keys():
    index = SearchIndex(tuple(document("おなじ食堂") for _ in range(5)))
    matches = index.match("おなじ食堂")
    keys = np.array([2, 3, 4, 1, 0])
    assert index.rank(matches, matches.rows, keys_of=keys.__getitem__).rows.tolist() == [4, 3, 0, 1, 2]
    assert index.rank(matches, matches.rows, keys_of=keys.__getitem__, limit=3).rows.tolist() == [4, 3, 0]
    assert index.rank(matches, matches.rows[1:4], limit=2).rows.tolist() == [1, 2]


def test_no_more_rows_than_asked_for():
    index = SearchIndex(tuple(document(f"食堂{number}") for number in range(30)))
    assert index.search("食堂", limit=7).rows.size == 7


def test_empty_directory_answers_nothing():
    assert SearchIndex(()).search("こども食堂").rows.size == 0


def test_many_readers_get_the_same_answers(index):
    texts = ["ひなたぼっこ", "こもれび", "新町の子ども食堂", "北堀江 遊び場"] * 10
    alone = [found(index, text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: found(index, text), texts)) == alone


def test_places_are_kept_ready_until_a_write_brings_a_new_one():
    def segment_at(town):
        return Segment(written([SearchDocument(name="こあら広場", places=(town,), towns=(town,))]))

    base = segment_at("新町")
    assert SearchIndex.over((base, segment_at("新町")), np.arange(2, dtype=np.int32)).places is base.place_names
    index = SearchIndex.over((base, segment_at("鳳")), np.arange(2, dtype=np.int32))
    assert set(index.places.names) == {"新町", "鳳"}


def written(documents):
    sink = KeptArrays()
    index_documents(documents, sink, lexicon=load_lexicon(), place_kana={})
    return sink.finish()


def test_a_word_said_often_finds_what_it_finds_once():
    index = SearchIndex(
        [document("ひだまりひろば", kind="drop_in_salon"), document("こもれび食堂"), document("くじら食堂")]
    )
    once, often = index.search("食堂"), index.search("食堂" * 40)
    assert sorted(once.rows.tolist()) == sorted(often.rows.tolist()) == [1, 2]
