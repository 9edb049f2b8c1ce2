"""The policy: support workers get the same public outputs as everybody, and one block of their own beside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from directory.site.app import list_routes
from tests.integration.site.two_audiences import KEY_MARKS, SECRETS, WORDS, Town, gazetteer, quiet_town

__all__ = ["gazetteer", "quiet_town"]

CODED = ("/r/{code}", "/r/{code}.ics", "/r/{code}/report", "/api/v1/listings/{listing_id}")
"""Public outputs of one listing; asked for every record, hidden ones and those of other towns too."""

ASKED = (
    *("/", "/api/v1/cards", "/api/v1/listings", "/api/v1/facets", "/api/v1/listings.csv", "/api/v1/listings.geojson"),
    *("/calendar", "/calendar.ics", "/print", "/map.html", "/map.svg", "/api/v1/map/points"),
    *("/api/v1/map/rows", "/api/v1/map/labels", "/api/v1/map/areas"),
)
"""Public outputs of a question; asked without words, with a filter, and with words of texts for staff."""

ALONE = (
    *("/api/v1/districts.geojson", "/data", "/data/districts", "/developers", "/networks", "/help", "/want"),
    *("/robots.txt", "/sitemap.xml", "/openapi.json", "/offline", "/sw.js", "/feed.xml", "/feed.json"),
    *("/register", "/register/paper", "/healthz", "/en", "/easy"),
)

WITH_VALUES = {
    "/api/v1/cards/rows": "?rows=0,1,2",
    "/api/v1/geocode": f"?q={quote('西東京市')}",
    "/api/v1/reverse": "?latitude=35.7612&longitude=139.5121",
    "/api/v1/suggest": f"?q={quote(WORDS[0])}",
    "/api/v1/map/clusters": "?bbox=139,35,140,36&z=12",
    "/api/v1/map/labels": "?rows=0,1,2",
    "/list": "?ids={codes}",
    "/sheet": "?ids={codes}",
}

OF_ONE_PERSON = re.compile(
    r"/(staff|login|logout|account|posts|c|edit|r/{code}/edit)\b|/register/|/want/done|/networks/|/static/|/readyz"
    r"|/api/v1/(_verify|me|resources|submissions)\b"
)
"""Pages of somebody, of a mailed link or of a form's course: they have tests of their own."""

CHANCE = re.compile(r"\b[0-9a-f]{16}\b|value=\"[\w.:-]{30,}\"|\b\d{8}T\d{6}Z\b")
BLOCK = re.compile(r"<(div|section|p)\b[^>]*\bdata-staff=.*?</\1>", re.DOTALL)


def questions(town: Town) -> Iterator[str]:
    """Every public output, and every question that it answers."""
    keys = ("open", "plain", "shelter", "secret", "away")
    codes = {key: town.code(key) for key in keys}
    for path in CODED:
        yield from (re.sub(r"{\w+}", code, path) for code in codes.values())
    for path in ASKED:
        yield from (path, f"{path}?cat=parenting_salon&municipality=13229", f"{path}?q={quote(WORDS[0])}")
    yield from ALONE
    for path, values in WITH_VALUES.items():
        yield path + values.replace("{codes}", ",".join(codes.values()))
    for words in ("かくれが", "つゆくさ", "西東京市架空町1丁目"):
        yield from (f"{path}?q={quote(words)}" for path in ("/", "/api/v1/suggest", "/api/v1/listings"))
    for language in ("/en", "/easy"):
        yield from (f"{language}/", f"{language}/r/{codes['open']}", f"{language}/r/{codes['secret']}")


def test_every_route_that_everybody_may_open_is_asked(quiet_town: Town):
    routes = {path for method, path in list_routes(quiet_town.app) if method == "GET"}
    known = {*CODED, *ASKED, *ALONE, *WITH_VALUES}
    assert sorted(path for path in routes - known if not OF_ONE_PERSON.match(path)) == []
    assert sorted(known - routes) == []


