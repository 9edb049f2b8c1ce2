from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.text.fold import fold, fold_words
from directory.text.reading import is_kana, reading_key
from directory.text.romaji import kana_of_romaji

JAPANESE = st.text(alphabet="あいうえおがぱっゃゔアイヴヶケ々ー・一市谷之亜學髙Ａａé 　「」-0９ﾊﾟｶﾞ", max_size=20)


@settings(deadline=None)
@given(st.one_of(st.text(), JAPANESE))
@example("か゛")
@example("İstanbul")
@example("市 ヶ 谷")
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.one_of(st.text(), JAPANESE))
def test_reading_key_is_idempotent(text):
    assert reading_key(reading_key(text)) == reading_key(text)


@settings(deadline=None)
@given(JAPANESE, JAPANESE)
def test_words_are_what_is_left_between_blanks(one, two):
    assert "".join(fold_words(f"{one} {two}")) == "".join((*fold_words(one), *fold_words(two)))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("コドモ食堂", "こども食堂"),
        ("ｺﾐｭﾆﾃｨｾﾝﾀｰ", "コミュニティ・センタ"),
        ("Ｃａｆé「ひなた」", "cafeひなた"),
        ("市ヶ谷", "市ケ谷"),
        ("市ヶ谷", "市が谷"),
        ("丸ノ内", "丸之内"),
        ("学園前", "學園前"),
        ("髙橋邉", "高橋辺"),
        ("ヴィラ", "びら"),
        ("つどい の 広場", "つどいの広場"),
        ("Tōkyō", "tokyo"),
    ],
)
def test_spellings_of_one_name_fold_alike(one, two):
    assert fold(one) == fold(two)


def test_what_differs_stays_different():
    assert fold("大町") != fold("犬町")
    assert fold("子育てが楽しい") == "子育てが楽しい"


def test_marks_alone_fold_to_nothing():
    assert fold("「」・ー!?  ") == ""
    assert fold_words(" 、 ") == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("おおさか", "おうさか"),
        ("センター", "せんた"),
        ("ぢどうかん", "じどうかん"),
        ("きゃっち", "きやつち"),
        ("を", "お"),
    ],
)
def test_readings_that_sound_alike_have_one_key(one, two):
    assert reading_key(one) == reading_key(two)


def test_kana_are_told_from_kanji():
    assert is_kana("こどもしょくどう")
    assert not is_kana("子ども")
    assert not is_kana("")


@pytest.mark.parametrize(
    ("romaji", "kana"),
    [
        ("kodomo shokudou", "こどもしょくどう"),
        ("shinmachi", "しんまち"),
        ("shimmachi", "しんまち"),
        ("syokudou", "しょくどう"),
        ("zasshi", "ざっし"),
        ("matcha", "まっちゃ"),
        ("konnichiwa", "こんにちわ"),
        ("tsudoi", "つどい"),
        ("tudoi", "つどい"),
        ("jidoukan", "じどうかん"),
        ("kodomosh", "こども"),
    ],
)
def test_romaji_of_every_school_becomes_kana(romaji, kana):
    assert kana_of_romaji(romaji) == kana


@pytest.mark.parametrize("text", ["xyzzy", "こども", "zzzzzz", "", "123", "qwrtp"])
def test_what_is_no_romaji_has_no_kana(text):
    assert kana_of_romaji(text) is None


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", max_size=30))
def test_romaji_never_fails(text):
    found = kana_of_romaji(text)
    assert found is None or is_kana(found)
