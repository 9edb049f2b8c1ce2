"""How long ago somebody confirmed a listing, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory.domain.freshness import LOST_DAYS, Freshness, freshness_of
from directory.site.phrasing.day import phrase_date
from directory.wording.words import Words

MONTH_DAYS = 30.44


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """State and sentence of a confirmation."""

    state: Freshness
    text: str


def phrase_confirmation(assured_on: date | None, words: Words, *, today: date, is_silent: bool = False) -> Confirmation:
    """State and sentence; a stale listing says for how many months nobody confirmed it.

    `is_silent`: its operator has left several questions unanswered, which weighs more than any date.
    """
    if is_silent:
        return Confirmation(state="stale", text=words.say("fresh.silent"))
    state = freshness_of(assured_on, today=today)
    if assured_on is None:
        return Confirmation(state=state, text=words.say("fresh.unknown"))
    if state == "stale":
        days = (today - assured_on).days
        message = "fresh.old" if days <= LOST_DAYS else "fresh.lost"
        return Confirmation(state=state, text=words.say(message, n=max(6, int(days / MONTH_DAYS))))
    message = "fresh.ok" if state == "fresh" else "fresh.mid"
    return Confirmation(state=state, text=words.say(message, date=phrase_date(assured_on, words)))
