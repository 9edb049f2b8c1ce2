from __future__ import annotations

import pytest

from directory.domain.category import CATEGORIES
from directory.domain.facts import FACT_CODES
from directory.search.concepts import load_lexicon
from directory.search.document import SearchDocument
from directory.search.index import SearchIndex

# One sentence that a parent or a neighbour might type, for every concept of the lexicon.
ASKED = {
    "child_cafe": "近くの子供食堂",
    "community_meal": "だれでも食堂はありますか",
    "food_pantry": "食べ物に困っています",
    "bento_delivery": "お弁当の配布",
    "parenting_salon": "親子サロン",
    "drop_in_salon": "つどいのひろば",
    "neighborhood_salon": "地域の子育てサロン",
    "parenting_circle": "ママ友がほしい",
    "nursery_open_day": "園庭開放の日",
    "support_center": "子育て支援センター",
    "support_base": "子育て支援拠点",
    "childcare_plaza": "子育てプラザ",
    "childcare_facility": "認定こども園",
    "family_support": "ファミサポ",
    "home_visit": "家に来てくれる",
    "temporary_care": "子どもを預けたい",
    "sick_child": "病児保育",
    "childcare_advice": "イヤイヤ期がつらい",
    "welfare_advice": "生活が苦しい",
    "abuse_advice": "DVの相談",
    "health_advice": "保健師さんと話す",
    "development": "言葉が遅い",
    "meeting_space": "だれでも集まれる場所",
    "child_hall": "児童館",
    "youth_place": "高校生の居場所",
    "truancy": "学校に行きたくない",
    "learning_support": "宿題をみてほしい",
    "intergenerational_salon": "多世代交流",
    "elderly": "認知症の祖母と",
    "community_hall": "公民館",
    "lendable_space": "会議室を借りたい",
    "park_activity": "プレーパーク",
    "meal": "晩ごはんが食べたい",
    "baby_play": "赤ちゃんを遊ばせたい",
    "play": "子どもを遊ばせたい",
    "rainy_day": "雨の日",
    "summer_holiday": "夏休みの昼間",
    "advice": "悩みを聞いてほしい",
    "single_parent": "シングルマザー",
    "foreign_language": "日本語がわからない",
    "pregnancy": "妊娠中です",
    "father": "お父さんと",
    "multiple_births": "双子です",
    "disability": "障がいのある子",
    "accessible": "ベビーカーのまま",
    "nursing_room": "おむつを替える所",
    "allergy": "アレルギーがあります",
    "weaning": "離乳食",
    "free": "無料で",
    "weekend": "週末に",
    "volunteer": "ボランティアしたい",
    "secondhand": "おさがり",
    "toys_books": "絵本の読み聞かせ",
    "kids_age_school": "小学生が行ける",
    "breakfast": "朝ごはんを食べさせたい",
    "young_carer": "家族の世話をしている中学生",
    "after_school": "学童に入れない",
    "parent_cafe": "子連れでお茶したい",
    "parking": "車で行けるところ",
    "no_booking": "予約いらない",
    "evening": "仕事帰りに寄りたい",
}
LEXICON = load_lexicon()


@pytest.fixture(scope="module")
def index():
    return SearchIndex((SearchDocument(name="見本"),))


def test_every_concept_has_a_sentence_here():
    assert set(ASKED) == {concept.code for concept in LEXICON.concepts}


@pytest.mark.parametrize(("code", "sentence"), ASKED.items())
def test_sentence_is_understood_as_its_concept(index, code, sentence):
    named = {number for part in index.parse(sentence).parts for number in part.concepts}
    assert code in {LEXICON.concepts[number].code for number in named}


@pytest.mark.parametrize("concept", LEXICON.concepts, ids=lambda concept: concept.code)
def test_codes_of_a_concept_exist(concept):
    assert concept.categories <= set(CATEGORIES)
    assert concept.facts <= set(FACT_CODES)
    assert concept.spoken


