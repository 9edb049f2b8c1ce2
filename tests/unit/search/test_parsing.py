from __future__ import annotations

import pytest

from directory.search.document import SearchDocument
from directory.search.index import SearchIndex
from directory.search.places import names_of


@pytest.fixture(scope="module")
def index():
    towns = (("新町", "シンマチコドモショクドウ"), ("北堀江", "キタホリエコドモショクドウ"), ("城", ""))
    return SearchIndex(
        tuple(
            SearchDocument(
                name=f"{town}こども食堂",
                kana=kana,
                places=("大阪市西区", town),
                towns=("大阪市西区", town),
                category_codes=("child_cafe",),
            )
            for town, kana in towns
        )
    )


def parts_of(index, text):
    return [(part.kind, part.text) for part in index.parse(text).parts]


def alike(index, text):
    return [(place.name, place.is_nearest) for place in index.parse(text).parts[0].alike]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("新町の子供食堂", [("place", "新町"), ("concept", "こども食堂")]),
        ("新町の近くに子ども食堂はありますか?", [("place", "新町"), ("concept", "こども食堂")]),
        ("大阪市西区北堀江", [("place", "大阪市西区"), ("place", "北堀江")]),
        ("西区 ひまわり", [("place", "西区"), ("rest", "ひまわり")]),
        ("城の子ども食堂を教えてください", [("place", "城"), ("concept", "こども食堂")]),
        ("しんまち こどもしょくどう", [("place", "しんまち"), ("concept", "こども食堂")]),
        ("shinmachi kodomoshokudo", [("place", "しんまち"), ("concept", "こどもしよくど")]),
        ("居場所", [("concept", "居場所")]),
        ("、。!?", []),
    ],
)
def test_questions_are_cut_into_places_kinds_and_rest(index, text, parts):
    found = parts_of(index, text)
    assert [kind for kind, _ in found] == [kind for kind, _ in parts]
    assert [text for kind, text in found if kind != "concept"] == [text for kind, text in parts if kind != "concept"]


def test_place_inside_a_word_is_not_that_place(index):
    assert parts_of(index, "東新町")[0][0] == "rest"


def test_town_with_a_doubled_or_swapped_letter_is_guessed_though_it_holds_another_town():
    towns = ("江戸", "戸堀", "江戸堀", "北野南", "磯野南", "東町", "東孕町", "孕西町")
    index = SearchIndex([SearchDocument(name=f"{town}広場", places=(town,), towns=(town,)) for town in towns])
    assert alike(index, "江戸戸堀 子ども食堂") == [("江戸堀", True), ("戸堀", False), ("江戸", False)]
    assert alike(index, "孕東町 子ども食堂") == [("東孕町", True), ("孕西町", False), ("東町", False)]
    assert index.parse("江戸堀 子ども食堂").parts[0].kind == "place"
    assert index.parse("江戸堀 戸堀り 子ども食堂").parts[0].names == ("江戸堀",)
    assert alike(index, "江戸堀 戸堀り 子ども食堂") == []


def test_beginning_of_a_kind_is_no_misspelt_town_beside_a_town(index):
    assert [part.names for part in index.parse("新町 北掘江こども食堂").parts] == [("新町",), (), ()]
    assert alike(index, "北掘江こども食堂") == [("北堀江", True)]


def test_misspelt_town_before_a_kind_is_guessed(index):
    assert alike(index, "北掘江 子ども食堂") == [("北堀江", True)]
    assert alike(index, "北掘江") == []


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("新町三丁目", {"新町"}),
        ("大阪市西区", {"大阪市西区", "大阪市", "西区"}),
        ("比企郡川島町", {"川島町", "川島"}),
        ("鳳小学校区", {"鳳小学校区", "鳳"}),
        ("", set()),
        ("・", set()),
    ],
)
def test_names_by_which_people_call_a_place(place, names):
    assert set(names_of(place)) == {name for name in names if len(name) > 1 or name == place}


@pytest.mark.parametrize(
    "text",
    ["Nishitokyo cafe", "nishitōkyō cafe", "Nishitokyo-shi cafe", "nishitokyo city", "にしとうきょう カフェ"],
)
def test_municipality_is_known_by_its_sound_with_and_without_its_kind(text):
    listing = SearchDocument(name="ひなた食堂", places=("西東京市",), towns=("西東京市",))
    index = SearchIndex((listing,), place_kana={"西東京市": ("ニシトウキョウシ",)})
    assert [part.names for part in index.parse(text).parts][:1] == [("西東京市",)]
    assert [part.kind for part in index.parse(text).parts][1:] in ([], ["rest"], ["concept"])
