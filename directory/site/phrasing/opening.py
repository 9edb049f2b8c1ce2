"""Whether somebody answers at this moment, until when, or when next, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from directory.domain.opening import DAY_MINUTES, is_open_now
from directory.domain.schedule import Session, Window
from directory.site.phrasing.day import phrase_clock, phrase_day, phrase_window
from directory.wording.words import Words

OpeningState = Literal["open", "later", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The state, for how it looks, and its sentence."""

    state: OpeningState
    text: str


def phrase_opening(session: Session | None, words: Words, *, now: datetime, is_open: bool = False) -> Opening:
    """「いま 開いています（16:00まで）」, 「次は 6月8日（月） 9:00〜」, or that nobody knows.

    Args:
        session: the next one that is not over; None when none is known.
        words: of the reader.
        is_open: somebody answers for certain, although the session of today has not begun: since last night.
        now: local time of Asia/Tokyo; midnight stands for a day without a time, on which nothing is open yet.
    """
    if session is None:
        return Opening(state="unknown", text=words.say("help.hours_unknown"))
    has_time = bool(now.hour or now.minute)
    if has_time and is_open_now(session, now=now):
        return Opening(state="open", text=_phrase_open(session, words, now=now))
    if is_open:
        return Opening(state="open", text=words.say("help.open"))
    return Opening(state="later", text=_phrase_later(session, words, now=now, has_time=has_time))


def _phrase_open(session: Session, words: Words, *, now: datetime) -> str:
    if session.certainty == "maybe":
        return words.say("help.maybe_open")
    minute = (now.date() - session.on).days * DAY_MINUTES + now.hour * 60 + now.minute
    end = next(window.end for window in session.windows if window.end and window.start <= minute < window.end)
    return words.say("help.open_until", time=phrase_clock(end if end <= DAY_MINUTES else end - DAY_MINUTES, words))


def _phrase_later(session: Session, words: Words, *, now: datetime, has_time: bool) -> str:
    minute = now.hour * 60 + now.minute if has_time and session.on == now.date() else -1
    start = next((window.start for window in session.windows if window.start > minute), None)
    hours = "" if start is None else phrase_window(Window(start=start), words)
    if session.on == now.date():
        sentence = words.say("help.next_today", time=hours).strip()
    else:
        sentence = words.say("help.next_day", date=phrase_day(session.on, words), time=hours).strip()
    return sentence if session.certainty == "certain" else words.say("date.maybe", text=sentence)
