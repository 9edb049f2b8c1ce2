"""Who really calls and over which scheme: what forwarded headers say is believed only of our own proxies."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from directory.settings import SettingRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

FORWARDED = ("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "x-real-ip")
"""Headers by which a request shows that it came through some proxy."""

DIRECT = "is_direct"
"""Key of the ASGI scope: no proxy stands between, neither one of ours nor one that nobody told us of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedProxies:
    """Networks in which our own proxies stand."""

    networks: tuple[Network, ...] = ()

    @classmethod
    def read(cls, text: str) -> TrustedProxies:
        """Networks from a comma-separated setting.

        Raises:
            SettingRefused: one of them is no address and no network.
        """
        found: list[Network] = []
        for part in filter(None, (each.strip() for each in text.split(","))):
            try:
                found.append(ipaddress.ip_network(part, strict=False))
            except ValueError:
                facts = {"variable": "DIRECTORY_TRUSTED_PROXIES", "value": part}
                raise SettingRefused("setting_proxies", {**facts}) from None
        return cls(networks=tuple(found))

    def __contains__(self, address: Address) -> bool:
        return any(address in network for network in self.networks)

    def find_caller(self, peer: str, forwarded_for: str) -> str:
        """The address of the caller: the last one named that is no proxy of ours.

        Everything further left was written by the caller and may be invented; junk ends the reading.
        """
        caller = read_address(peer)
        if caller is None or caller not in self:
            return peer
        for part in reversed(forwarded_for.split(",")):
            named = read_address(part.strip())
            if named is None:
                break
            caller = named
            if named not in self:
                break
        return str(caller)


@lru_cache(maxsize=256)
def read_address(text: str) -> Address | None:
    """An IP address; one that is IPv4 inside IPv6 (::ffff:192.0.2.1) as IPv4, so that it has one name."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


class ProxyHeaders:
    """Pure ASGI middleware, outermost: corrects `client` and `scheme` of the scope."""

    def __init__(self, app: ASGIApp, *, proxies: TrustedProxies) -> None:
        """Keeps which proxies are ours."""
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on under its true origin."""
        if scope["type"] == "http":
            scope = {**scope, **self._correct(scope)}
        await self._app(scope, receive, send)

    def _correct(self, scope: Scope) -> dict[str, object]:
        headers = Headers(scope=scope)
        peer, port = scope.get("client") or ("", 0)
        address = read_address(peer)
        if address is None or address not in self._proxies:
            return {DIRECT: not any(name in headers for name in FORWARDED)}
        caller = self._proxies.find_caller(peer, ",".join(headers.getlist("x-forwarded-for")))
        scheme = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip().lower()
        is_known = scheme in {"http", "https"}
        return {DIRECT: False, "client": (caller, port), "scheme": scheme if is_known else scope["scheme"]}
