"""Several kinds asked for at once: every listing of one of them answers, those of more of them first."""

from __future__ import annotations

from itertools import combinations

import pytest

from directory.search.any_kind import asks_for_kinds
from directory.search.document import SearchDocument
from directory.search.index import SearchIndex

KINDS = {
    "child_cafe": "子ども食堂",
    "learning_support": "学習支援",
    "advice_desk": "相談",
    "temporary_care": "一時預かり",
    "park_activity": "公園",
    "home_visit": "家庭訪問",
}
TOWNS = ("新町", "北町", "東町", "南町", "西町", "中町", "上町", "下町")


def make_index(*more: tuple[str, tuple[str, ...]]):
    """One listing of each kind in each town, and more: town and kinds of each listing, and an index of them."""
    places = [*((town, (code,)) for town in TOWNS for code in KINDS), *more]
    documents = (
        SearchDocument(name=f"わたげ{number}", places=("高知市", town), category_codes=codes, address=f"高知市{town}1")
        for number, (town, codes) in enumerate(places)
    )
    return places, SearchIndex(documents)


@pytest.mark.parametrize("asked", [tuple(KINDS)[:count] for count in range(2, len(KINDS) + 1)], ids=str)
def test_each_kind_of_the_town_is_found_first_however_many_are_asked_for(asked):
    places, index = make_index()
    found = [places[row] for row in index.search(" ".join(("新町", *map(KINDS.get, asked)))).rows]
    assert {(town, code) for town, (code,) in found} == {("新町", code) for code in asked}


@pytest.mark.parametrize("asked", tuple(combinations(KINDS, 3)), ids=" ".join)
def test_each_kind_is_found_where_no_town_is_named(asked):
    places, index = make_index()
    found = [places[row] for row in index.search(" ".join(map(KINDS.get, asked))).rows]
    assert sorted(found) == sorted((town, (code,)) for town in TOWNS for code in asked)


def test_who_meets_more_kinds_comes_first_and_takes_nothing_from_the_others():
    asked = ("child_cafe", "learning_support", "advice_desk")
    places, index = make_index(("新町", asked[:2]), ("北町", asked))
    everywhere = [places[row] for row in index.search("子ども食堂 学習支援 相談").rows]
    assert everywhere[:2] == [("北町", asked), ("新町", asked[:2])]
    assert len(everywhere) == 3 * len(TOWNS) + 2
    here = [places[row] for row in index.search("新町 子ども食堂 学習支援 相談").rows]
    assert here[0] == ("新町", asked[:2])
    assert sorted(here[1:]) == sorted(("新町", (code,)) for code in asked)


def test_a_place_that_has_none_of_the_kinds_hides_no_other_one():
    both = ("child_cafe", "learning_support")
    places, index = make_index(("泉町", ("child_hall",)), ("北町", both))
    assert places[index.search("泉町 子ども食堂 学習支援").rows[0]] == ("北町", both)


@pytest.mark.parametrize(
    ("question", "is_so"),
    [
        ("新町 子ども食堂 相談", True),
        ("子ども食堂 学習支援 無料", True),
        ("新町 子ども食堂", False),
        ("子ども食堂 アレルギー", False),
        ("子ども食堂 相談 わたぼうし", False),
        ("食堂 子ども食堂", False),
    ],
)
def test_needs_and_names_are_no_kinds(question, is_so):
    _, index = make_index()
    assert asks_for_kinds(index.parse(question), index.lexicon) == is_so


def test_a_wish_beside_one_kind_still_leaves_out_other_kinds():
    places, index = make_index()
    assert {codes for _, codes in (places[row] for row in index.search("子ども食堂 無料").rows)} == {("child_cafe",)}
