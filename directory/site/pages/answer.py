"""One answer in words: cards, counts, tags, pages; the home page and /api/v1/cards both show exactly this."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from directory.catalog.answer import Hit
from directory.catalog.criteria import Criteria, to_parameters
from directory.catalog.find import Found
from directory.runtime import Runtime
from directory.site.pages.filters import Filters, Paging, Tag, describe_filters, describe_paging, describe_tags
from directory.site.pages.ladder import Rung, build_ladder
from directory.site.phrasing.card import Card, build_card
from directory.site.phrasing.danger import phrase_danger
from directory.site.phrasing.understood import phrase_understood
from directory.wording.words import Words


class AnswerInWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of a page that changes with the question."""

    total: int
    count: str
    unplaced: str
    to_ask: str
    understood: tuple[str, ...]
    tags: tuple[Tag, ...]
    filters: Filters
    cards: tuple[Card, ...]
    paging: Paging | None
    ladder: tuple[Rung, ...]


def word_answer(runtime: Runtime, found: Found, asked: Criteria) -> AnswerInWords:
    """The answer in words. `asked` is the question as typed; `found.criteria` what was understood of it.

    Behind the last page, where an old link may lead, stands the last page.
    """
    words = runtime.words
    asked = replace(asked, offset=min(asked.offset, max(found.total - 1, 0) // asked.limit * asked.limit))
    hits = found.hits(asked.offset, asked.limit)
    return AnswerInWords(
        total=found.total,
        count=words.say("result.count", n=f"{found.total:,}"),
        unplaced=_phrase_unplaced(found, words),
        to_ask=_phrase_to_ask(found, words),
        understood=(*phrase_danger(asked.text, words), *phrase_understood(found.understood, words)),
        tags=describe_tags(asked, found, words),
        filters=describe_filters(found, asked, words),
        cards=_cards(hits, found, asked, words),
        paging=describe_paging(asked, found.total, words),
        ladder=() if hits else build_ladder(runtime, found, asked),
    )


def _phrase_unplaced(found: Found, words: Words) -> str:
    """How many are not on the map; near a place they are not in the answer either: nobody knows how near they are."""
    if not found.unplaced:
        return ""
    sentence = "result.left_out" if found.placed == found.total else "result.unplaced"
    return words.say(sentence, n=f"{found.unplaced:,}")


def _phrase_to_ask(found: Found, words: Words) -> str:
    """How many of the answer may fit, but have to be asked; empty when all of them surely fit."""
    count = found.total - found.sure
    return words.say("result.to_ask", n=f"{count:,}") if count else ""


def _cards(hits: tuple[Hit, ...], found: Found, asked: Criteria, words: Words) -> tuple[Card, ...]:
    """The cards of a page; the first of those to ask about says that they begin."""
    parameters = to_parameters(asked, with_page=False)
    cards = [build_card(hit, words, today=found.today, parameters=parameters) for hit in hits]
    begins = max(found.sure - asked.offset, 0)
    if begins < len(cards) and found.sure < found.total:
        cards[begins] = msgspec.structs.replace(cards[begins], divider=words.say("result.ask_from"))
    return tuple(cards)
