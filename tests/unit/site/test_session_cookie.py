from __future__ import annotations

import pytest
from fastapi import Request, Response

from directory.site.session_cookie import SESSION, clear_cookie, is_loopback_host, read_cookie, set_cookie


def request(host: str, *, scheme: str = "http", cookie: str = "") -> Request:
    headers = [(b"host", host.encode()), (b"cookie", cookie.encode())]
    return Request({"type": "http", "scheme": scheme, "path": "/", "query_string": b"", "headers": headers})


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1", "127.9.9.9:8000", "[::1]", "[::1]:8000", "LOCALHOST"]
)
def test_this_machine_is_known_by_its_names(host: str):
    assert is_loopback_host(host)


@pytest.mark.parametrize("host", ["", "example.jp", "localhost.example.jp", "127.0.0.1.example.jp", "10.0.0.1", "[::"])
def test_other_names_are_not_this_machine(host: str):
    assert not is_loopback_host(host)


@pytest.mark.parametrize(
    ("host", "scheme", "name"),
    [
        ("example.jp", "https", "__Host-session"),
        ("example.jp", "http", "__Host-session"),
        ("127.0.0.1:8000", "https", "__Host-session"),
        ("127.0.0.1:8000", "http", "session"),
    ],
)
def test_the_name_binds_the_cookie_to_its_host_except_on_plain_loopback(host: str, scheme: str, name: str):
    response = Response()
    set_cookie(request(host, scheme=scheme), response, SESSION, "value")
    cookie = response.headers["set-cookie"]
    assert cookie.startswith(f"{name}=value;")
    assert ("Secure" in cookie) == name.startswith("__Host-")
    assert read_cookie(request(host, scheme=scheme, cookie=f"{name}=value"), SESSION) == "value"


def test_a_plain_cookie_counts_for_nothing_elsewhere():
    assert read_cookie(request("example.jp", scheme="https", cookie="session=planted"), SESSION) == ""


def test_a_cookie_is_taken_back():
    response = Response()
    clear_cookie(request("example.jp", scheme="https"), response, SESSION)
    assert "Max-Age=0" in response.headers["set-cookie"]
