"""Public pages can be said in every language: no id of theirs lacks a sentence in English or easy Japanese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from directory.domain.category import CATEGORIES
from directory.search.concepts import load_lexicon
from directory.wording.languages import HOME, LANGUAGES, Language
from directory.wording.words import read_sentences
from tests.contract.test_templates import built

QUOTED = re.compile(r"""["']([a-z_]+\.[a-z_0-9]+)["']""")
BEGUN = re.compile(r"""["']([a-z_]+\.[a-z_]*_?)(?:["'] ~|\{)""")
"""Ids that templates and code put together: 'sort.' ~ sort, f"why.{field}"."""

AT_HOME_FILES = ("cli", "database", "geodata", "issues", "staff", "texts", "theme")
"""What only those read who run the directory: commands, findings about their files, pages for staff."""

AT_HOME = (
    "calls.", "column_meaning.", "language.", "postcard.", "publicity.", "record.", "role.", "staff.", "venue.",
    "want.column_", "want.csv", "want.months", "want.none", "want.staff_", "want.sum", "want.total",
    "error.account_unknown", "error.district", "error.kind_unknown", "error.mail_", "error.role_", "error.setting_",
    "error.tiles_unknown",
)  # fmt: skip
"""The same in files that others read as well; what columns of files are called; names of languages are their own."""

NOT_EASY = ("mail.",)
"""Letters are read at leisure and answered to somebody who can be asked; without readings easy words help little."""


def read_public_sources(checkout: Path) -> str:
    """Templates and code of pages that anybody may open."""
    folders = (checkout / "web" / "templates", checkout / "directory" / "site", checkout / "directory" / "mapping")
    paths = [path for folder in folders for path in folder.rglob("*.*") if path.suffix in {".html", ".py"}]
    return "".join(path.read_text(encoding="utf-8") for path in paths if "staff" not in path.parts)


def read_ids(path: Path) -> list[str]:
    return re.findall('msgid "(.+)"', path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def public_ids(checkout: Path) -> set[str]:
    """Ids that public pages name, whole or by their beginning."""
    sources, known = read_public_sources(checkout), read_sentences(checkout / "web" / "locales", HOME)
    at_home = {each for name in AT_HOME_FILES for each in read_ids(checkout / f"web/locales/ja/{name}.po")}
    begun = tuple(set(BEGUN.findall(sources)))
    named = set(QUOTED.findall(sources)) | built()
    ids = {each for each in known if each in named or each.startswith(begun)}
    return {each for each in ids if not each.startswith(AT_HOME) and each not in at_home and known[each]}


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != HOME])
def test_every_sentence_of_public_pages_has_its_translation(checkout: Path, public_ids: set[str], language: Language):
    translated = read_sentences(checkout / "web" / "locales", language)
    assert len(public_ids) > 500
    needed = {each for each in public_ids if language != "easy" or not each.startswith(NOT_EASY)}
    assert sorted(needed - translated.keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_has_a_name(checkout: Path, language: Language):
    sentences = read_sentences(checkout / "web" / "locales", language)
    assert [code for code in CATEGORIES if not sentences.get(f"category.{code}")] == []


def test_japanese_names_of_needs_are_those_of_the_lexicon(checkout: Path):
    sentences = read_sentences(checkout / "web" / "locales", HOME)
    named = {name.removeprefix("concept."): text for name, text in sentences.items() if name.startswith("concept.")}
    assert named == {concept.code: concept.label for concept in load_lexicon().concepts}


def test_japanese_names_of_categories_are_those_of_the_tree(checkout: Path):
    sentences = read_sentences(checkout / "web" / "locales", HOME)
    assert {code: sentences[f"category.{code}"] for code in CATEGORIES} == {
        code: category.label for code, category in CATEGORIES.items()
    }
