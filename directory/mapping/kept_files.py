"""Drawn parts of the map that are costly to draw again, in files that only we may write."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import IO

from directory.catalog.shared_folder import claim_folder, is_ours, put_file
from directory.store.database_location import DatabaseLocation

_ENDING = ".drawn"
_DIGITS = 64
"""Hexadecimal digits of SHA-256."""

_OURS = ("mapping", "geo", "domain", "usecases")
_OTHERS = ("folium", "branca", "shapely")
"""Rooms and packages with which drawings change."""


class KeptFiles:
    """Bytes by name, each with what it was made of; whatever is older, broken or not ours is made again."""

    def __init__(self, folder: Path | None) -> None:
        """Reads nothing yet. Without a folder nothing is kept."""
        self._folder = folder

    @classmethod
    def beside(cls, place: DatabaseLocation) -> KeptFiles:
        """Those that lie beside a database; none beside one that is not there."""
        is_there = place.path is not None and place.path.is_file()
        return cls(place.shared_folder if is_there else None)

    def get(self, name: str, source: str, make: Callable[[], bytes]) -> bytes:
        """The bytes called `name` (a file's name), made anew unless they were made of this `source` by this version."""
        if self._folder is None:
            return make()
        path = self._folder / f"{name}{_ENDING}"
        kept = self._read(path, source)
        if kept is not None:
            return kept
        made = make()
        # no room or no right to write: it is made again at the next start
        with contextlib.suppress(OSError):
            claim_folder(self._folder)
            put_file(path, partial(_write, _mark(source, made) + made))
        return made

    def _read(self, path: Path, source: str) -> bytes | None:
        try:
            # what is read goes into pages
            found = path.read_bytes() if is_ours(path.parent) and is_ours(path) else b""
        except OSError:
            return None
        data = found[_DIGITS:]
        return data if found[:_DIGITS] == _mark(source, data) else None


def _write(data: bytes, stream: IO[bytes]) -> None:
    stream.write(data)


def _mark(source: str, data: bytes) -> bytes:
    """One digest of version, source and data: a torn file does not match either."""
    return hashlib.sha256(f"{_version()}\n{source}\n".encode() + data).hexdigest().encode()


@cache
def _version() -> str:
    """Changes with every line of code that draws, and with the packages that draw for it."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for room in _OURS:
        for file in sorted((package / room).glob("*.py")):
            digest.update(file.read_bytes())
    for name in _OTHERS:
        # the folder's name tells the version; asking importlib.metadata costs more than all the rest
        spec = importlib.util.find_spec(name)
        beside = Path(spec.origin).parent.parent if spec and spec.origin else package
        digest.update(f"{sorted(each.name for each in beside.glob(f'{name}-*'))}".encode())
    return digest.hexdigest()
