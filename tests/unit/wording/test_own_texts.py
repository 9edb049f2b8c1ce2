"""Sentences of an operator: in place of known ones, with the facts that those have."""

from __future__ import annotations

import json

import pytest

from directory.domain.errors import FileRefused
from directory.wording.own_texts import read_own_texts
from directory.wording.words import Words

WORDS = Words({"home.h1": "近くの場所", "home.welcome": "", "result.count": "{n}件見つかりました"})


def refusal(path) -> str:
    with pytest.raises(FileRefused) as error:
        read_own_texts(path, WORDS)
    return error.value.code


def test_a_json_file_replaces_what_it_names(tmp_path):
    path = tmp_path / "texts.json"
    path.write_text(json.dumps({"home.h1": "子供の場所", "home.welcome": "ようこそ", "result.count": "{n}こ"}))
    words = read_own_texts(path, WORDS)
    assert words.say("home.h1") == "子供の場所"
    assert words.say("home.welcome") == "ようこそ"
    assert words.say("result.count", n=3) == "3こ"
    assert WORDS.say("home.h1") == "近くの場所"


def test_a_po_file_does_the_same_and_empty_sentences_change_nothing(tmp_path):
    path = tmp_path / "texts.po"
    path.write_text('msgid "home.h1"\nmsgstr "子供の場所"\n\nmsgid "result.count"\nmsgstr ""\n', encoding="utf-8")
    words = read_own_texts(path, WORDS)
    assert words.say("home.h1") == "子供の場所"
    assert words.say("result.count", n=3) == "3件見つかりました"


def test_an_unknown_id_is_refused(tmp_path):
    path = tmp_path / "texts.json"
    path.write_text('{"home.h2": "x"}')
    assert refusal(path) == "texts_unknown"


@pytest.mark.parametrize("text", ["{total}件", "{n.__class__}件", "{n!r}件", "{n:>900000000}件", "{}件", "{n件"])
def test_facts_that_nobody_gives_are_refused(tmp_path, text: str):
    path = tmp_path / "texts.json"
    path.write_text(json.dumps({"result.count": text}))
    assert refusal(path) == "texts_facts"


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"home.h1": 1}', b"\xff\xfe"])
def test_what_is_no_such_file_is_refused(tmp_path, content: bytes):
    path = tmp_path / "texts.json"
    path.write_bytes(content)
    assert refusal(path) == "texts_unreadable"
    assert refusal(tmp_path / "none.json") == "texts_unreadable"
