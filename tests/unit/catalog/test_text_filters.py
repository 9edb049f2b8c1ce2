from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.catalog.base import keep_base
from directory.catalog.changes import find_changes
from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.catalog.snapshot import assemble_snapshot
from directory.search.index import RESULT_LIMIT
from tests.unit.catalog.surroundings import surroundings

WORDS = (
    "ひなた",
    "こもれび食堂",
    "くじら 相談室",
    "みつばちひろば",
    "新町",
    "大阪市西区 食堂",
    "ひなだ食堂",
    "komorebi",
    "新町1-2-3",
    "赤ちゃんと遊べる場所を教えてください",
    "ごはんを食べられるところ",
)
NASTY = (
    "広場ひろば" * 20,
    "子ども食堂" * 20,
    "ああああああああああ" * 10,
    "ひ" * 300,
    "こそだてしえんせんたーのあかちゃんとおかあさんがあそべるひろばをおしえてください",
    "kosodateshienkomorebihinatakujiramitsubachi" * 5,
    "a" * 500,
    "新町 " * 60,
    "1-2-3-4-5-6-7-8-9" * 10,
    "9" * 400,
    "一丁目二番三号" * 15,
    "\x00\x01\x02",
    "\x01新町\x01食堂",
    "\ud800\udfff",
    "％＿%_*?[](){}^$|\\/'\"`;--",
    "\u200b\u200d\ufeff",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 30,
    "ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟﾌﾟ" * 10,
    "の",
    "の の の",
    "　",
    "第第第第第",
    "㍿㌔㍉①②③",
    "ー・ー・ー",
    "食堂 ひろば 相談室 ひなた こもれび くじら みつばち 新町 大阪市 西区 赤ちゃん 無料 土曜",
)
LETTERS = st.text(alphabet="ひなたこもれび食堂相談室新町大阪市西区一二1-3abcｶﾞ　%'\"\\\x00\ud800😀ー・()", max_size=40)
ANY = st.text(max_size=60)
TEXTS = st.one_of(st.sampled_from(WORDS), st.sampled_from(NASTY), LETTERS, ANY)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "categories": st.sampled_from([("child_cafe",), ("meeting_space",), ("place",), ("child_cafe", "child_hall")]),
        "municipalities": st.sampled_from([("27106",), ("13229",), ("27146", "13229")]),
        "districts": st.sampled_from([("13229-1",), ("13229-1", "27106-0")]),
        "when": st.sampled_from(["weekend", "wed", "today", "sat,sun"]),
    },
)


def found_rows(snapshot, today, **fields):
    return set(find(snapshot, Criteria(**fields), today=today).rows.tolist())


def filters_agree(snapshot, today, text, fields):
    """Fewer than the most that an answer holds are hits here, so nothing is cut off."""
    hits = found_rows(snapshot, today, text=text) if text.strip() else found_rows(snapshot, today)
    assert len(hits) < RESULT_LIMIT
    return found_rows(snapshot, today, text=text, **fields) == hits & found_rows(snapshot, today, **fields)


@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize(
    "fields",
    [
        {"categories": ("child_cafe",)},
        {"municipalities": ("27106",)},
        {"districts": ("13229-1",)},
        {"when": "weekend"},
        {"categories": ("meeting_space",), "municipalities": ("27146",), "when": "wed"},
    ],
)
def test_a_text_with_filters_finds_what_filtering_all_its_hits_finds(many, today, text, fields):
    assert filters_agree(many, today, text, fields)


@settings(deadline=None, max_examples=120)
@given(TEXTS, FILTERS)
def test_any_text_with_any_filters_finds_what_filtering_all_its_hits_finds(many, today, text, fields):
    assert filters_agree(many, today, text, fields)


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_no_text_raises_or_finds_what_has_ended(many, today, text):
    found = find(many, Criteria(text=text), today=today)
    assert all(many.is_default[row] for row in found.rows.tolist())
    assert len(found.hits(0, 10)) == min(10, found.total)
    assert found.facets.categories


@pytest.fixture(scope="module")
def after_writes(many, today):
    """The same listings, some hidden since and some renamed; and the codes of those that may be found."""
    around = surroundings()
    before = sorted((many.listing(row) for row in range(many.count)), key=lambda each: each.number)
    encode = msgspec.json.encode
    base = keep_base(map(encode, before), revision="1", today=today, surroundings=around)
    now = [replace(each, name=f"べつのなまえ{each.number}") if each.number % 5 == 0 else each for each in before]
    now = [each for each in now if each.number % 3]
    changes = find_changes(base, map(encode, now))
    snapshot = assemble_snapshot(base, changes, revision="2", districts=(), surroundings=around)
    return snapshot, {each.code for each in now if each.status != "ended"}


@pytest.mark.parametrize("text", [*WORDS, *NASTY, "べつのなまえ"])
def test_what_is_hidden_after_a_write_is_found_by_no_text(after_writes, today, text):
    snapshot, public = after_writes
    found = find(snapshot, Criteria(text=text), today=today)
    assert {hit.listing.code for hit in found.hits()} <= public
    assert filters_agree(snapshot, today, text, {"categories": ("child_cafe",)})


@settings(deadline=None, max_examples=100)
@given(TEXTS, FILTERS)
def test_filters_after_a_write_find_what_filtering_all_hits_finds(after_writes, today, text, fields):
    snapshot, public = after_writes
    assert filters_agree(snapshot, today, text, fields)
    assert {hit.listing.code for hit in find(snapshot, Criteria(text=text, **fields), today=today).hits()} <= public
