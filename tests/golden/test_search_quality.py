"""Our own labelled questions over a fictional directory at real towns; thresholds only ever rise."""

from __future__ import annotations

import pytest

from directory.geo.gazetteer import Gazetteer
from directory.search.index import SearchIndex
from tests.golden.fictional_places import KINDS, make_places


@pytest.fixture(scope="module")
def places(geodata_folder):
    return list(make_places(Gazetteer.open(geodata_folder)))


@pytest.fixture(scope="module")
def index(places):
    return SearchIndex([place.document for place in places])


def by_town(places):
    return [place for place in places if place.document.name.startswith(place.town)]


def by_nick(places):
    return [place for place in places if place.document.name.startswith(place.nick)]


def share_first(index, places, questions):
    """Share of questions whose first hit is what was meant, and share with it among the first ten."""
    first = ten = 0
    for text, is_meant in questions:
        hits = [is_meant(places[row]) for row in index.search(text).rows[:10].tolist()]
        first += bool(hits) and hits[0]
        ten += any(hits)
    return first / len(questions), ten / len(questions)


def assert_found(index, places, questions, *, first, ten):
    found_first, found_ten = share_first(index, places, questions)
    assert found_first >= first
    assert found_ten >= ten


def same_name(place):
    return lambda other: other.document.name == place.document.name


def same_town_and_kind(place):
    return lambda other: (other.town, other.kind) == (place.town, place.kind)


def without_letter(text):
    """The text with the letter in its middle forgotten."""
    return text[: len(text) // 2] + text[len(text) // 2 + 1 :]


def swapped(text):
    """The text with its two last letters but one swapped."""
    return text[:-3] + text[-2] + text[-3] + text[-1]


def test_names_as_listed(index, places):
    questions = [(place.document.name, same_name(place)) for place in places[::5]]
    assert share_first(index, places, questions) == (1.0, 1.0)


def test_names_in_kana(index, places):
    meant = [*by_town(places)[::7], *by_nick(places)[::7]]
    kana = {code: kana for code, _, kana, _ in KINDS}
    questions = [
        ((place.town_kana if place in by_town([place]) else place.nick_kana) + kana[place.kind], same_name(place))
        for place in meant
    ]
    assert_found(index, places, questions, first=0.8, ten=0.9)


def test_names_with_a_letter_missing_or_swapped(index, places):
    questions = [
        *((without_letter(place.document.name), same_name(place)) for place in places[2::11]),
        *((swapped(place.document.name), same_name(place)) for place in places[3::11]),
    ]
    assert_found(index, places, questions, first=0.9, ten=0.97)


def test_other_spellings_of_a_name(index, places):
    cafes = [place for place in places if place.kind == "child_cafe"]
    questions = [
        (place.document.name.replace("こども", other), same_name(place))
        for place, other in zip(cafes, ("子ども", "子供", "コドモ", "ｺﾄﾞﾓ") * 15, strict=False)
    ]
    assert_found(index, places, questions, first=1.0, ten=1.0)


@pytest.mark.parametrize("pattern", ["{town} {kind}", "{town}の{kind}", "{city} {town} {kind}"])
def test_town_and_kind(index, places, pattern):
    questions = [
        (pattern.format(town=place.town, city=place.city, kind=place.kind_name), same_town_and_kind(place))
        for place in places[1::9]
    ]
    assert_found(index, places, questions, first=0.97, ten=1.0)


def town_typos(town):
    """The town with two letters swapped, one doubled, one forgotten, and a kana slipped in; in its middle."""
    at = len(town) // 2
    yield town[: at - 1] + town[at] + town[at - 1] + town[at + 1 :]
    yield town[:at] + town[at - 1 :]
    yield town[:at] + town[at + 1 :]
    yield town[:at] + "っ" + town[at:]


def test_misspelt_towns_with_a_kind(index, places):
    towns = {place.town for place in places}
    questions = [
        (f"{typo} {place.kind_name}", same_town_and_kind(place))
        for place in places[::3]
        for typo in town_typos(place.town)
        # What is another town, or has one letter only, is no misspelt one.
        if typo not in towns and len(typo) > 1
    ]
    assert_found(index, places, questions, first=0.95, ten=0.99)


@pytest.mark.parametrize(
    "pattern",
    ["{town}の近くに{kind}はありますか？", "{town}で{kind}を探しています", "{town}にある{kind}の場所を教えてください"],
)
def test_questions_in_whole_sentences(index, places, pattern):
    questions = [
        (pattern.format(town=place.town, kind=place.kind_name), same_town_and_kind(place)) for place in places[4::13]
    ]
    assert_found(index, places, questions, first=0.97, ten=1.0)


def test_addresses(index, places):
    questions = [
        (place.document.address.removeprefix(place.city), lambda other, place=place: other.document is place.document)
        for place in places[::17]
    ]
    assert_found(index, places, questions, first=0.95, ten=1.0)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("晩ごはんを食べさせたい", "child_cafe"),
        ("夕食 子供", "child_cafe"),
        ("赤ちゃんと遊べるところ", "neighborhood_salon"),
        ("育児サロン", "neighborhood_salon"),
        ("雨でも遊べる", "child_hall"),
        ("児童センター", "child_hall"),
        ("勉強を教えてほしい", "learning_support"),
        ("塾", "learning_support"),
        ("無料塾を探しています", "learning_support"),
        ("部屋を借りたい", "community_hall"),
        ("公民館", "community_hall"),
        ("会議室 和室", "community_hall"),
    ],
)
def test_needs_lead_to_their_kind(index, places, text, kind):
    hits = [places[row].kind for row in index.search(text).rows[:10].tolist()]
    assert hits[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "確定申告の書き方",
        "格安スマホ",
        "海外旅行 保険",
        "タイヤ交換",
        "宝くじ 当選番号",
        "株価",
        "xqzw",
        "ピアノ調律師",
        "所沢市 焼肉",
        "堺市西区 美容室",
        "高知市 レンタサイクル",
        "????",
    ],
)
def test_what_nobody_offers_is_answered_with_nothing(index, text):
    assert index.search(text).rows.size == 0
