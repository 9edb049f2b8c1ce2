"""Every answer, also a refusal, carries the safe headers; only our own pages may change anything."""

from __future__ import annotations

import asyncio
import re

import pytest

from tests.integration.site.client import client, make_client

__all__ = ["client", "make_client"]

PATHS = (
    "/",
    "/data",
    "/r/t00001",
    "/nothing",
    "/api/v1/listings",
    "/api/v1/listings.csv",
    "/api/v1/nothing",
    "/healthz",
)

STAFF_PATHS = ("/api/v1/resources", "/api/v1/submissions")


def directives(policy: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_safe_headers(client, path: str):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Permissions-Policy"].startswith("geolocation=(self)")
    assert re.fullmatch("[0-9a-f]{16}", headers["X-Request-Id"])
    assert headers["Server"] == "directory"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", PATHS)
def test_the_policy_allows_inline_scripts_by_their_hash_and_one_tile_host(client, path: str):
    policy = directives(client.get(path).headers["Content-Security-Policy"])
    assert policy["default-src"] == ["'self'"]
    assert policy["script-src"][0] == "'self'"
    assert all(re.fullmatch("'sha256-[A-Za-z0-9+/]{43}='", each) for each in policy["script-src"][1:])
    assert policy["style-src"] == ["'self'"]
    assert policy["img-src"] == ["'self'", "data:", "https://cyberjapandata.gsi.go.jp"]
    assert policy["object-src"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == policy["frame-ancestors"] == ["'self'"]


def test_without_tiles_no_foreign_host_is_named(make_client):
    policy = directives(make_client(tiles="none").get("/").headers["Content-Security-Policy"])
    assert policy["img-src"] == ["'self'", "data:"]


def test_the_inline_scripts_of_the_page_are_the_allowed_ones(client):
    import base64
    import hashlib

    answer = client.get("/")
    scripts = re.findall("<script>(.*?)</script>", answer.text, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert len(digests) == 2
    assert all(f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"] for digest in digests)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://site.test.evil.example"},
    ],
)
def test_other_sites_can_change_nothing(client, headers: dict[str, str]):
    assert client.send("POST", "/api/v1/listings", **headers).status_code == 403


@pytest.mark.parametrize("headers", [{}, {"sec_fetch_site": "same-origin"}, {"origin": "http://site.test"}])
def test_our_own_pages_and_programs_are_answered(client, headers: dict[str, str]):
    answer = client.send("POST", "/api/v1/listings", **headers)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET"
    assert answer.json()["error"] == "http_405"


def test_a_large_body_is_refused(client):
    answer = client.send("POST", "/api/v1/listings", content=b"x" * 300_000)
    assert answer.status_code == 413
    assert answer.json()["error"] == "http_413"


@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/api/v1/listings", 405)])
def test_a_body_that_nobody_wants_is_read_before_the_answer(client, path: str, status: int):
    parts = iter(
        [{"type": "http.request", "body": b"x" * 1000, "more_body": number < 99} for number in range(100)],
    )
    sent: list[str] = []

    async def receive() -> dict[str, object]:
        sent.append("part")
        return next(parts)

    async def send(message: dict[str, object]) -> None:
        sent.append(str(message.get("status", "body")))

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"site.test"), (b"content-length", b"100000")],
        "client": ("127.0.0.1", 1),
        "server": ("site.test", 80),
    }
    asyncio.run(client.app(scope, receive, send))
    assert sent == ["part"] * 100 + [str(status), "body"]


def test_the_public_api_is_open_to_programs_of_others_but_not_with_cookies(client):
    headers = client.get("/api/v1/listings", origin="https://other.example").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    for path in ("/", "/api/v1/nothing", "/api/v1/resources/00000000-0000-4000-8000-000000000000/place"):
        assert "Access-Control-Allow-Origin" not in client.get(path).headers


def test_every_described_answer_is_open_unless_it_depends_on_who_asks(client):
    for path in client.get("/openapi.json").json()["paths"]:
        is_open = "Access-Control-Allow-Origin" in client.get(path.replace("{listing_id}", "t00001")).headers
        is_public = path.startswith("/api/v1/") and not path.startswith(("/api/v1/me", *STAFF_PATHS))
        assert is_open == is_public, path


def test_only_named_hosts_are_answered(make_client):
    client = make_client(allowed_hosts="example.jp")
    assert client.get("/").status_code == 400
    assert client.get("/", host="example.jp").status_code == 200


def test_a_foreign_host_name_is_not_repeated(client):
    assert "evil.example" not in client.get("/", host="evil.example").text


def test_head_is_get_without_a_body(client):
    answer = client.send("HEAD", "/")
    assert answer.status_code == 200
    assert not answer.content


def test_hashed_files_are_kept_for_ever_and_others_briefly(client):
    url = re.search(r"/static/app\.css\?v=\w+", client.get("/").text)
    assert url
    hashed = client.get(url[0], accept_encoding="gzip")
    assert "immutable" in hashed.headers["Cache-Control"]
    assert hashed.headers["Content-Encoding"] == "gzip"
    plain = client.get("/static/app.css?v=old", accept_encoding="identity")
    assert "immutable" not in plain.headers["Cache-Control"]
    assert "Content-Encoding" not in plain.headers
    assert plain.text == hashed.text


@pytest.mark.parametrize("path", ["/static/../pyproject.toml", "/static/..%2f..%2fetc/passwd", "/static//etc/passwd"])
def test_no_file_outside_the_folder_is_served(client, path: str):
    assert client.get(path).status_code == 404
