"""The language of a path: taken away before anybody looks at the path, put back into redirects."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.site.language_path import LANGUAGE, LanguagePath, split_path, translate_path


@pytest.mark.parametrize(
    ("path", "prefix", "rest"),
    [
        ("/en/", "/en", "/"),
        ("/en/r/a1", "/en", "/r/a1"),
        ("/easy/list", "/easy", "/list"),
        ("/en/en/", "/en", "/en/"),
        ("/en//example.org", "/en", "//example.org"),
        ("/en", "", "/en"),
        ("/english/", "", "/english/"),
        ("/ja/", "", "/ja/"),
        ("/", "", "/"),
        ("", "", ""),
    ],
)
def test_only_a_whole_first_part_is_a_language(path: str, prefix: str, rest: str):
    assert split_path(path) == (prefix, rest)


@given(st.text())
def test_a_path_is_its_prefix_and_the_rest(path: str):
    prefix, rest = split_path(path)
    assert prefix + rest == path


@pytest.mark.parametrize(
    ("path", "translated"),
    [
        ("/", "/en/"),
        ("/?q=a#map", "/en/?q=a#map"),
        ("/register/2", "/en/register/2"),
        ("//example.org/", "//example.org/"),
        ("https://example.org/", "https://example.org/"),
        ("/static/app.css?v=1", "/static/app.css?v=1"),
        ("/api/v1/listings.csv", "/api/v1/listings.csv"),
        ("tel:0300000000", "tel:0300000000"),
        ("#main", "#main"),
    ],
)
def test_addresses_of_pages_get_the_language(path: str, translated: str):
    assert translate_path(path, "/en") == translated


def ask(path: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> tuple[dict[str, object], dict[bytes, bytes]]:
    """The scope that an application behind the layer sees, and the headers that leave the layer."""
    seen: dict[str, object] = {}
    sent: list[dict[str, object]] = []

    async def app(scope, _receive, send) -> None:
        seen.update(scope)
        await send({"type": "http.response.start", "status": 303, "headers": list(headers)})

    async def send(message) -> None:
        sent.append(message)

    asyncio.run(LanguagePath(app)({"type": "http", "path": path, "raw_path": path.encode()}, None, send))
    return seen, dict(sent[0]["headers"])


def test_the_application_sees_the_path_alone():
    seen, _ = ask("/easy/r/a1")
    assert (seen["path"], seen["raw_path"], seen[LANGUAGE]) == ("/r/a1", b"/r/a1", "easy")


def test_without_a_language_nothing_changes():
    seen, headers = ask("/r/a1", [(b"location", b"/list")])
    assert LANGUAGE not in seen
    assert headers[b"location"] == b"/list"


@pytest.mark.parametrize(
    ("path", "location", "kept"),
    [
        ("/en/login", b"/account", b"/en/account"),
        ("/en/login", b"//example.org", b"//example.org"),
        ("/en/login", b"https://example.org/a", b"https://example.org/a"),
        ("/en/staff/queue", b"/staff/queue?done=1", b"/staff/queue?done=1"),
    ],
)
def test_redirects_stay_in_the_language(path: str, location: bytes, kept: bytes):
    _, headers = ask(path, [(b"location", location)])
    assert headers[b"location"] == kept


def test_pages_of_staff_are_answered_in_japanese():
    assert ask("/en/staff/queue")[0][LANGUAGE] == "ja"
