"""The address that links in mails begin with: never one that a stranger could have put into a request."""

from __future__ import annotations

from fastapi import Request

from directory.domain.errors import StoreUnavailable
from directory.site.dependencies import read_runtime
from directory.site.session_cookie import is_loopback_host


class PublicAddressMissing(StoreUnavailable):
    """Mails can not be written, because the site does not know its own address."""


def mail_origin(request: Request) -> str:
    """Scheme and host (https://example.jp): as the operator set it, or one of the hosts that the operator named.

    Whoever asks for somebody else's link under an invented Host would otherwise get its token from the click.

    Raises:
        PublicAddressMissing: neither is set, and the site is not just tried out on this machine.
    """
    settings = read_runtime(request).settings
    if settings.public_url:
        return settings.public_url
    host = request.headers.get("host", "")
    if is_loopback_host(host) or "*" not in settings.allowed_hosts.replace("*.", ""):
        return f"{request.url.scheme}://{host}"
    raise PublicAddressMissing("public_url_missing")
