"""Questions typed into a command line as they are: `?q=子ども食堂`, whose letters nobody has encoded."""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Receive, Scope, Send

_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class RawQuery:
    """Pure ASGI middleware: bytes that no query string may hold are read as if they had been percent-encoded.

    Browsers encode them, `curl` does not, and decoding them as they come would look for other letters.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Keeps what it wraps."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        query: bytes = scope.get("query_string", b"")
        await self._app(scope if query.isascii() else {**scope, "query_string": encode_letters(query)}, receive, send)


def encode_letters(query: bytes) -> bytes:
    """A query string of ASCII only that means the same."""
    return _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], query)
