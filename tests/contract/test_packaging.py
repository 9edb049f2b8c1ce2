from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest


@pytest.fixture(scope="module")
def wheel_names(checkout, tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "directory/_web/locales/ja/cli.po",
        "directory/_web/static/app.css",
        "directory/_web/static/map.js",
        "directory/_web/templates/home.html",
        "directory/_geo/gazetteer.sqlite",
        "directory/_geo/municipalities.geojson",
        "directory/_geo/README.md",
        "directory/formats/columns.toml",
        "directory/search/concepts.toml",
    ],
)
def test_wheel_carries_what_the_program_reads(wheel_names, name):
    assert name in wheel_names


def test_wheel_carries_no_tests_and_no_scripts(wheel_names):
    assert not [name for name in wheel_names if name.startswith(("tests/", "scripts/"))]


def test_pins_hold_hashes_and_no_addresses(checkout):
    for name in ("run", "test"):
        text = (checkout / "scripts" / "pins" / f"{name}.txt").read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
