"""A few 候補 side by side: what each says, and in which rows they differ."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.facts import FACT_CODES, YesNo, fact
from directory.domain.listing import Listing
from directory.site.phrasing.booking import phrase_booking
from directory.site.phrasing.card import Card
from directory.site.phrasing.fact import phrase_fact
from directory.wording.words import Words

FEWEST, MOST = 2, 4
"""How many can be compared; more do not fit beside each other."""

OWN_ROWS = frozenset({"booking_needed", "free"})
"""Facts that the rows of booking and cost say better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRow:
    """One property of all that are compared, in their order."""

    label: str
    cells: tuple[str, ...]
    differs: bool


def compare(listings: tuple[Listing, ...], cards: tuple[Card, ...], words: Words) -> tuple[ComparisonRow, ...]:
    """Rows of the table; none when there are too few or too many. Facts that nobody knows are left out."""
    if not FEWEST <= len(listings) <= MOST:
        return ()
    unknown = words.say("unknown_short")
    rows = [
        _row(words.say("list.kind"), tuple(card.kind for card in cards), unknown),
        _row(words.say("card.when"), tuple(card.next for card in cards), unknown),
        _row(words.say("card.where"), tuple(card.place for card in cards), unknown),
        _row(words.say("card.who"), tuple(card.who for card in cards), unknown),
        _row(words.say("card.fee"), tuple(card.fee for card in cards), unknown),
        _row(words.say("detail.booking"), tuple(phrase_booking(each, words) for each in listings), unknown),
        _row(words.say("detail.phone"), tuple(card.phone for card in cards), unknown),
    ]
    for code in FACT_CODES:
        if code in OWN_ROWS:
            continue
        answers = tuple(fact(each.facts, code) for each in listings)
        if any(answer != "unknown" for answer in answers):
            cells = tuple(_answer(code, answer, words) for answer in answers)
            rows.append(_row(words.say(f"fact.{code}"), cells, unknown))
    rows.append(_row(words.say("detail.confirmed"), tuple(card.fresh for card in cards), unknown))
    return tuple(rows)


def _answer(code: str, answer: YesNo, words: Words) -> str:
    """The answer in words; empty when nobody knows."""
    return "" if answer == "unknown" else phrase_fact(code, answer, words)


def _row(label: str, cells: tuple[str, ...], unknown: str) -> ComparisonRow:
    return ComparisonRow(label=label, cells=tuple(cell or unknown for cell in cells), differs=len(set(cells)) > 1)
