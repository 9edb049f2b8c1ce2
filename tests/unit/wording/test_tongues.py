"""Words of several languages: what one lacks is said in Japanese, as the operator says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.errors import FileRefused
from directory.wording.languages import LANGUAGES
from directory.wording.tongues import Tongues

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'


def write(path: Path, **sentences: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + "".join(f'\nmsgid "{name}"\nmsgstr "{text}"\n' for name, text in sentences.items()))
    return path


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    write(tmp_path / "ja" / "a.po", find="探す", count="{n}件", only="日本語だけ")
    write(tmp_path / "ja" / "easy" / "a.po", find="{探|さが}す")
    write(tmp_path / "en" / "a.po", find="Search", count="{n} found", only="")
    return tmp_path


def test_every_language_speaks_for_itself(locales: Path):
    tongues = Tongues(locales)
    assert [tongues.words(each).plain.say("find") for each in LANGUAGES] == ["探す", "探す", "Search"]
    assert [tongues.words(each).language for each in LANGUAGES] == list(LANGUAGES)


def test_readings_are_marked_in_easy_japanese_alone(locales: Path):
    easy = Tongues(locales).words("easy")
    assert easy.marks
    assert easy.say("find") == easy.marks.mark("{探|さが}す")
    assert easy.plain.marks is None
    assert Tongues(locales).words("en").marks is None


def test_what_is_missing_or_empty_is_said_in_japanese(locales: Path):
    assert Tongues(locales).words("en").say("only") == "日本語だけ"
    assert Tongues(locales).words("easy").plain.say("count", n=2) == "2件"


def test_the_operators_words_stand_in_for_ours_and_for_missing_ones_but_not_for_translations(
    locales: Path, tmp_path: Path
):
    own = write(tmp_path / "own.po", find="しらべる", only="うちだけ")
    tongues = Tongues(locales, own_texts=str(own))
    assert tongues.words("ja").say("find") == "しらべる"
    assert tongues.words("en").say("find") == "Search"
    assert tongues.words("en").say("only") == "うちだけ"


def test_unusable_words_of_the_operator_are_refused(locales: Path, tmp_path: Path):
    own = write(tmp_path / "own.po", unheard="?")
    with pytest.raises(FileRefused):
        Tongues(locales, own_texts=str(own)).words("en")


def test_words_are_read_once(locales: Path):
    tongues = Tongues(locales)
    assert tongues.words("easy") is tongues.words("easy")
