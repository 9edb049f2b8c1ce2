"""New and changed listings -> a feed: Atom (RFC 4287) or JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import msgspec

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
"""Both are names of vocabularies; nobody is asked for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One listing. url: its page, which is also its id; it stays while the listing is public."""

    url: str
    title: str
    summary: str
    category: str
    category_label: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed. own_url: where it is read again; home_url: the page that lists the same; language: of its words (en)."""

    title: str
    author: str
    own_url: str
    home_url: str
    language: str
    changed_at: datetime
    entries: Sequence[FeedEntry]


def write_atom(feed: Feed) -> bytes:
    """The feed as an Atom document, UTF-8; characters that XML can not hold are left out."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    _add(root, "id", feed.own_url)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.changed_at))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", href=feed.own_url, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.home_url, type="text/html")
    for each in feed.entries:
        entry = _add(root, "entry")
        _add(entry, "id", each.url)
        _add(entry, "title", each.title)
        _add(entry, "updated", _moment(each.changed_at))
        _add(entry, "link", rel="alternate", href=each.url, type="text/html")
        _add(entry, "category", term=each.category, label=each.category_label)
        _add(entry, "summary", each.summary)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def write_json_feed(feed: Feed) -> bytes:
    """The same as a JSON Feed."""
    document: dict[str, Any] = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.own_url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": each.url,
                "url": each.url,
                "title": each.title,
                "content_text": each.summary,
                "date_modified": _moment(each.changed_at),
                "tags": [each.category_label],
            }
            for each in feed.entries
        ],
    }
    return msgspec.json.encode(document)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    kept = {key: _allowed(value) for key, value in attributes.items()}
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", kept)
    element.text = _allowed(text) or None
    return element


def _allowed(text: str) -> str:
    """The text without control characters, which make an XML document unreadable even when they are escaped."""
    return "".join(each for each in text if each.isprintable() or each in "\n\t")


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
