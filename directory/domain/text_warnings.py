"""What in the free texts of a draft a moderator should look at before anybody else does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from directory.domain.draft import ResourceDraft
from directory.domain.person_names import find_person_names, fold_letters

READ_TEXTS = ("name", "description", "booking", "service_area")
"""Fields that people write freely and that everybody may read."""

_SENSITIVE = re.compile(r"前科|犯罪歴|信者|被差別|病歴|HIV|統合失調症|うつ病の(?:方|人)の?(?:名|氏)")
"""Words of facts about persons that need their consent (要配慮個人情報)."""

_WARNINGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "url": re.compile(r"https?://|www\.|[\w-]+\.(?:com|net|jp|info|link|site)(?![\w])", re.IGNORECASE),
        "phone": re.compile(r"(?<!\d)0\d{1,4}[-‐－(（ ]?\d{1,4}[-‐－)） ]?\d{3,4}(?!\d)"),
        "email": re.compile(r"[\w.+-]+[@＠][\w-]+\.[\w.-]+"),
        "sensitive": _SENSITIVE,
    }
)

TEXT_WARNINGS = ("person_name", *_WARNINGS)


def find_text_warnings(draft: ResourceDraft) -> tuple[str, ...]:
    """Codes of what the texts of a draft seem to hold: person_name, url, phone, email, sensitive.

    A mobile number that everybody may see is `mobile_public`.
    """
    text = "\n".join(str(getattr(draft, name)) for name in READ_TEXTS)
    found = ["person_name"] if find_person_names(fold_letters(text)) else []
    found.extend(code for code, pattern in _WARNINGS.items() if pattern.search(text))
    is_private_number = re.compile(r"0[789]0-?\d").match
    if any(is_private_number(each.value) and each.publicity == "public" for each in draft.contacts):
        found.append("mobile_public")
    return tuple(found)
