"""English sentences fit the Japanese ones: known ids, the same facts, nothing empty, nothing left in Japanese."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from directory.domain.category import CATEGORIES
from tests.contract.po_files import read_folder

JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
"""Kana, kanji, and the wide signs between them."""


def merge(files: dict[str, dict[str, str]]) -> dict[str, str]:
    return {name: text for sentences in files.values() for name, text in sentences.items()}


def facts_of(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(name, form, conversion) for _, name, form, conversion in Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def locales(checkout: Path) -> Path:
    return checkout / "web" / "locales"


@pytest.fixture(scope="module")
def japanese(locales: Path) -> dict[str, str]:
    return merge(read_folder(locales / "ja"))


@pytest.fixture(scope="module")
def english(locales: Path) -> dict[str, str]:
    return merge(read_folder(locales / "en"))


def test_english_files_are_named_like_the_japanese_ones_and_hold_sentences_of_these(locales: Path):
    japanese, english = read_folder(locales / "ja"), read_folder(locales / "en")
    kinds = {f"category.{code}" for code in CATEGORIES}
    strange = {name: set(ids) - set(japanese.get(name, {})) - kinds for name, ids in english.items()}
    assert {name: ids for name, ids in strange.items() if ids} == {}


def test_no_sentence_stands_in_two_files(locales: Path, english: dict[str, str]):
    assert sum(len(sentences) for sentences in read_folder(locales / "en").values()) == len(english)


def test_english_sentences_ask_for_the_facts_that_the_program_gives(japanese: dict[str, str], english: dict[str, str]):
    both = japanese.keys() & english.keys()
    other = {name: english[name] for name in both if facts_of(english[name]) != facts_of(japanese[name])}
    assert other == {}


def test_no_english_sentence_is_empty(english: dict[str, str]):
    assert [name for name, text in english.items() if not text] == []


def test_no_english_sentence_holds_japanese_characters(english: dict[str, str]):
    assert {name: text for name, text in english.items() if JAPANESE.search(text)} == {}


def test_every_kind_of_place_has_an_english_name_of_its_own(english: dict[str, str]):
    names = [english.get(f"category.{code}", "") for code in CATEGORIES]
    assert "" not in names
    assert len(set(names)) == len(names)
