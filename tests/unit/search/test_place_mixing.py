from __future__ import annotations

import pytest

from directory.search.document import SearchDocument
from directory.search.index import SearchIndex
from directory.search.place_mixing import least_edits

TOWNS = {
    "田無町": ("たなしちょう",),
    "伊無田町": ("いむたちょう",),
    "日吉町": ("ひよしちょう", "ひよしまち"),
}


def listing(name, town, *, kind="child_cafe"):
    return SearchDocument(name=name, places=(town,), towns=(town,), category_codes=(kind,))


LISTINGS = (
    *(listing(f"伊無田町{name}子ども食堂", "伊無田町") for name in ("りす", "うさぎ", "きつね", "くま", "しか")),
    listing("伊無田町集会所", "伊無田町", kind="community_hall"),
    listing("みんなの食堂こもれび", "田無町"),
    listing("田無町児童館", "田無町", kind="child_hall"),
    listing("わたげ食堂", "日吉町"),
)


@pytest.fixture(scope="module")
def index():
    return SearchIndex(LISTINGS, place_kana=TOWNS)


def found(index, text):
    return [LISTINGS[row] for row in index.search(text).rows.tolist()]


def test_each_town_that_a_misspelt_word_may_mean_comes_forward(index):
    towns = [hit.places[0] for hit in found(index, "無田町 子ども食堂")]
    assert towns[0] == "田無町"
    assert "伊無田町" in towns[:3]


def test_only_what_is_of_the_kind_asked_for_comes_forward(index):
    hits = found(index, "無田町 子ども食堂")
    assert all(hit.category_codes == ("child_cafe",) for hit in hits[:6])


def test_what_is_called_as_asked_stays_first():
    names = ("あおば子育てサロン", "白木子育てサロン", "木陰子育てサロン")
    towns = ("若葉町", "青葉台", "青場")
    rows = [listing(name, town, kind="drop_in_salon") for name, town in zip(names, towns, strict=True)]
    index = SearchIndex(rows, place_kana={"青葉台": ("あおばだい",), "青場": ("あおんば",)})
    assert index.search("あおば 子育てサロン").rows.tolist()[0] == 0


def test_where_a_name_and_a_town_are_as_near_a_word_of_its_own_is_rather_a_town():
    names = ("芹台こども食堂", "くるみ食堂", "こぶし食堂")
    towns = ("芹台", "沢芹台", "芹沢台")
    rows = [listing(name, town) for name, town in zip(names, towns, strict=True)]
    index = SearchIndex(rows)
    assert {rows[row].places[0] for row in index.search("沢台芹 こども食堂").rows[:1].tolist()} == {"沢芹台"}


@pytest.mark.parametrize(
    ("text", "name", "edits"), [("芹台", "北芹台館", 0), ("芹北台", "北芹台館", 1), ("芹大台", "芹台", 1)]
)
def test_the_part_of_a_name_that_is_most_like_a_text_is_compared(text, name, edits):
    assert least_edits(text, name) == edits


@pytest.mark.parametrize("town", ["ひよしちょう", "ひよしまち", "hiyoshicho", "hiyoshimachi"])
def test_a_town_is_found_by_each_way_in_which_its_name_is_read(index, town):
    assert found(index, f"{town} こどもしょくどう")[0].name == "わたげ食堂"
