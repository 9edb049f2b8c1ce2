#!/usr/bin/env python3
"""The only writer of web/static/vendor: pinned browser packages -> files, hashes and licences."""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "web" / "static" / "vendor"


class PackageRefused(Exception):
    """A package is missing or is not the one that was pinned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One package at one version. `files` are shipped; a package without files is only bundled inside another."""

    name: str
    version: str
    licence: str
    integrity: str
    files: tuple[tuple[str, str], ...] = ()
    inside: str = ""

    @property
    def folder(self) -> str:
        """Folder of the shipped files."""
        return f"{self.name}@{self.version}"


PINS: tuple[Pin, ...] = (
    Pin(
        name="leaflet",
        version="1.9.4",
        licence="BSD-2-Clause",
        integrity="sha512-nxS1ynzJOmOlHp+iL3FyWqK89GtNL8U8rvlMOsQdTTssxZwCXh8N2NB3GDQOL+YR3XnWyZAxwQixURb+FA74PA==",
        files=(
            ("dist/leaflet.js", "leaflet.js"),
            ("dist/leaflet.css", "leaflet.css"),
            ("dist/images/layers.png", "images/layers.png"),
            ("dist/images/layers-2x.png", "images/layers-2x.png"),
            ("dist/images/marker-icon.png", "images/marker-icon.png"),
            ("dist/images/marker-icon-2x.png", "images/marker-icon-2x.png"),
            ("dist/images/marker-shadow.png", "images/marker-shadow.png"),
        ),
    ),
    Pin(
        name="supercluster",
        version="9.1.0",
        licence="ISC",
        integrity="sha512-WMhsJPm8Tf9f5mKxJ1D0mB5tbCMOFi8wTrm/LGnsJHGg8xkeNT/TWDZuFauOGRISnclbYgnxD7g3xJAfQO3FLg==",
        files=(("dist/supercluster.min.js", "supercluster.min.js"),),
    ),
    Pin(
        name="kdbush",
        version="4.1.0",
        licence="ISC",
        integrity="sha512-e9vurzrXJQrFX6ckpHP3bvj5l+9CnYzkxDNnNQ1h2QTqdWsUAJgXiKdGNcOa1EY85dU8KbQ+z/FdQdB7P+9yfQ==",
        inside="supercluster",
    ),
)


def main() -> int:
    """0 when everything was written, or already stands as it should; 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare what stands there with its manifest, offline")
    arguments = parser.parse_args()
    try:
        if arguments.check:
            check_manifest(OUT)
        else:
            write_assets(OUT)
    except PackageRefused as refused:
        print(f"refused: {refused}", file=sys.stderr)
        return 1
    print("web/static/vendor is as pinned")
    return 0


def write_assets(out: Path) -> None:
    """Fetches every pinned package and writes its files, MANIFEST.json and THIRD_PARTY_LICENSES."""
    packages, licences = [], []
    for pin in PINS:
        archive = _fetch(pin)
        licences.append(_licence_of(pin, archive))
        if pin.files:
            packages.append(_write_files(out / pin.folder, pin, archive))
    _write(out / "MANIFEST.json", json.dumps({"packages": packages}, indent=1, ensure_ascii=False) + "\n")
    _write(out / "THIRD_PARTY_LICENSES", "\n".join(licences))


def check_manifest(out: Path) -> None:
    """Compares every file with the sha384 of the manifest.

    Raises:
        PackageRefused: a file is missing or was changed, or the manifest names other versions than the pins.
    """
    packages = json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))["packages"]
    pinned = [(pin.name, pin.version) for pin in PINS if pin.files]
    if [(package["name"], package["version"]) for package in packages] != pinned:
        raise PackageRefused("MANIFEST.json names other packages than the pins")
    for package in packages:
        for entry in package["files"]:
            path = out / entry["path"]
            if not path.is_file() or _sha384(path.read_bytes()) != entry["sha384"]:
                raise PackageRefused(f"{entry['path']} is not the pinned file")


def _fetch(pin: Pin) -> dict[str, bytes]:
    """Files of the package by path, after its integrity hash was checked."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"{pin.name}@{pin.version}", "--pack-destination", folder, "--silent"]
        ended = subprocess.run(command, check=False, capture_output=True, text=True)
        found = list(Path(folder).glob("*.tgz"))
        if ended.returncode or len(found) != 1:
            raise PackageRefused(f"npm pack {pin.name}@{pin.version} failed: {ended.stderr.strip()}")
        raw = found[0].read_bytes()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(raw).digest()).decode()
    if digest != pin.integrity:
        raise PackageRefused(f"{pin.name}@{pin.version} has another integrity hash: {digest}")
    return _unpack(raw)


def _unpack(raw: bytes) -> dict[str, bytes]:
    files = {}
    with tarfile.open(fileobj=io.BytesIO(raw), mode="r:gz") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream:
                files[member.name.removeprefix("package/")] = stream.read()
    return files


def _write_files(folder: Path, pin: Pin, archive: dict[str, bytes]) -> dict[str, object]:
    """Writes the shipped files of one package; comes back with its entry in the manifest."""
    entries = []
    for source, target in pin.files:
        raw = archive[source]
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        entries.append({"path": f"{pin.folder}/{target}", "bytes": len(raw), "sha384": _sha384(raw)})
    return {
        "name": pin.name,
        "version": pin.version,
        "licence": pin.licence,
        "integrity": pin.integrity,
        "files": entries,
    }


def _licence_of(pin: Pin, archive: dict[str, bytes]) -> str:
    text = archive["LICENSE"].decode("utf-8").replace("\r\n", "\n").strip()
    bundled = f", bundled in {pin.inside}" if pin.inside else ""
    title = f"{pin.name} {pin.version} ({pin.licence}{bundled})"
    return f"{title}\n{'=' * len(title)}\n\n{text}\n"


def _sha384(raw: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(raw).digest()).decode()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    raise SystemExit(main())
