from __future__ import annotations

import pytest

from directory.search import parts as parts_module
from directory.search.document import SearchDocument
from directory.search.index import SearchIndex

FIRST = ("そよかぜ", "こもれび", "あけぼの", "ひだまり", "みずいろ", "くるみ", "つばめ", "ほたる")
SECOND = ("の家", "クラブ", "の森", "ルーム", "の会", "ハウス", "の庭", "テラス", "の丘", "工房")
NAMES = [f"{first}{second}" for first in FIRST for second in SECOND]


@pytest.fixture(scope="module")
def index():
    """Two of three are of one kind, so that many documents share a mark that says much."""
    return SearchIndex(
        [
            SearchDocument(name=name, places=(), towns=(), address="", category_codes=("child_cafe",) * bool(at % 3))
            for at, name in enumerate(NAMES)
        ]
    )


@pytest.mark.parametrize(
    "text",
    [
        "そよかぜの家",
        "soyokaze kurabu",
        "くるみるーむ",
        "ほたる 工房 ひだまり",
        "くるみの庭 子ども食堂",
        "くるみの庭 食事",
    ],
)
@pytest.mark.parametrize("looked_at_first", [1, 12, 30])
def test_hits_do_not_depend_on_how_many_are_looked_at_first(index, text, looked_at_first, monkeypatch):
    hits = index.match(text).rows.tolist()
    monkeypatch.setattr(parts_module, "CANDIDATES", looked_at_first)
    monkeypatch.setattr(parts_module, "NEAR", 1)
    assert index.match(text).rows.tolist() == hits
    assert hits


@pytest.mark.parametrize("text", ["子ども食堂 食事 くるみ", "子ども食堂 食事 の庭"])
def test_kinds_say_the_same_of_all_documents_and_of_few(index, text, monkeypatch):
    monkeypatch.setattr(parts_module, "CANDIDATES", 5)
    monkeypatch.setattr(parts_module, "NEAR", 1)
    told = []
    for share in (1, 10**9):
        monkeypatch.setattr(parts_module, "_MANY_SHARE", share)
        matches = index.match(text)
        told.append(dict(zip(matches.rows.tolist(), matches.scores.tolist(), strict=True)))
    assert told[0] == pytest.approx(told[1])
    assert len(told[0]) > 50
