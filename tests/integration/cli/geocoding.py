"""`directory geocode` over a file of some bytes, and what it wrote."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Commands

NISHI = "大阪府大阪市西区新町4-5-14"
TANASHI = "東京都西東京市田無町4-1-1"


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


@pytest.fixture
def directory(tmp_path, monkeypatch, capsys) -> Commands:
    """Commands without a database: geocoding needs none."""
    monkeypatch.chdir(tmp_path)
    return Commands(tmp_path, capsys)


@pytest.fixture
def geocode(directory):
    """Geocodes a file with these bytes into out.csv."""

    def run(content: bytes, *words: object, name: str = "list.csv") -> int:
        (directory.folder / name).write_bytes(content)
        return directory("geocode", "--file", directory.folder / name, "--out", out(), *words)

    def out() -> Path:
        return directory.folder / "out.csv"

    run.out = out()
    return run


def many(count: int) -> bytes:
    return "".join(
        ("住所\n", *(f"東京都西東京市田無町{number % 7 + 1}-{number}\n" for number in range(count)))
    ).encode()
