"""Own and vendored files for browsers, held in memory with a gzip variant and a hash in their URLs."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, Request, Response

from directory.domain.errors import NotFound

VENDORED = "vendor/"
TEXT_SUFFIXES = frozenset({".css", ".js", ".mjs", ".svg", ".json", ".txt", ".map", ".md"})
OWN_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".webp": "image/webp"}
"""Media types that not every system knows."""

FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """One file. `compressed` is empty when gzip gains nothing."""

    plain: bytes
    compressed: bytes
    media_type: str
    version: str


class StaticFiles:
    """All files of web/static by their path below it. A path outside can not be asked for: there is no disk access."""

    def __init__(self, folder: Path, *, beside: Iterable[tuple[str, bytes]] = ()) -> None:
        """Reads the folder once. `beside`: names and contents of files that are not in it, such as a logo."""
        self._files = {
            path.relative_to(folder).as_posix(): _hold(
                path.name, path.read_bytes(), is_own=VENDORED not in path.as_posix()
            )
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        } | {name: _hold(name, content, is_own=False) for name, content in beside}

    def __contains__(self, name: str) -> bool:
        """Whether the file exists."""
        return name in self._files

    def url(self, name: str) -> str:
        """URL with the hash of the contents; it never changes its meaning. Raises KeyError for an unknown file."""
        return f"/static/{name}?v={self._files[name].version}"

    def read(self, name: str) -> bytes:
        """Bytes of a file as browsers get them. Raises KeyError for an unknown file."""
        return self._files[name].plain

    def names(self) -> tuple[str, ...]:
        """All paths, sorted."""
        return tuple(self._files)

    @property
    def version(self) -> str:
        """Hash over all files."""
        return hashlib.sha256("".join(each.version for each in self._files.values()).encode()).hexdigest()[:8]

    def answer(self, request: Request, name: str) -> Response:
        """The file, compressed when the browser can.

        Raises:
            NotFound: there is no such file.
        """
        found = self._files.get(name)
        if found is None:
            raise NotFound("http_404")
        is_hashed = request.query_params.get("v") == found.version
        headers = {
            "ETag": f'W/"{found.version}"',
            "Cache-Control": FOREVER if is_hashed else BRIEFLY,
            "Vary": "Accept-Encoding",
        }
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        if found.compressed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(found.compressed, media_type=found.media_type, headers=headers)
        return Response(found.plain, media_type=found.media_type, headers=headers)


router = APIRouter(include_in_schema=False)


@router.get("/static/{name:path}")
async def send_static(request: Request, name: str) -> Response:
    """One static file."""
    files: StaticFiles = request.app.state.static
    return files.answer(request, name)


def squeeze(text: str) -> str:
    """A script or stylesheet of ours without indentation and without comments that have lines of their own.

    Lines keep their numbers, so that an error of a browser leads to the place in the file.
    """
    lines, is_comment = [], False
    for line in text.splitlines():
        bare = line.strip()
        is_comment = is_comment or bare.startswith("/*")
        lines.append("" if is_comment or bare.startswith("//") else bare)
        is_comment = is_comment and not bare.endswith("*/")
    return "\n".join(lines) + "\n"


def _hold(name: str, plain: bytes, *, is_own: bool) -> StaticFile:
    suffix = PurePosixPath(name).suffix
    if is_own and suffix in {".js", ".css"}:
        plain = squeeze(plain.decode()).encode()
    compressed = gzip.compress(plain, 9, mtime=0) if suffix in TEXT_SUFFIXES else b""
    media_type = OWN_TYPES.get(suffix) or mimetypes.guess_type(name)[0]
    return StaticFile(
        plain=plain,
        compressed=compressed if len(compressed) < len(plain) else b"",
        media_type=media_type or "application/octet-stream",
        version=hashlib.sha256(plain).hexdigest()[:8],
    )
