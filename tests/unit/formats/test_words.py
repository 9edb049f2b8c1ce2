"""Every code that reading can give has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from directory.wording.words import open_words

REFUSAL = re.compile(r'FileRefused\(\s*"([a-z_0-9]+)"|, "(file_is_[a-z]+)"\)')
ISSUE = re.compile(
    r'(?:issue\(|code=)\s*"([a-z_0-9]+)"|"((?:code|id)_(?:missing|repeated|destroyed|unreadable|zero_restored|check_digit|prefecture_only))"'
)


@pytest.fixture(scope="module")
def sources(checkout: Path) -> str:
    names = (
        "read",
        "table",
        "container",
        "decoding",
        "delimited",
        "spreadsheet",
        "json_records",
        "header",
        "format_name",
        "limits",
        "census",
        "municipality_code",
    )
    files = [checkout / "directory" / "formats" / f"{name}.py" for name in names]
    files += (checkout / "directory" / "formats").glob("row_*.py")
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_every_refusal_and_finding_has_its_sentence(checkout: Path, sources: str) -> None:
    words = open_words(checkout / "web" / "locales")
    refusals = {first or second for first, second in REFUSAL.findall(sources)}
    findings = {first or second for first, second in ISSUE.findall(sources)}
    assert len(refusals) > 15
    assert len(findings) > 40
    assert [code for code in sorted(refusals) if f"error.{code}" not in words] == []
    wanted = [f"{kind}.{code}" for code in sorted(findings) for kind in ("issue", "remedy")]
    assert [message for message in wanted if message not in words] == []


def test_every_finding_about_telephones_has_its_sentence(checkout: Path) -> None:
    words = open_words(checkout / "web" / "locales")
    text = (checkout / "directory" / "text" / "phone_numbers.py").read_text(encoding="utf-8")
    text += (checkout / "directory" / "text" / "phone_text.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'"(phone_[a-z_]+)"', text))
    assert codes
    assert [code for code in sorted(codes) if f"issue.{code}" not in words or f"remedy.{code}" not in words] == []