def test_every_second_level_category_is_named_by_a_concept():
    named = {code for concept in LEXICON.concepts for code in concept.categories}
    assert {code for code, category in CATEGORIES.items() if category.parent} <= named


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("子供", "こども"),
        ("子育て広場", "子育てひろば"),
        ("赤ちゃん", "あかちゃん"),
        ("コミセン", "コミュニティセンター"),
        ("一人親", "ひとり親"),
    ],
)
def test_spellings_of_one_word_are_one(one, two):
    assert LEXICON.canonical(one) == LEXICON.canonical(two)


def test_asking_is_cut_at_the_ends_only():
    assert LEXICON.strip_asking(LEXICON.canonical("を教えてください")) == ""
    assert LEXICON.strip_asking(LEXICON.canonical("ひあたりハウス")) == LEXICON.canonical("ひあたりハウス")


@pytest.mark.parametrize(
    ("question", "kind"),
    [("不登校", "youth_place"), ("学校に行けない", "youth_place"), ("おじいちゃん", "intergenerational_salon")],
)
def test_a_need_leads_to_its_kind_although_no_listing_speaks_of_it(question, kind):
    kinds = ("child_cafe", "youth_place", "intergenerational_salon")
    index = SearchIndex(
        [SearchDocument(name=f"見本の家{number}", category_codes=(code,)) for number, code in enumerate(kinds)]
    )
    assert kinds[index.search(question).rows[0]] == kind


@pytest.mark.parametrize("kind", CATEGORIES)
def test_the_name_of_a_kind_finds_what_is_filed_under_it(kind):
    kinds = tuple(CATEGORIES)
    index = SearchIndex([SearchDocument(name=f"見本の家{n}", category_codes=(code,)) for n, code in enumerate(kinds)])
    found = [kinds[row] for row in index.search(CATEGORIES[kind].label).rows]
    filed = {code for code, category in CATEGORIES.items() if kind in {code, category.parent}}
    assert filed <= set(found)


@pytest.mark.parametrize("word", ["居場所", "集会所", "いばしょ", "しゅうかいじょ", "ibasho", "shuukaijo"])
def test_each_word_of_a_kind_of_two_words_finds_what_is_filed_under_it(word):
    kinds = tuple(CATEGORIES)
    index = SearchIndex([SearchDocument(name=f"見本の家{n}", category_codes=(code,)) for n, code in enumerate(kinds)])
    found = {kinds[row] for row in index.search(word).rows}
    assert found >= {code for code, category in CATEGORIES.items() if "meeting_space" in {code, category.parent}}


@pytest.mark.parametrize(("word", "kind"), [("居場所", "youth_place"), ("集会所", "community_hall")])
def test_the_kind_that_is_called_so_stands_before_those_that_may_be_meant(word, kind):
    kinds = tuple(CATEGORIES)
    index = SearchIndex([SearchDocument(name=f"見本の家{n}", category_codes=(code,)) for n, code in enumerate(kinds)])
    assert kind in [kinds[row] for row in index.search(word).rows[:2]]


@pytest.mark.parametrize("question", ["新町 居場所", "しんまち いばしょ", "ひまわり 居場所"])
def test_beside_a_place_or_a_name_a_word_means_its_narrower_kind(question):
    kinds = ("park_activity", "youth_place")
    index = SearchIndex(
        SearchDocument(name=f"新町ひまわり{n}", kana="しんまちひまわり", places=("新町",), category_codes=(code,))
        for n, code in enumerate(kinds)
    )
    assert kinds[index.search(question).rows[0]] == "youth_place"
    assert "meeting_space" not in {
        LEXICON.concepts[number].code for part in index.parse(question).parts for number in part.concepts
    }


@pytest.mark.parametrize("kind", ["child_cafe", "support_center"])
def test_what_only_stands_beside_a_kind_comes_behind_it(kind):
    kinds = ("food_pantry", "bento_delivery", "home_visit", "childcare_facility", "child_cafe", "support_center")
    index = SearchIndex([SearchDocument(name=f"見本の家{n}", category_codes=(code,)) for n, code in enumerate(kinds)])
    assert kinds[index.search(CATEGORIES[kind].label).rows[0]] == kind