def fields(value: object, path: str = "$") -> Iterator[tuple[str, object]]:
    """Every field of a JSON document with its value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from fields(inner, f"{path}.{name}")
    elif isinstance(value, list):
        yield path, len(value)
        for number, inner in enumerate(value):
            yield from fields(inner, f"{path}[{number}]")
    else:
        yield path, value


def readable(answer: httpx.Response) -> str:
    """The body without ids of requests, keys of forms and moments of asking."""
    return CHANCE.sub("", answer.text)


@pytest.mark.parametrize("who", ["worker", "moderator"])
def test_the_same_question_differs_only_by_the_block_for_staff(quiet_town: Town, who: str):
    compared = 0
    for path in questions(quiet_town):
        everybody, somebody = quiet_town.ask(path), quiet_town.ask(path, who)
        assert somebody.status_code == everybody.status_code != 429, path
        assert BLOCK.sub("", readable(somebody)) == readable(everybody), path
        if "json" in everybody.headers.get("content-type", "") and everybody.status_code == 200:
            told = dict(fields(json.loads(everybody.text)))
            assert dict(fields(json.loads(somebody.text))) == told, path
            compared += len(told)
    assert compared > 500


def test_nothing_that_is_not_public_is_in_any_public_output(quiet_town: Town):
    found = 0
    for path in questions(quiet_town):
        answer = quiet_town.ask(path)
        body = f"{answer.text}\n{answer.headers}"
        found += "たんぽぽサロン" in body
        asked = quote(WORDS[0]) in path
        told = [each for each in SECRETS if each in body and not (asked and each == WORDS[0]) and each not in path]
        assert told == [], path
    assert found > 15


@pytest.mark.parametrize("who", ["volunteer", "unverified", "stranger", "admin"])
def test_who_has_no_notes_to_read_finds_no_trace_of_them(quiet_town: Town, who: str):
    for path in ("/", f"/?q={quote(WORDS[0])}", *(f"/r/{quiet_town.code(key)}" for key in ("open", "shelter"))):
        answer = quiet_town.get(path, who)
        lines = set(re.findall(r'data-staff="(\w{6})"', answer.text))
        assert lines <= ({quiet_town.code("away")} if who == "stranger" else set()), path
        assert BLOCK.sub("", readable(answer)) == readable(quiet_town.ask(path)), path


def test_hidden_records_and_private_contacts_are_in_no_block(quiet_town: Town):
    secret = [each for each in SECRETS if KEY_MARKS["secret"] in each or "fujibakama" in each] + ["かくれがサロン"]
    for who in ("worker", "moderator"):
        for path in questions(quiet_town):
            text = quiet_town.ask(path, who).text
            assert [each for each in secret if each in text] == [], (who, path)


def test_an_answer_with_a_block_is_kept_by_nobody_and_given_to_nobody_else(quiet_town: Town):
    for path in ("/", f"/r/{quiet_town.code('open')}", f"/r/{quiet_town.code('plain')}"):
        anonymous, worker = quiet_town.get(path), quiet_town.get(path, "worker")
        assert "max-age" in anonymous.headers["cache-control"]
        assert "cookie" in anonymous.headers["vary"].lower()
        assert worker.headers["cache-control"] == "no-store"
        assert "etag" not in worker.headers
        again = quiet_town.get(path, "worker", **{"If-None-Match": anonymous.headers["etag"]})
        assert (again.status_code, again.headers["cache-control"]) == (200, "no-store")
        assert quiet_town.get(path, **{"If-None-Match": anonymous.headers["etag"]}).status_code == 304


def test_words_that_stand_in_texts_for_staff_find_nothing_in_public(quiet_town: Town):
    totals = {word: quiet_town.get(f"/api/v1/listings?q={quote(word)}", "worker").json()["total"] for word in WORDS}
    assert set(totals.values()) == {0}
