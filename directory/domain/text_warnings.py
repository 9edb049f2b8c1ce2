"""What in the free texts of a draft a moderator should look at before anybody else does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from directory.domain.draft import ResourceDraft

READ_TEXTS = ("name", "description", "booking", "service_area")
"""Fields that people write freely and that everybody may read."""

_NOBODY = "皆|各|お客|子ども|親御|保護者|母|父|利用者|参加者|園|医|講|先"
"""Beginnings of words that name no single person."""

_KANJI, _GIVEN, _OFFICE = "[一-龥々]", "[一-龥々ぁ-んァ-ヶー]", "[室所課会館部局院校園]"

_PERSON = re.compile(
    rf"(?<!{_KANJI})(?!{_NOBODY}){_KANJI}{{2,5}}(?:[ 　]{_GIVEN}{{1,4}})?(?:さん|氏|様|先生)(?!たち|方)"
    rf"|(?:代表|担当|世話人|会長|連絡先)者?[はの：: 　]{{1,2}}(?!{_KANJI}*{_OFFICE})"
    rf"{_KANJI}{{1,3}}[ 　]?{_GIVEN}{{1,4}}(?!{_GIVEN})"
)
"""山田 花子さん, 代表: 山田花子. Also 鈴木先生; not 皆様, お客様, 保護者様."""

_SENSITIVE = re.compile(r"前科|犯罪歴|信者|被差別|病歴|HIV|統合失調症|うつ病の(?:方|人)の?(?:名|氏)")
"""Words of facts about persons that need their consent (要配慮個人情報)."""

_WARNINGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "person_name": _PERSON,
        "url": re.compile(r"https?://|www\.|[\w-]+\.(?:com|net|jp|info|link|site)(?![\w])", re.IGNORECASE),
        "phone": re.compile(r"(?<!\d)0\d{1,4}[-‐－(（ ]?\d{1,4}[-‐－)） ]?\d{3,4}(?!\d)"),
        "email": re.compile(r"[\w.+-]+[@＠][\w-]+\.[\w.-]+"),
        "sensitive": _SENSITIVE,
    }
)

TEXT_WARNINGS = tuple(_WARNINGS)


def find_text_warnings(draft: ResourceDraft) -> tuple[str, ...]:
    """Codes of what the texts of a draft seem to hold: person_name, url, phone, email, sensitive.

    A mobile number that everybody may see is `mobile_public`.
    """
    text = "\n".join(str(getattr(draft, name)) for name in READ_TEXTS)
    found = [code for code, pattern in _WARNINGS.items() if pattern.search(text)]
    is_private_number = re.compile(r"0[789]0-?\d").match
    if any(is_private_number(each.value) and each.publicity == "public" for each in draft.contacts):
        found.append("mobile_public")
    return tuple(found)
