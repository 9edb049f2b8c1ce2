"""Sentences of an operator in place of those of the program: known ids only, with the facts that the program gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Formatter

import msgspec
from babel.messages.pofile import PoFileError, read_po

from directory.domain.errors import FileRefused
from directory.wording.words import Words


def read_own_texts(path: Path, words: Words) -> Words:
    """The words with those of a .po or .json file (id -> sentence) in their place; empty sentences change nothing.

    Raises:
        FileRefused: the file can not be read, an id is unknown, or a sentence asks for facts that nobody gives.
    """
    texts = {name: text for name, text in _read(path).items() if text}
    for name, text in texts.items():
        if name not in words:
            raise FileRefused("texts_unknown", {"path": str(path), "id": name})
        if not _fields(text) <= _fields(words.say(name)):
            raise FileRefused("texts_facts", {"path": str(path), "id": name, "text": text})
    return words.overlay(texts)


def _read(path: Path) -> Mapping[str, str]:
    try:
        if path.suffix.lower() == ".po":
            with path.open("rb") as stream:
                catalog = read_po(stream, abort_invalid=True)
            return {str(message.id): str(message.string) for message in catalog if message.id}
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (OSError, UnicodeError, PoFileError, msgspec.DecodeError) as error:
        raise FileRefused("texts_unreadable", {"path": str(path)}) from error


def _fields(text: str) -> set[str]:
    """Facts that a sentence asks for; whatever else stands in its braces makes it ask for something unknown."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return {text}
    return {f"{name}{'!' if conversion else ''}{form}" for _, name, form, conversion in parts if name is not None}
