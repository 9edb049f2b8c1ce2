"""A damaged gazetteer is refused by name and never read as if nothing were known."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest

from directory.domain.errors import GeodataMissing
from directory.geo.geodata import GAZETTEER_FILE, Geodata


def write_gazetteer(folder: Path, towns: bytes) -> Path:
    path = folder / GAZETTEER_FILE
    connection = sqlite3.connect(path)
    connection.execute("create table town (jis text primary key, towns blob)")
    connection.execute("create table municipality as select '99999' as jis")
    connection.execute("create table filler (text)")
    connection.executemany("insert into filler values (?)", [("架空" * 500,)] * 50)
    connection.execute("insert into town values ('99999', ?)", (towns,))
    connection.commit()
    connection.close()
    return path


def refusal_of(call) -> str:
    with pytest.raises(GeodataMissing) as caught:
        call()
    return caught.value.code


def test_a_whole_file_passes(tmp_path: Path):
    write_gazetteer(tmp_path, zlib.compress("架空町,1,2,3".encode()))
    geodata = Geodata.open(tmp_path)
    geodata.check()
    assert geodata.town_lines("99999") == ["架空町,1,2,3"]
    assert geodata.town_lines("88888") == []
    geodata.close()


@pytest.mark.parametrize("towns", [b"not compressed", zlib.compress(b"\xff\xfe"), zlib.compress(b"x" * 99)[:-6]])
def test_damaged_lines_are_no_empty_lines(tmp_path: Path, towns: bytes):
    write_gazetteer(tmp_path, towns)
    geodata = Geodata.open(tmp_path)
    assert refusal_of(lambda: geodata.town_lines("99999")) == "geodata_unreadable"
    geodata.close()


@pytest.mark.parametrize("damage", ["garbage", "half", "empty page", "nothing"])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: str):
    path = write_gazetteer(tmp_path, zlib.compress(b"x"))
    content = path.read_bytes()
    path.write_bytes(
        {
            "garbage": b"\x07" * len(content),
            "half": content[: len(content) // 2],
            "empty page": content[:8192] + bytes(4096) + content[12288:],
            "nothing": b"",
        }[damage]
    )
    geodata = Geodata.open(tmp_path)
    assert refusal_of(geodata.check) == "geodata_unreadable"
    geodata.close()


def test_a_missing_file_is_named(tmp_path: Path):
    assert refusal_of(lambda: Geodata.open(tmp_path)) == "geodata_missing"
