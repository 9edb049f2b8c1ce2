"""What a file really is, by its first bytes and never by its name."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Literal

from directory.domain.errors import FileRefused

Container = Literal["text", "xlsx", "json"]

HTML_START = re.compile(
    rb"\s*<(?:!doctype\s+html|html|head|body|\?xml[^>]*>\s*<(?:!doctype\s+html|html))", re.IGNORECASE
)
XML_START = re.compile(rb"\s*<\?xml")
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "file_is_xls"),
    (b"%PDF", "file_is_pdf"),
    (b"\x1f\x8b", "file_is_zip"),
    (b"Rar!", "file_is_zip"),
    (b"7z\xbc\xaf", "file_is_zip"),
)
UTF8_BOM = b"\xef\xbb\xbf"


def recognise_container(content: bytes) -> Container:
    """Which reader a file needs.

    Raises:
        FileRefused: file_is_html, file_is_zip, file_is_xls, file_is_pdf, file_damaged.
    """
    if content.startswith(b"PK"):
        return _recognise_archive(content)
    for signature, code in SIGNATURES:
        if content.startswith(signature):
            raise FileRefused(code)
    start = content[:4096].removeprefix(UTF8_BOM).lstrip()
    if HTML_START.match(start):
        raise FileRefused("file_is_html")
    if XML_START.match(start):
        raise FileRefused("file_not_table")
    return "json" if start[:1] in {b"{", b"["} else "text"


def _recognise_archive(content: bytes) -> Container:
    """Xlsx, when the archive holds a workbook; every other archive is refused by name."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefused("file_damaged") from error
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise FileRefused("file_is_zip")
