"""What our pages call kinds and needs, in every language, typed as a question, finds just that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from directory.domain.category import CATEGORIES
from directory.search.document import SearchDocument
from directory.search.index import SearchIndex

LOCALES = Path(__file__).resolve().parents[2] / "web" / "locales"
LABEL = re.compile('^msgid "(category|concept)\\.([a-z_]+)"\nmsgstr "(.+)"$', re.MULTILINE)
RUBY = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")
NAMES = ("わたげ", "ぽんかん", "あさなぎ")
ALSO = {
    "advice_desk": {"childcare_advice", "welfare_advice", "abuse_advice", "health_advice", "neighborhood_desk"},
    "neighborhood_desk": {"welfare_advice", "advice_desk"},
}
"""Kinds of the first level, by the kinds below them that answer as well."""

NEARBY = {"weaning": {"meal"}}
"""Concepts whose label (赤ちゃんの 食事) holds the word of another one that answers it."""


def read_labels():
    """Sort, code and label of every category and concept, each way in which it is shown, without doubles."""
    found = {}
    for file in sorted([*LOCALES.rglob("categories.po"), *LOCALES.rglob("concepts.po")]):
        for sort, code, label in LABEL.findall(file.read_text(encoding="utf-8")):
            for place in (r"\1", r"\2"):
                found[sort, code, RUBY.sub(place, label)] = None
    return list(found)


LABELS = read_labels()


@pytest.fixture(scope="module")
def kinds():
    """The kind of every listing of the index: three of each."""
    return [code for code in CATEGORIES for _ in NAMES]


@pytest.fixture(scope="module")
def index(kinds):
    return SearchIndex(
        SearchDocument(
            name=f"{name}{number}", places=("高知市", "朝倉"), category_codes=(code,), address="高知市朝倉1-2-3"
        )
        for number, code in enumerate(kinds)
        for name in (NAMES[number % len(NAMES)],)
    )


def answering(index, code):
    """Categories that answer the kind."""
    concept = index.lexicon.by_code.get(code)
    known = index.lexicon.concepts[concept] if concept is not None else None
    return ALSO.get(code, set()) | {code} | (known.categories | known.unsure | known.beneath if known else set())


def test_kinds_have_labels():
    assert {code for sort, code, _ in LABELS if sort == "category"} == set(CATEGORIES)


@pytest.mark.parametrize(("code", "label"), [(code, label) for sort, code, label in LABELS if sort == "category"])
def test_the_label_of_a_kind_finds_it_first_and_mostly(index, kinds, code, label):
    found = [kinds[row] in answering(index, code) for row in index.search(label, limit=6).rows.tolist()]
    assert found[:1] == [True]
    assert sum(found[:3]) >= min(2, len(found))


@pytest.mark.parametrize(("code", "label"), [(code, label) for sort, code, label in LABELS if sort == "concept"])
def test_the_label_of_a_concept_is_understood_as_it(index, code, label):
    parts = sorted(index.parse(label).parts, key=lambda part: -part.certainty)
    understood = [index.lexicon.concepts[number].code for part in parts for number in part.concepts]
    assert {code, *NEARBY.get(code, ())} & set(understood[:4])
