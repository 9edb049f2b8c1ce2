"""Needs as two people put them who knew neither lexicon nor utterances; frozen, thresholds only ever rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.search.document import SearchDocument
from directory.search.index import SearchIndex
from directory.search.needs import NONE, OTHER, load_needs

ASKED = Path(__file__).with_name("needs_asked.tsv")
"""Concepts that answer, by comma, and the question."""

NEEDS = tuple(line.split("\t") for line in ASKED.read_text(encoding="utf-8").splitlines())
OTHER_MATTERS = (
    "マイナンバーカードの更新",
    "格安航空券",
    "レンタカー",
    "住民票の写し",
    "エアコン取り付け工事",
    "中古マンション",
    "スマホの機種変更",
    "カラオケ 24時間",
    "サッカーの試合結果",
    "円とドルの為替",
    "車のバッテリー交換",
    "水道の開栓",
    "歯のホワイトニング",
    "新台入替",
    "しゃぶしゃぶ食べ放題",
    "ハウスクリーニング業者",
    "法人税の計算",
    "動画編集ソフト",
    "競馬の予想",
    "ゴルフの打ちっぱなし",
)


@pytest.fixture(scope="module")
def index():
    return SearchIndex((SearchDocument(name="見本"),))


@pytest.fixture(scope="module")
def understood(index):
    """What each question is taken for, surest first."""
    found = []
    for _, text in NEEDS:
        parts = sorted(index.parse(text).parts, key=lambda part: -part.certainty)
        found.append([index.lexicon.concepts[number].code for part in parts for number in part.concepts])
    return found


def share(understood, first):
    """Share of the questions whose first concepts hold one that answers."""
    pairs = zip(NEEDS, understood, strict=True)
    return sum(bool(set(codes.split(",")) & set(found[:first])) for (codes, _), found in pairs) / len(NEEDS)


def test_the_surest_concept_answers(understood):
    assert share(understood, 1) >= 0.88


def test_one_of_the_first_concepts_answers(understood):
    assert share(understood, 5) >= 0.96


def test_hardly_a_need_is_taken_for_nothing(understood):
    assert sum(not found for found in understood) <= 0.01 * len(NEEDS)


def test_other_matters_are_taken_for_nothing(index):
    model = load_needs()
    firsts = [model.guess(index.parse(text).words).ranked()[0].concept for text in OTHER_MATTERS]
    assert firsts.count(OTHER) >= 0.9 * len(OTHER_MATTERS)


def test_every_concept_was_learned_from_sixty_utterances(index):
    folder = Path(__file__).resolve().parents[2] / "scripts" / "needs"
    counts = {file.stem: len(file.read_text(encoding="utf-8").splitlines()) for file in folder.glob("*.tsv")}
    assert set(counts) == {concept.code for concept in index.lexicon.concepts} | {NONE, OTHER}
    assert min(counts.values()) >= 60
