"""The table of old kanji forms."""

from __future__ import annotations

from directory.text.old_forms import OLD_FORMS


def test_no_new_form_is_itself_an_old_one() -> None:
    assert [new for new in OLD_FORMS.values() if ord(new) in OLD_FORMS] == []


def test_forms_of_family_and_place_names_are_folded() -> None:
    assert "髙﨑澤濱邊邉齋櫻廣國區條麴靱".translate(OLD_FORMS) == "高崎沢浜辺辺斎桜広国区条麹靭"
