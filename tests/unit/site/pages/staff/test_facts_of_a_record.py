from __future__ import annotations

import pytest

from directory.assets import web_folder
from directory.domain.draft import ResourceDraft, SourceRef
from directory.domain.facts import FACT_CODES
from directory.site.pages.staff.record_form import fill_form
from directory.site.phrasing.fact import phrase_fact
from directory.wording.words import open_words


@pytest.fixture(scope="module")
def words():
    return open_words(web_folder() / "locales")


@pytest.fixture
def choices(words):
    draft = ResourceDraft(
        stable_key="1",
        source=SourceRef(source="一覧"),
        name="ひだまり",
        categories=("child_cafe",),
        municipality="39201",
    )
    form = fill_form(draft, words, shows_venues=True, shows_notes=True)
    return {choice.code: choice for choice in form.facts}


def test_every_answer_is_said_as_the_public_page_says_it(choices, words):
    assert set(choices) == set(FACT_CODES)
    for code, choice in choices.items():
        assert (choice.yes, choice.no) == (phrase_fact(code, "yes", words), phrase_fact(code, "no", words))


@pytest.mark.parametrize(
    ("code", "yes", "no"),
    [
        ("free", "はい", "お金がかかります"),
        ("residents_only", "はい", "どなたでも"),
        ("booking_needed", "必要です", "いりません"),
        ("parking", "あり", "なし"),
    ],
)
def test_a_fact_is_answered_in_words_that_fit_it(choices, code, yes, no):
    assert (choices[code].yes, choices[code].no) == (yes, no)
