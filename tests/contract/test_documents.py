from __future__ import annotations

import re
from dataclasses import fields

import pytest

from directory.assets import web_folder
from directory.settings import Settings
from directory.wording.words import open_words

HOSTS = re.compile(
    "|".join((r"pypi\.o" + "rg", r"pythonhosted\.o" + "rg", r"npmjs\.o" + "rg", r"deb\.debian\.o" + "rg"))
)


@pytest.fixture(scope="module")
def readme(checkout):
    return (checkout / "README.md").read_text(encoding="utf-8")


def test_readme_names_every_setting(readme):
    assert [each.metadata["env"] for each in fields(Settings) if each.metadata["env"] not in readme] == []


def test_readme_names_every_command(readme):
    from directory.cli.app import build_app

    app = build_app()
    names = [command.name for command in app.registered_commands] + [group.name for group in app.registered_groups]
    assert [name for name in names if f"`{name}`" not in readme and f"directory {name}" not in readme] == []


def test_readme_stays_short_and_japanese_comes_first(readme):
    assert len(readme.splitlines()) <= 120
    assert readme.index("まち") < readme.index("Community resource directory")


def test_every_setting_says_what_it_means():
    assert all(each.metadata["meaning"].endswith(".") for each in fields(Settings))


def test_no_file_names_a_registry(checkout):
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=checkout, capture_output=True, text=True, check=True).stdout
    named = [
        name
        for name in listed.splitlines()
        if (path := checkout / name).is_file()
        and path.stat().st_size < 2_000_000
        and "vendor" not in path.parts
        and HOSTS.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert named == []


def test_locales_hold_every_sentence_once():
    words = open_words(web_folder() / "locales")
    assert words.say("answer.yes") == "あり"
