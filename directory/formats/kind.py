"""What kind of thing a row is, by the words in its name and its kind column, from the one table kinds.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

SPACES_AND_DOTS = re.compile(r"[\s・･‐-―−\-]+")
BRACKETED = re.compile(r"[(（〔【\[][^()（）〔〕【】\[\]]*[)）〕】\]]")
WEAK_KINDS = frozenset({"parenting_salon"})
"""ひろば and 広場 alone: a salon in one list, a square in a list of parks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the words say. foreign: not held by the directory (a park); host: not held either, but may run something."""

    status: Literal["known", "foreign", "host", "unknown"] = "unknown"
    category: str = ""


UNKNOWN = Kind()
FOREIGN = Kind(status="foreign")
HOST = Kind(status="host")


@lru_cache(maxsize=20_000)
def judge_kind(text: str) -> Kind:
    """The kind that a text names. The longest known word wins (地域子育て支援センター before 支援センター).

    A foreign word wins over it when the whole text ends with that word: 中央公民館駐車場 is a car park, but
    高松小学校 子ども食堂 is a child café and 社会福祉協議会 塩江支所 a welfare council.
    """
    spaced = BRACKETED.sub(" ", unicodedata.normalize("NFKC", text))
    folded = fold_kind(spaced)
    known = _known_words().findall(folded) or _known_words().findall(fold_kind(text))
    foreign = _foreign_words().search(folded)
    words = spaced.split() if known and foreign else []
    if known and not (len(words) == 1 and _ends_with_foreign(words[0])):
        return Kind(status="known", category=_categories()[max(known, key=len)])
    if foreign:
        return FOREIGN
    return HOST if _host_words().search(folded) else UNKNOWN


def fold_kind(text: str) -> str:
    """A text in which kind words are compared: no width, case, spaces, dots and hyphens."""
    return SPACES_AND_DOTS.sub("", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(maxsize=1)
def secondary_categories() -> frozenset[str]:
    """Categories that may stand beside the main category of a format."""
    return frozenset(_load()["secondary"]["codes"])


def _ends_with_foreign(word: str) -> bool:
    """Whether a word ends with a foreign kind."""
    folded = fold_kind(word)
    return any(found.end() == len(folded) for found in _foreign_words().finditer(folded))


@lru_cache(maxsize=1)
def _categories() -> dict[str, str]:
    """Folded kind word -> category code."""
    return {fold_kind(word): code for code, words in _load()["known"].items() for word in words}


@lru_cache(maxsize=1)
def _known_words() -> re.Pattern[str]:
    """All known words, the longest first."""
    return _alternatives(_categories())


@lru_cache(maxsize=1)
def _foreign_words() -> re.Pattern[str]:
    """All foreign words, the longest first."""
    return _alternatives({fold_kind(word): "" for word in _load()["foreign"]["words"]})


@lru_cache(maxsize=1)
def _host_words() -> re.Pattern[str]:
    """All words of places that may host a resource."""
    return _alternatives({fold_kind(word): "" for word in _load()["foreign"]["hosts"]})


def _alternatives(words: dict[str, str]) -> re.Pattern[str]:
    """A pattern that finds any of the words."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=1)
def _load() -> dict[str, dict[str, list[str]]]:
    """The table as it stands in the file."""
    text = resources.files("directory.formats").joinpath("kinds.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return tables
