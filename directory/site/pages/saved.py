"""Codes of the 候補 that an address carries: read, joined to links, taken out again."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import msgspec
from fastapi import Request

from directory.domain.category import SENSITIVE_CODES
from directory.domain.listing import Listing
from directory.site.pages.answer import AnswerInWords

MOST_SAVED = 10
CODE = re.compile(r"[a-z0-9]{1,20}\Z")
"""Whatever else stands in an address is no code of ours."""


def read_saved(request: Request) -> tuple[str, ...]:
    """Codes of the parameter `ids` in their order, each once; there may be more than fit and ones nobody knows."""
    given = ",".join(request.query_params.getlist("ids")).split(",")
    return tuple(dict.fromkeys(code for each in given if CODE.match(code := each.strip())))


def list_url(codes: tuple[str, ...]) -> str:
    """The page of these 候補."""
    return f"/list?ids={','.join(codes)}" if codes else "/list"


def carry(url: str, codes: tuple[str, ...]) -> str:
    """An address of this site that keeps the 候補, for browsers without a script."""
    if not codes:
        return url
    path, mark, fragment = url.partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{urlencode({'ids': ','.join(codes)}, safe=',')}{mark}{fragment}"


def is_savable(listing: Listing) -> bool:
    """Whether a device may remember a listing: never one that would betray who looked for it."""
    return not SENSITIVE_CODES.intersection(listing.categories)


def carry_saved(answer: AnswerInWords, codes: tuple[str, ...]) -> AnswerInWords:
    """The answer with all its links keeping the 候補, and with cards that add to them."""
    if not codes:
        return answer
    replace = msgspec.structs.replace
    paging = answer.paging and replace(
        answer.paging,
        previous_url=answer.paging.previous_url and carry(answer.paging.previous_url, codes),
        next_url=answer.paging.next_url and carry(answer.paging.next_url, codes),
    )
    return replace(
        answer,
        tags=tuple(replace(tag, url=carry(tag.url, codes)) for tag in answer.tags),
        ladder=tuple(replace(rung, url=carry(rung.url, codes)) for rung in answer.ladder),
        paging=paging,
        cards=tuple(
            replace(
                card,
                url=carry(card.url, codes),
                save_url=card.save_url and list_url(tuple(dict.fromkeys((*codes, card.code)))),
            )
            for card in answer.cards
        ),
    )
