from __future__ import annotations

import ast
from pathlib import Path

import pytest

from directory.assets import web_folder
from directory.domain.category import CATEGORIES
from directory.domain.facts import FACT_CODES
from directory.wording.words import open_words

ERRORS = {
    "Conflict",
    "DatabaseRefused",
    "DirectoryError",
    "FileRefused",
    "GeodataMissing",
    "MailUndeliverable",
    "MailUrlRefused",
    "NotFound",
    "PublicAddressMissing",
    "RequestRefused",
    "SettingRefused",
    "SignInRefused",
    "StoreUnavailable",
    "TooManyRequests",
    "Unauthenticated",
}


@pytest.fixture(scope="module")
def words():
    return open_words(web_folder() / "locales")


def calls(checkout: Path):
    for path in (checkout / "directory").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, node


def literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_every_error_has_a_sentence(checkout, words):
    codes = {literal(call.args[0]) for name, call in calls(checkout) if name in ERRORS and call.args}
    assert sorted(code for code in codes if code and f"error.{code}" not in words) == []


def test_every_finding_has_a_sentence(checkout, words):
    codes = {
        literal(next((keyword.value for keyword in call.keywords if keyword.arg == "code"), None))
        for name, call in calls(checkout)
        if name == "Issue"
    }
    assert sorted(code for code in codes if code and f"issue.{code}" not in words) == []


def test_every_fact_has_a_name(words):
    assert [code for code in FACT_CODES if f"fact.{code}" not in words] == []


def test_every_category_has_a_name_and_every_root_a_glyph():
    assert all(category.label for category in CATEGORIES.values())
    assert all(category.glyph for category in CATEGORIES.values() if category.parent is None)
