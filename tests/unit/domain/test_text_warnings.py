"""What in free texts a moderator should look at."""

from __future__ import annotations

import pytest

from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, SourceRef
from directory.domain.text_warnings import find_text_warnings


def warnings_of(text: str = "", contacts: tuple[Contact, ...] = ()) -> tuple[str, ...]:
    draft = ResourceDraft(
        stable_key="a",
        source=SourceRef(source="fictional"),
        name="たんぽぽ食堂",
        categories=("child_cafe",),
        municipality="13229",
        description=text,
        contacts=contacts,
    )
    return find_text_warnings(draft)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("山田花子さんまでどうぞ", "person_name"),
        ("代表: 山田花子", "person_name"),
        ("担当 鈴木まで", "person_name"),
        ("くわしくは https://example.jp/ へ", "url"),
        ("www.example.jp を見てください", "url"),
        ("電話は03-5555-0000です", "phone"),
        ("連絡は hanako＠example.jp へ", "email"),
    ],
)
def test_what_is_found(text: str, code: str):
    assert code in warnings_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "皆様どうぞ",
        "保護者様へ",
        "お母さんたちの集まり",
        "代表的な遊び",
        "会長の会議室",
        "連絡先は市役所です",
        "火曜10:00-12:00 〒100-0001",
        "2026年6月6日に始めました",
    ],
)
def test_plain_words_are_no_reason_to_look(text: str):
    assert warnings_of(text) == ()


def test_a_mobile_number_is_asked_about_only_where_everybody_sees_it():
    number = Contact(kind="phone", value="090-0000-0000")
    assert warnings_of(contacts=(number,)) == ("mobile_public",)
    assert warnings_of(contacts=(Contact(kind="phone", value="090-0000-0000", publicity="staff"),)) == ()
