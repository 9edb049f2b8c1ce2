"""Unknown words inside the lists of closing days of schedule texts: what they close nobody can tell."""

from __future__ import annotations

import re
from itertools import pairwise

from directory.text.schedule_tokens import Token

_MASK = "\0"
_JOINT = r"(?:[・/,]|と|や|及び|および|並びに|または|又は)"
_WORD = re.compile(r"[一-龠ァ-ヶー々]|[ぁ-ん]{3,}")
_BEFORE = re.compile(rf"([^\s、。()\[\]【】「」『』<>※★●■◆\n\0:;~|・]+)(?:{_JOINT}|の)?\Z")
_BEFORE_COMMA = re.compile(
    r"([^\s、。()\[\]【】「」『』<>※★●■◆\n\0:;~|]*(?:日|休み|期間|休業|休暇|行事|時|週|中|場合))\s*、\s*\Z"
)
_AFTER = re.compile(rf"\s*(?:{_JOINT}|、|その他)\s*([^\s、。()\[\]【】「」『』<>※★●■◆\n\0:;~|・]+)")
_HARMLESS = re.compile(
    r"(?:及び|および|並びに|または|又は|と|や|学校|小学校|不定?|年中|年間|ただし|但し|なお|また|尚|原則|毎週|毎月|その他|当日|前後|期間|特別な?|一部|の?場合|となる|になる|にあたる|開催日|は|も|が|を|の|に|で|等|など|日|時)+"
)
_SCOPE = 40
"""Longer than any list item; more than this before a word is another sentence."""


def has_unread_item(tidy: str, tokens: tuple[Token, ...], taken: list[Token], marker: Token, *, is_label: bool) -> bool:
    """Whether a list of closing days holds a word that was not understood: 祝日・学校閉庁日を除く."""
    masked = _mask(tidy, tokens)
    places = sorted([*((token.begin, token.end) for token in taken), (marker.begin, marker.end)])
    gaps = (masked[end:begin] for (_, end), (begin, _) in pairwise(places))
    if any(_is_unread(gap) for gap in gaps):
        return True
    if is_label:
        after = _AFTER.match(masked, places[-1][1])
        return after is not None and _is_unread(after[1])
    before = masked[max(0, places[0][0] - _SCOPE) : places[0][0]]
    found = _BEFORE.search(before) or _BEFORE_COMMA.search(before)
    return found is not None and _is_unread(found[1])


def _mask(tidy: str, tokens: tuple[Token, ...]) -> str:
    """The text with every understood word hidden, at the same places."""
    for token in tokens:
        tidy = f"{tidy[: token.begin]}{_MASK * (token.end - token.begin)}{tidy[token.end :]}"
    return tidy


def _is_unread(text: str) -> bool:
    """Whether words remain besides those that only join or begin an item."""
    return bool(_WORD.search(_HARMLESS.sub("", text)))
