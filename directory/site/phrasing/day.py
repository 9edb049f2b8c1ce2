"""Dates and opening hours in words: 6月6日（土） 11:30〜14:00."""

from __future__ import annotations

from datetime import date

from directory.domain.schedule import Session, Window
from directory.wording.words import Words

DAY_MINUTES = 1440


def phrase_day(day: date, words: Words) -> str:
    """Month, day and weekday; the year is left out because all dates are near."""
    weekday = phrase_weekday(day.weekday(), words)
    number = phrase_day_number(day.day, words)
    return words.say("date.day", month=phrase_month(day.month, words), day=number, weekday=weekday)


def phrase_date(day: date, words: Words) -> str:
    """Year, month and day."""
    number = phrase_day_number(day.day, words)
    return words.say("date.full", year=day.year, month=phrase_month(day.month, words), day=number)


def phrase_month(month: int, words: Words) -> str:
    """What a month is called, January = 1: a number or a name."""
    return words.say(f"date.month_{month}")


def phrase_day_number(day: int, words: Words) -> str:
    """What a day of a month is called: a number, or one with its reading, which is irregular for fifteen of them."""
    return words.say(f"date.day_{day}")


def phrase_weekday(weekday: int, words: Words) -> str:
    """One character for a weekday, Monday = 0."""
    return words.say(f"date.weekday_{weekday}")


def phrase_window(window: Window, words: Words) -> str:
    """Opening hours of one window; an open end stays open."""
    start = phrase_clock(window.start, words)
    if window.end is None:
        return words.say("date.window_open", start=start)
    if window.end <= DAY_MINUTES:
        return words.say("date.window", start=start, end=phrase_clock(window.end, words))
    end = words.say("date.next_day", time=phrase_clock(window.end - DAY_MINUTES, words))
    return words.say("date.window", start=start, end=end)


def phrase_windows(windows: tuple[Window, ...], words: Words) -> str:
    """All windows of a day, in their order."""
    return words.say("list.comma").join(phrase_window(window, words) for window in windows)


def phrase_session(session: Session, words: Words) -> str:
    """One dated occurrence; an uncertain one says so."""
    text = " ".join(part for part in (phrase_day(session.on, words), phrase_windows(session.windows, words)) if part)
    return text if session.certainty == "certain" else words.say("date.maybe", text=text)


def phrase_clock(minutes: int, words: Words) -> str:
    """A time of day from minutes after midnight; 1440 is 24:00."""
    hour, minute = divmod(minutes, 60)
    # read aloud, 分 is ふん after 5 and ぷん after 10, and a full hour goes without it
    kind = "date.clock" if minute % 10 else "date.clock_tens" if minute else "date.clock_sharp"
    return words.say(kind, hour=hour, minute=f"{minute:02d}")


def phrase_last_day(day: date, words: Words) -> str:
    """Month and day of what is shown for some weeks, 6月30日まで: the year goes without saying."""
    return words.say("post.until", month=phrase_month(day.month, words), day=phrase_day_number(day.day, words))
