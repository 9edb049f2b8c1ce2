"""The key that finds a row again in the next edition of its file."""

from __future__ import annotations

import hashlib
import re
import unicodedata

KEY_LENGTH = 32
DESTROYED = re.compile(r"\d(?:\.\d+)?E\+\d{2,}", re.IGNORECASE)
"""1.72E+12: what Excel leaves of a long number; several ids become one."""
DASHES = re.compile("[‐-―−─━－]")
MARKS = re.compile(r"[^\w\-]+|_")
WHOLE_NUMBER = re.compile(r"(\d+)\.0+")


def fold_for_key(text: str) -> str:
    """A name or an address without width, case, spaces and marks; dashes between numbers stay (1-2 is not 12)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return MARKS.sub("", DASHES.sub("-", folded))


def fold_id(text: str) -> str:
    """An id without width, outer spaces and the `.0` of a number that passed through a spreadsheet."""
    tidy = unicodedata.normalize("NFKC", text).strip()
    found = WHOLE_NUMBER.fullmatch(tidy)
    return found[1] if found else tidy


def is_destroyed(record_id: str) -> bool:
    """Whether a spreadsheet rounded the id away."""
    return DESTROYED.fullmatch(record_id) is not None


def make_key(*parts: str) -> str:
    """32 hex digits of all parts, kept apart."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:KEY_LENGTH]
