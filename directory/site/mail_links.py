"""The address that links in mails begin with: never one that a stranger could have put into a request."""

from __future__ import annotations

from fastapi import Request

from directory.domain.errors import StoreUnavailable
from directory.site.dependencies import read_runtime
from directory.site.language_path import language_of, prefix_of
from directory.site.session_cookie import is_loopback_host


class PublicAddressMissing(StoreUnavailable):
    """Mails can not be written, because the site does not know its own address."""


def mail_origin(request: Request) -> str:
    """What links begin with (https://example.jp, https://example.jp/en): as the operator set it, or a host it named.

    Whoever asks for somebody else's link under an invented Host would otherwise get its token from the click.

    Raises:
        PublicAddressMissing: neither is set, and the site is not just tried out on this machine.
    """
    settings = read_runtime(request).settings
    prefix = prefix_of(language_of(request))
    if settings.public_url:
        return f"{settings.public_url}{prefix}"
    host = request.headers.get("host", "")
    if is_loopback_host(host) or "*" not in settings.allowed_hosts.replace("*.", ""):
        return f"{request.url.scheme}://{host}{prefix}"
    raise PublicAddressMissing("public_url_missing")
