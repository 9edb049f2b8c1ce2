from __future__ import annotations

import asyncio

import pytest

from directory.settings import SettingRefused
from directory.site.proxies import DIRECT, ProxyHeaders, TrustedProxies

PROXIES = TrustedProxies.read("127.0.0.1, 10.0.0.0/8,::1")


def corrected(peer: str, **headers: str) -> dict[str, object]:
    """The scope that an application behind the middleware sees."""
    seen: dict[str, object] = {}

    async def app(scope, _receive, _send) -> None:
        seen.update(scope)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "scheme": "http", "client": (peer, 5), "headers": raw}
    asyncio.run(ProxyHeaders(app, proxies=PROXIES)(scope, None, None))
    return seen


@pytest.mark.parametrize(
    ("forwarded", "caller"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, 10.1.2.3", "203.0.113.7"),
        ("evil, 203.0.113.7, 10.1.2.3", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("junk", "127.0.0.1"),
        ("junk, 10.1.2.3", "10.1.2.3"),
        ("", "127.0.0.1"),
    ],
)
def test_a_proxy_of_ours_names_the_caller_and_nobody_left_of_it_does(forwarded: str, caller: str):
    assert corrected("127.0.0.1", x_forwarded_for=forwarded)["client"] == (caller, 5)


def test_a_stranger_is_not_believed():
    seen = corrected("203.0.113.9", x_forwarded_for="10.0.0.1", x_forwarded_proto="https")
    assert seen["client"] == ("203.0.113.9", 5)
    assert seen["scheme"] == "http"
    assert seen[DIRECT] is False


def test_whoever_calls_without_a_proxy_is_known_to_be_direct():
    assert corrected("203.0.113.9")[DIRECT] is True
    assert corrected("127.0.0.1")[DIRECT] is False, "that is a proxy of ours"


@pytest.mark.parametrize(
    ("proto", "scheme"),
    [("https", "https"), ("http, https", "https"), ("HTTPS", "https"), ("ws", "http"), ("", "http")],
)
def test_the_scheme_is_that_of_the_last_proxy(proto: str, scheme: str):
    assert corrected("10.0.0.2", x_forwarded_proto=proto)["scheme"] == scheme


def test_a_setting_that_names_no_network_is_refused():
    with pytest.raises(SettingRefused) as refused:
        TrustedProxies.read("10.0.0.0/8,proxy.example.jp")
    assert refused.value.facts["value"] == "proxy.example.jp"


def test_nobody_is_trusted_without_a_setting():
    assert TrustedProxies.read("") == TrustedProxies()
    assert TrustedProxies().find_caller("127.0.0.1", "203.0.113.7") == "127.0.0.1"
