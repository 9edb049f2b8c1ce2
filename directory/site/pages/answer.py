"""One answer in words: cards, counts, tags, pages; the home page and /api/v1/cards both show exactly this."""

from __future__ import annotations

import msgspec

from directory.catalog.criteria import Criteria, to_parameters
from directory.catalog.find import Found
from directory.runtime import Runtime
from directory.site.pages.filters import Filters, Paging, Tag, describe_filters, describe_paging, describe_tags
from directory.site.pages.ladder import Rung, build_ladder
from directory.site.phrasing.card import Card, build_card
from directory.site.phrasing.understood import phrase_understood


class AnswerInWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of a page that changes with the question."""

    total: int
    count: str
    unplaced: str
    understood: tuple[str, ...]
    tags: tuple[Tag, ...]
    filters: Filters
    cards: tuple[Card, ...]
    paging: Paging | None
    ladder: tuple[Rung, ...]


def word_answer(runtime: Runtime, found: Found, asked: Criteria) -> AnswerInWords:
    """The answer in words. `asked` is the question as typed; `found.criteria` what was understood of it."""
    words, today = runtime.words, runtime.today()
    parameters = to_parameters(asked, with_page=False)
    hits = found.hits(asked.offset, asked.limit)
    return AnswerInWords(
        total=found.total,
        count=words.say("result.count", n=f"{found.total:,}"),
        unplaced=words.say("result.unplaced", n=f"{found.unplaced:,}") if found.unplaced else "",
        understood=phrase_understood(found.understood, words),
        tags=describe_tags(asked, found, words),
        filters=describe_filters(found, asked, words),
        cards=tuple(build_card(hit, words, today=today, parameters=parameters) for hit in hits),
        paging=describe_paging(asked, found.total, words),
        ladder=() if hits else build_ladder(runtime, found, asked),
    )
