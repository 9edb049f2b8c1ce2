"""Easy Japanese: every sentence fits its Japanese one, is short, and carries a reading over every kanji."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter

import pytest

from directory.assets import web_folder
from directory.domain.category import CATEGORIES
from tests.contract.po_files import read_folder

RUBY = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
KANJI = re.compile(r"[\u3400-\u9fff々〆]")
KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")
WORD = re.compile(rf"\d{{0,2}}(?:{KANJI.pattern})+")
"""Kanji; 6日 is read むいか as a whole."""
LONGEST_SENTENCE = 40
FACT_OR_LATIN = re.compile(r"\{[^{}]*\}|[ -~]")
ENDS = re.compile(r"[。？！?!\n]")

SAYS_LESS = frozenset({"date.clock_sharp", "fresh.old", "fresh.lost"})
"""Sentences that leave out a fact, which would only make them harder."""


@pytest.fixture(scope="module")
def easy() -> dict[str, dict[str, str]]:
    return read_folder(web_folder() / "locales" / "ja" / "easy")


@pytest.fixture(scope="module")
def normal() -> dict[str, dict[str, str]]:
    return read_folder(web_folder() / "locales" / "ja")


@pytest.fixture(scope="module")
def sentences(easy) -> dict[str, str]:
    return {name: text for texts in easy.values() for name, text in texts.items()}


def base_text(text: str) -> str:
    return RUBY.sub(r"\1", text)


def facts_of(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(base_text(text)) if name is not None)


def is_category(name: str) -> bool:
    return name.startswith("category.") and name.removeprefix("category.") in CATEGORIES


def test_there_are_no_ids_without_a_japanese_sentence(sentences, normal):
    japanese = {name for texts in normal.values() for name in texts}
    assert sorted(name for name in sentences if name not in japanese and not is_category(name)) == []


def test_every_id_stands_once(easy, sentences):
    assert sum(map(len, easy.values())) == len(sentences)


def test_every_category_has_an_easy_name(sentences):
    assert [code for code in CATEGORIES if not sentences.get(f"category.{code}")] == []


def test_no_sentence_is_empty(sentences):
    assert [name for name, text in sentences.items() if not text.strip() and name != "list.wide_space"] == []


def test_sentences_give_the_same_facts_as_the_japanese_ones(sentences, normal):
    japanese = {name: text for texts in normal.values() for name, text in texts.items()}
    differing = {
        name: text
        for name, text in sentences.items()
        if name in japanese and name not in SAYS_LESS and set(facts_of(text)) != set(facts_of(japanese[name]))
    }
    assert differing == {}
    assert [n for n in SAYS_LESS if not set(facts_of(sentences[n])) <= set(facts_of(japanese[n]))] == []


def test_every_kanji_has_a_reading(sentences):
    bare = {name: text for name, text in sentences.items() if KANJI.search(RUBY.sub("", text))}
    assert bare == {}


def test_readings_are_kana_and_stand_over_kanji_only(sentences):
    odd = [
        (name, base, reading)
        for name, text in sentences.items()
        for base, reading in RUBY.findall(text)
        if not KANA.fullmatch(reading) or not WORD.fullmatch(base)
    ]
    assert odd == []


def test_one_word_is_not_read_in_two_ways_within_one_sentence(sentences):
    twice = [
        (name, base)
        for name, text in sentences.items()
        for base in dict(RUBY.findall(text))
        if len(base) > 1 and len({reading for other, reading in RUBY.findall(text) if other == base}) > 1
    ]
    assert twice == []


def test_sentences_are_short(sentences):
    long = {
        name: part
        for name, text in sentences.items()
        for part in ENDS.split(base_text(text))
        if len(FACT_OR_LATIN.sub("", part)) > LONGEST_SENTENCE
    }
    assert long == {}


def test_words_stand_apart_by_one_narrow_space(sentences, normal):
    """A wide space is a gap to write in, or stands between an address and its building, as in Japanese."""
    japanese = {name: text for texts in normal.values() for name, text in texts.items()}
    wide = [name for name, text in sentences.items() if "\u3000" in text and "\u3000" not in japanese[name]]
    assert wide == []
    assert [name for name, text in sentences.items() if "  " in text or text != text.strip(" ")] == []
