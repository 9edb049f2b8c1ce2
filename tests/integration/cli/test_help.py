"""The help of every command: whole sentences in plain words, on a narrow terminal as well."""

from __future__ import annotations

import re

import pytest
import typer
from rich.cells import cell_len

from directory.cli.app import build_app, run
from directory.cli.help_pages import fold_text


def every_command():
    def walk(command, path):
        yield path, command
        for name, below in getattr(command, "commands", {}).items():
            yield from walk(below, (*path, name))

    return list(walk(typer.main.get_command(build_app()), ()))


COMMANDS = every_command()


@pytest.mark.parametrize("columns", ["60", "200"])
@pytest.mark.parametrize(
    ("path", "command"), COMMANDS, ids=lambda each: " ".join(each) if isinstance(each, tuple) else ""
)
def test_nothing_of_a_help_is_cut(capsys, monkeypatch, path, command, columns):
    monkeypatch.setenv("COLUMNS", columns)
    assert run([*path, "--help"]) == 0
    page = capsys.readouterr().out
    said = re.sub(r"\s", "", page)
    texts = [command.help, *(each.help for each in command.params)]
    texts.extend(below.help for below in getattr(command, "commands", {}).values())
    assert all(re.sub(r"\s", "", text) in said for text in texts)
    assert max(map(cell_len, page.splitlines())) <= min(100, int(columns))
    assert not re.search("Options|Commands|Show this|<str>|<bool>", page)


@pytest.mark.parametrize("path", [(), ("user",), ("geodata",)])
def test_a_group_without_a_command_says_what_there_is(capsys, path):
    assert run(path) == 2
    assert "使い方: directory" in "".join(capsys.readouterr())


def test_what_must_be_written_and_what_else_is_taken_is_said(capsys):
    run(["export", "--help"])
    page = capsys.readouterr().out
    assert "--out 値" in page
    assert "かならず書きます。" in page
    assert "書かなければ html。" in page


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("あいうえお", 6, ["あいう", "えお"]),
        ("あいう。えお", 6, ["あい", "う。え", "お"]),
        ("あいう（え）お", 8, ["あいう", "（え）お"]),
        ("CSV や DIRECTORY_TEXTS を", 16, ["CSV や", "DIRECTORY_TEXTS", "を"]),
        ("", 10, [""]),
    ],
)
def test_texts_are_folded_where_japanese_may_break(text, width, lines):
    assert fold_text(text, width) == lines
