"""Provenance of data/geo: README.md with licences, attributions and the sha256 of every file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from geodata_build.pins import PINS

FILES = ("gazetteer.sqlite", "history.csv", "municipalities.geojson", "stations.csv")
"""What the build writes beside README.md, in the order of the table."""

_CONTENT = {
    "gazetteer.sqlite": "市区町村・町丁目・小字の代表点、読み、郵便番号 (municipalities, towns, kana, postal codes)",
    "history.csv": "旧市区町村名と現在の市区町村 (former municipalities and their successors)",
    "municipalities.geojson": "市区町村の輪郭 (outlines; a designated city mostly as a whole)",
    "stations.csv": "駅の位置 (stations, platforms of one name within 300 m merged)",
}
_TEMPLATE = """# data/geo

住所・地名・駅・市区町村の輪郭のデータです。住所から地図上の位置を求めるために使います。手で編集しないでください。
Written by `scripts/build_geodata.py` only. Never edit by hand.

作り直し方 / build: `python scripts/build_geodata.py`
確かめ方 / verify: `python scripts/build_geodata.py --check`

## ファイル / files
| file | content | bytes | sha256 |
|---|---|---|---|
{files}

## 確かめたこと / checks of the build
{checks}

## 出典 / sources
Every source came out of the Python package registry; each file was compared with its sha256 and only read as an
archive.

| package | version | taken | licence | vintage | sha256 |
|---|---|---|---|---|---|
{sources}

## 出典の表示 / attribution
地図・書き出したファイル・`doctor` には次の出典を示します。
{attributions}

輪郭は気象庁のデータを市区町村ごとに合成したものです。最初の公開の前に、気象庁の利用条件を人が確認してください。
The outlines are dissolved from data of the Japan Meteorological Agency; a person must confirm its terms before the
first release. `--without-outlines` leaves them out.

## 手書きの変更 / changes by hand
`scripts/geodata_changes.csv`: municipalities that changed after the vintage of a source.
"""
_ROW = re.compile(r"^\| (?P<name>[a-z]+\.[a-z]+) \|.*\| (?P<sha>[0-9a-f]{64}) \|$", re.MULTILINE)


def write_readme(folder: Path, checks: tuple[str, ...]) -> None:
    """README.md for the files that are in the folder."""
    files = "\n".join(_file_row(folder / name) for name in FILES if (folder / name).is_file())
    sources = "\n".join(
        f"| {pin.package} | {pin.version} | {pin.member} | {pin.licence} | {pin.vintage} | {pin.sha256} |"
        for pin in PINS
    )
    attributions = "\n".join(f"- {pin.attribution}" for pin in PINS)
    checked = "\n".join(f"- {line}" for line in checks)
    text = _TEMPLATE.format(checks=checked, files=files, sources=sources, attributions=attributions)
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")


def _file_row(path: Path) -> str:
    content = path.read_bytes()
    return f"| {path.name} | {_CONTENT[path.name]} | {len(content):,} | {hashlib.sha256(content).hexdigest()} |"


def find_changed(folder: Path) -> tuple[str, ...]:
    """Names of files that are missing or differ from the sha256 in README.md; README.md itself when it is missing."""
    readme = folder / "README.md"
    if not readme.is_file():
        return (readme.name,)
    expected = {found["name"]: found["sha"] for found in _ROW.finditer(readme.read_text(encoding="utf-8"))}
    names = sorted({*expected, *(name for name in FILES if (folder / name).is_file())})
    return tuple(name for name in names if _sha256(folder / name) != expected.get(name))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
