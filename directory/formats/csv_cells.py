"""Cells of CSV files that a spreadsheet must show as text and never run as a formula."""

from __future__ import annotations

import re

DANGEROUS = re.compile(r"[ \u3000\"']*[=+\-@\t\r\n＝＋－＠]")
"""Source: trust.md section 3.11. Phone numbers (+81 …) and minus signs are caught too, and come back equal."""


def escape_cell(text: str) -> str:
    """The text with a `'` in front when a spreadsheet could take it for a formula; else the text itself."""
    return f"'{text}" if DANGEROUS.match(text) else text


def unescape_cell(text: str) -> str:
    """The text that `escape_cell` was given; a `'` that it did not write stays."""
    return text[1:] if text.startswith("'") and DANGEROUS.match(text, 1) else text
