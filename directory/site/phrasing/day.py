"""Dates and opening hours in words: 6月6日（土） 11:30〜14:00."""

from __future__ import annotations

from datetime import date

from directory.domain.schedule import Session, Window
from directory.wording.words import Words

DAY_MINUTES = 1440


def phrase_day(day: date, words: Words) -> str:
    """Month, day and weekday; the year is left out because all dates are near."""
    weekday = phrase_weekday(day.weekday(), words)
    return words.say("date.day", month=phrase_month(day.month, words), day=day.day, weekday=weekday)


def phrase_date(day: date, words: Words) -> str:
    """Year, month and day."""
    return words.say("date.full", year=day.year, month=phrase_month(day.month, words), day=day.day)


def phrase_month(month: int, words: Words) -> str:
    """What a month is called, January = 1: a number or a name."""
    return words.say(f"date.month_{month}")


def phrase_weekday(weekday: int, words: Words) -> str:
    """One character for a weekday, Monday = 0."""
    return words.say(f"date.weekday_{weekday}")


def phrase_window(window: Window, words: Words) -> str:
    """Opening hours of one window; an open end stays open."""
    if window.end is None:
        return words.say("date.window", start=_clock(window.start), end="")
    end = _clock(window.end % DAY_MINUTES) if window.end != DAY_MINUTES else "24:00"
    if window.end > DAY_MINUTES:
        end = words.say("date.next_day", time=end)
    return words.say("date.window", start=_clock(window.start), end=end)


def phrase_windows(windows: tuple[Window, ...], words: Words) -> str:
    """All windows of a day, in their order."""
    return words.say("list.comma").join(phrase_window(window, words) for window in windows)


def phrase_session(session: Session, words: Words) -> str:
    """One dated occurrence; an uncertain one says so."""
    text = " ".join(part for part in (phrase_day(session.on, words), phrase_windows(session.windows, words)) if part)
    return text if session.certainty == "certain" else words.say("date.maybe", text=text)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def phrase_last_day(day: date, words: Words) -> str:
    """Month and day of what is shown for some weeks, 6月30日まで: the year goes without saying."""
    return words.say("post.until", month=phrase_month(day.month, words), day=day.day)
