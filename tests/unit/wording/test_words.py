from __future__ import annotations

import pytest

from directory.domain.errors import DirectoryError
from directory.wording.words import open_words


def write(folder, name, text):
    (folder / "ja").mkdir(exist_ok=True)
    (folder / "ja" / name).write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n{text}', "utf-8")


def test_facts_are_filled_in(tmp_path):
    write(tmp_path, "a.po", 'msgid "count"\nmsgstr "{n}件"\n')
    assert open_words(tmp_path).say("count", n=3) == "3件"


def test_a_missing_word_never_breaks_a_page(tmp_path):
    write(tmp_path, "a.po", 'msgid "x"\nmsgstr "y"\n')
    assert open_words(tmp_path).say("absent") == "absent"


def test_errors_have_sentences(tmp_path):
    write(tmp_path, "a.po", 'msgid "error.port_taken"\nmsgstr "{port} は使えません"\n')
    assert open_words(tmp_path).say_error(DirectoryError("port_taken", {"port": 80})) == "80 は使えません"


def test_one_word_in_two_files_is_an_error(tmp_path):
    write(tmp_path, "a.po", 'msgid "x"\nmsgstr "y"\n')
    write(tmp_path, "b.po", 'msgid "x"\nmsgstr "z"\n')
    with pytest.raises(ValueError, match="twice"):
        open_words(tmp_path)
