"""The logo of an operator: a small picture that can do nothing but be seen."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from directory.settings import SettingRefused

LARGEST_BYTES = 100_000

STARTS = {".png": (b"\x89PNG\r\n\x1a\n",), ".webp": (b"RIFF",)}
"""First bytes of the pictures that are no text."""

ACTIVE_ELEMENTS = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener", "set", "animate"}
)
LINKS = frozenset({"href", "src"})
INNER_LINK = re.compile(r"#[\w.-]+|data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=\s]+")
OUTER_URL = re.compile(r"url\(\s*[\"']?(?!#)|@import|javascript:", re.IGNORECASE)


def read_logo(variable: str, path: Path) -> bytes:
    """The bytes of the picture.

    Raises:
        SettingRefused: there is no such file, it is too large, no svg, png or webp, or an svg that could run or fetch
            something.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refuse("setting_file", variable, path) from error
    if len(content) > LARGEST_BYTES:
        raise _refuse("logo_large", variable, path)
    suffix = path.suffix.lower()
    if suffix == ".svg":
        if not _is_still(content):
            raise _refuse("logo_active", variable, path)
    elif not content.startswith(STARTS.get(suffix, ())):
        raise _refuse("logo_kind", variable, path)
    return content


def _refuse(code: str, variable: str, path: Path) -> SettingRefused:
    return SettingRefused(code, {"variable": variable, "value": str(path), "most": LARGEST_BYTES // 1000})


def _is_still(content: bytes) -> bool:
    """Whether an svg runs nothing and fetches nothing; what can not be read is not trusted either."""
    if b"<?xml-stylesheet" in content:
        return False
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return False
    return _name(root.tag) == "svg" and all(_is_harmless(each) for each in root.iter())


def _is_harmless(element: Element) -> bool:
    if not isinstance(element.tag, str) or _name(element.tag) in ACTIVE_ELEMENTS:
        return False
    if OUTER_URL.search(element.text or ""):
        return False
    return all(_is_harmless_attribute(_name(name), value) for name, value in element.items())


def _is_harmless_attribute(name: str, value: str) -> bool:
    if name.startswith("on") or OUTER_URL.search(value):
        return False
    return name not in LINKS or INNER_LINK.fullmatch(value.strip()) is not None


def _name(tag: object) -> str:
    """The name without its namespace, small."""
    return str(tag).rpartition("}")[2].lower()
