"""What README.md of data/geo says about its files and sources, and whether the files are still as written down."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from directory.domain.errors import GeodataMissing

README = "README.md"
_FILE = re.compile(
    r"^\| (?P<name>[a-z]+\.[a-z]+) \| (?P<content>.*?) \| (?P<size>[0-9,]+) \| (?P<sha>[0-9a-f]{64}) \|$", re.MULTILINE
)
_SOURCE = re.compile(
    r"^\| (?P<package>\w+) \| (?P<version>[\w.]+) \| [^|]+ \| (?P<licence>[^|]+) \| (?P<vintage>[^|]+)"
    r" \| [0-9a-f]{64} \|$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GeodataFile:
    """One file. `size` in bytes as it is, 0 when it is missing; `is_intact`: its sha256 is the one written down."""

    name: str
    content: str
    size: int
    sha256: str
    is_intact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GeodataSource:
    """One package the files were made of."""

    package: str
    version: str
    licence: str
    vintage: str


def read_files(folder: Path) -> tuple[GeodataFile, ...]:
    """The files that README.md names, each compared with it.

    Raises:
        GeodataMissing: README.md is not there or names no file.
    """
    found = tuple(
        _compare(folder / row["name"], row["content"], row["sha"]) for row in _FILE.finditer(_read_readme(folder))
    )
    if not found:
        raise GeodataMissing("geodata_unreadable", {"file": README})
    return found


def read_sources(folder: Path) -> tuple[GeodataSource, ...]:
    """Packages with licence and vintage, in the order of README.md. Raises GeodataMissing."""
    return tuple(
        GeodataSource(package=row["package"], version=row["version"], licence=row["licence"], vintage=row["vintage"])
        for row in _SOURCE.finditer(_read_readme(folder))
    )


def _read_readme(folder: Path) -> str:
    try:
        return (folder / README).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GeodataMissing("geodata_missing", {"file": README}) from error


def _compare(path: Path, content: str, expected: str) -> GeodataFile:
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    sha256 = hashlib.sha256(data).hexdigest()
    return GeodataFile(name=path.name, content=content, size=len(data), sha256=expected, is_intact=sha256 == expected)
