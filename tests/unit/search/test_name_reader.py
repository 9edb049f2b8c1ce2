"""Names read aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.name_reader import NameReader
from directory.search.place_readings import PlaceReadings

READER = NameReader()
PLACES = PlaceReadings(
    name="堺市西区",
    kana="サカイシニシク",
    towns={"鳳東町": "オオトリヒガシマチ", "上": "ウエ", "浜寺": "ハマデラ", "生田": "ショウダ", "子安": "コヤス"},
)


@pytest.mark.parametrize(
    ("name", "kana"),
    [
        ("なかよし子ども食堂", "ナカヨシコドモショクドウ"),
        ("第二わかば集会所", "ダイニワカバシュウカイジョ"),
        ("２４時間 相談・支援", "ニジュウヨンジカンソウダンシエン"),
        ("ｶﾌｪ「ほっと」", "カフェホット"),
        ("ばあちゃん家", "バアチャンチ"),
        ("さくら通り広場", "サクラドオリヒロバ"),
        ("カフェ 結", "カフェユイ"),
        ("港小学校", "ミナトショウガッコウ"),
        ("さくら中学校", "サクラチュウガッコウ"),
        ("空色畑", "ソライロバタケ"),
        ("青い星", "アオイホシ"),
        ("いちばん星食堂", "イチバンボシショクドウ"),
        ("四つ葉のいえ", "ヨツバノイエ"),
        ("一歩カフェ", "イッポカフェ"),
        ("第二子ども広場", "ダイニコドモヒロバ"),
        ("村立みどり保育園", "ソンリツミドリホイクエン"),
    ],
)
def test_japanese_names(name, kana):
    assert READER.read(name) == kana


@pytest.mark.parametrize(
    ("name", "kana"),
    [
        ("Kids Café", "キッズカフェ"),
        ("Mama’s Kitchen", "ママズキッチン"),
        ("HOSHIZORA", "ホシゾラ"),
        ("nicco", "ニッコ"),
        ("NPO法人", "エヌピーオーホウジン"),
        ("XQWK広場", "XQWKヒロバ"),
    ],
)
def test_latin_letters(name, kana):
    assert READER.read(name) == kana


@pytest.mark.parametrize(
    ("name", "town", "kana"),
    [
        ("鳳東町集会所", "鳳東町", "オオトリヒガシマチシュウカイジョ"),
        ("上の家", "上", "ウエノイエ"),
        ("みんなの浜寺", "浜寺", "ミンナノハマデラ"),
        # another town of the same municipality, where a name begins
        ("生田子ども食堂", "浜寺", "ショウダコドモショクドウ"),
        ("サロン（生田）", "浜寺", "サロンショウダ"),
        ("堺市子育てひろば", "浜寺", "サカイシコソダテヒロバ"),
        ("堺市立港小学校", "浜寺", "サカイシリツミナトショウガッコウ"),
        ("堺市立鳳東町中学校", "鳳東町", "サカイシリツオオトリヒガシマチチュウガッコウ"),
    ],
)
def test_places_are_read_as_their_own_gazetteer_does(name, town, kana):
    assert READER.read(name, places=PLACES, town=town) == kana


@pytest.mark.parametrize(("name", "kana"), [("山里町", "ヤマサトマチ"), ("山里村", "ヤマサトムラ")])
def test_a_town_founds_as_cho_and_a_village_as_son(name, kana):
    places = PlaceReadings(name=name, kana=kana, towns={})
    read = READER.read(f"{name}立こども園", places=places)
    assert read == kana.replace("マチ", "チョウ").replace("ムラ", "ソン") + "リツコドモエン"


def test_another_town_is_not_seen_inside_a_word():
    assert READER.read("親子安心ひろば", places=PLACES, town="浜寺") == "オヤコアンシンヒロバ"


@given(st.text(max_size=40))
def test_any_name_can_be_read(name):
    READER.read(name, places=PLACES, town="鳳東町")
