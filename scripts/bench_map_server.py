"""Pages of the benchmark of the map over a socket: each pays for its requests what pages pay in life."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer as it goes over the line; `headers` say whether `body` is compressed."""

    body: bytes
    headers: Mapping[str, str]
    status: int = 200


@dataclass(slots=True)
class Served:
    """Where the pages are, and how many bytes of bodies each request was answered with."""

    url: str
    sizes: list[int] = field(default_factory=list)


@lru_cache(maxsize=64)
def pack(text: str, kind: str) -> Reply:
    """A text compressed once, as a server that knows it holds it."""
    headers = {"Content-Type": f"{kind}; charset=utf-8", "Content-Encoding": "gzip"}
    return Reply(body=gzip.compress(text.encode(), 6), headers=headers)


def answer_stock(html: str, assets: Mapping[str, str]) -> Callable[[str], Reply]:
    """Stock Folium's page at /, its scripts below any folder, and nothing for what it can do without."""
    pack(html, "text/html")

    def ask(path: str) -> Reply:
        if path == "/":
            return pack(html, "text/html")
        text = next((held for end, held in assets.items() if path.endswith(end)), "")
        return pack(text, "text/javascript" if path.endswith(".js") else "text/css")

    return ask


@contextmanager
def serve(ask: Callable[[str], Reply]) -> Iterator[Served]:
    """A server that answers GET with what `ask` says of a path."""

    class Handler(BaseHTTPRequestHandler):
        """One connection."""

        protocol_version = "HTTP/1.1"
        # headers and body leave at once; two small packets would wait for each other
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            """Answers one request."""
            reply = ask(self.path)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                if name.lower() != "content-length":
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
            served.sizes.append(len(reply.body))

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Served(f"http://127.0.0.1:{server.server_port}/")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
