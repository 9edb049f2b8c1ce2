"""Kinds of places as the choices of one select: the first level with those below it."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.category import CHILDREN, ROOTS
from directory.site.phrasing.kind import phrase_kind
from directory.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class KindGroup:
    """A kind of the first level with those below it: code and name."""

    code: str
    name: str
    kinds: tuple[tuple[str, str], ...]


def list_kinds(words: Words) -> tuple[KindGroup, ...]:
    """All kinds, in the order of the tree."""
    return tuple(
        KindGroup(
            code=root.code,
            name=phrase_kind(root.code, words),
            kinds=tuple((each.code, phrase_kind(each.code, words)) for each in CHILDREN if each.parent == root.code),
        )
        for root in ROOTS
    )
