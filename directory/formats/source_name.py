"""Name of a data set from the name of one of its files."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

GENERIC_STEMS = frozenset(
    {"data", "list", "file", "download", "export", "opendata", "index", "table", "sheet1", "book1"}
)
"""Stems that say nothing: nursery/data.xlsx and park/data.xlsx are two data sets."""

COPY_MARKS = re.compile(
    r"(?:\s*[(（]\d{1,3}[)）]|[\s_-]+copy(?:\s*\d+)?|\s*-\s*コピー|のコピー|[\s_-]+コピー)+$", re.IGNORECASE
)
TSUIKA = re.compile(r"[_-](?:tsuika|追加情報|追加)$", re.IGNORECASE)
DATES = re.compile(
    r"[_\-\s(（]*(?:"
    r"(?<!\d)(?:19|20)\d{2}[-_.年]?(?:0[1-9]|1[0-2])[-_.月]?(?:0[1-9]|[12]\d|3[01])日?(?!\d)"
    r"|(?<!\d)(?:19|20)\d{2}[-_.年](?:0?[1-9]|1[0-2])月?(?!\d)"
    r"|(?<![a-z\d])[RHrh]\d{1,2}[._年]\d{1,2}(?:[._月]\d{1,2}日?)?(?!\d)"
    r"|(?:令和|平成)\s*(?:\d{1,2}|元)年度?(?:\s*\d{1,2}月(?:\s*\d{1,2}日)?)?"
    r"|(?<!\d)(?:19|20)\d{2}年度?(?!\d)"
    r"|(?<=[_\-])(?:19|20)\d{2}(?=$|[_\-])"
    r")(?:現在|時点|版)?[)）]?"
)


def name_source(path: PurePath | str) -> str:
    """The stem without dates, copy marks and _tsuika; with its folder when the stem says nothing.

    Example: `131059_child_cafe_20240827(1).csv` and `131059_child_cafe_tsuika.csv` are both `131059_child_cafe`.
    """
    place = PurePath(path)
    stem = unicodedata.normalize("NFC", place.stem).strip()
    name = stem
    for _ in range(3):  # a copy of a dated file has both marks, in either order
        name = TSUIKA.sub("", DATES.sub("", COPY_MARKS.sub("", name))).strip(" _-")
    name = name or stem
    folder = place.parent.name
    return f"{folder}/{name}" if folder and name.casefold() in GENERIC_STEMS else name
