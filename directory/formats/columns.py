"""Which header means which field, from the one reviewed table columns.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources

DASHES = re.compile("[-‐-―−─━ｰ]")
"""All that is typed for ー in a header (U+2015 in a published コ―ド)."""
NOISE = re.compile(r"[\s\u200b-\u200f\ufeff*※]+|^\?+|[(:](?:必須|任意)?\)?$")
BRACKETS = str.maketrans("[]【】〔〕〈〉，", "()()()(),")


@lru_cache(maxsize=4096)
def fold_header(header: str) -> str:
    """A header without the differences that mean nothing: width, brackets, dashes, spaces, marks, case.

    Example: `"?連絡先備考（その他、ＳＮＳなど）*"` and `"連絡先備考(その他、SNSなど)"` fold alike.
    """
    text = unicodedata.normalize("NFKC", header.strip("\ufeff \t\u3000")).translate(BRACKETS)
    return DASHES.sub("ー", NOISE.sub("", text)).casefold()


@lru_cache(maxsize=1)
def field_names() -> tuple[str, ...]:
    """All canonical fields, in the order of the table."""
    return tuple(_load()["fields"])


@lru_cache(maxsize=1)
def synonyms() -> dict[str, tuple[str, int]]:
    """Folded header -> its field and its rank among the synonyms of that field (0 = read first)."""
    return {
        fold_header(header): (field, rank)
        for field, headers in _load()["fields"].items()
        for rank, header in enumerate(headers)
    }


@lru_cache(maxsize=1)
def foreign_headers() -> dict[str, str]:
    """Folded header that only lists of other things have -> the kind of that list."""
    return {fold_header(header): kind for kind, headers in _load()["foreign"].items() for header in headers}


@lru_cache(maxsize=1)
def _load() -> dict[str, dict[str, list[str]]]:
    """The table as it stands in the file."""
    text = resources.files("directory.formats").joinpath("columns.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return tables
