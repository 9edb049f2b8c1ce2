"""Closing days in schedule texts: what follows 休館日, what stands before 休み and を除く."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from directory.domain.schedule import Closure, Exemption, Shift
from directory.text.schedule_days import read_calendar_days, read_months, read_nth, read_weekdays
from directory.text.schedule_tokens import Token

_ITEMS = frozenset(
    {
        "days",
        "nth",
        "special",
        "date_range",
        "dates",
        "season",
        "months",
        "month_days",
        "extra_closing",
        "weekly",
        "monthly",
    }
)
_LISTED = _ITEMS | {"shift", "exempt", "open", "close", "close_suffix"}
_HOURS = frozenset({"window", "start", "end", "point", "pause", "note_window", "extension"})
_LINK = re.compile(
    r"[\s、,・;:/()]*(?:と|や|及び|および|並びに|または|その他|等|など|は|の)?[\s、,・;:/()]*(?:等|など)?"
)
_NEXT_WEEKDAY = re.compile(r"平日|営業日")
_ALL_MONTHS = frozenset(range(1, 13))


@dataclass(slots=True)
class Closings:
    """What was taken from the tokens; `rest` is what still speaks of opening."""

    closures: list[Closure] = field(default_factory=list)
    flags: dict[str, None] = field(default_factory=dict)
    rest: list[Token] = field(default_factory=list)
    is_whole_text: bool = False


def take_closings(tidy: str, tokens: tuple[Token, ...]) -> Closings:
    """Closures of the text and the tokens that remain for the opening rules."""
    closings = Closings(rest=list(tokens))
    _take_exemptions(tidy, closings)
    while (index := _find_marker(closings.rest)) is not None:
        marker = closings.rest[index]
        first, last = _listed_span(tidy, closings.rest, index)
        taken = closings.rest[first:last]
        closings.rest[first:last] = []
        _read_items([token for token in taken if token is not marker], closings)
    if _speaks_only_of_closing(closings):
        items, closings.rest, closings.is_whole_text = closings.rest, [], True
        _read_items(items, closings)
    _take_loose_shifts(closings)
    return closings


def _find_marker(tokens: list[Token]) -> int | None:
    """Place of the first closing word; labels first, as brackets inside their lists hold suffixes."""
    for kind in ("close_label", "close_suffix"):
        for index, token in enumerate(tokens):
            if token.kind == kind and not (kind == "close_suffix" and _excludes_months(tokens, index)):
                return index
    return None


def _excludes_months(tokens: list[Token], index: int) -> bool:
    """Whether a suffix in brackets only takes months away from the day before it: 第1日曜(8月除く)."""
    is_bracketed = index >= 2 and tokens[index - 1].kind == "months" and tokens[index - 2].kind == "open"
    return is_bracketed and index >= 3 and tokens[index - 3].kind == "days"


def _listed_span(tidy: str, tokens: list[Token], index: int) -> tuple[int, int]:
    """Range of tokens that a closing word speaks of, itself included."""
    if tokens[index].kind == "close_suffix":
        first = _backward(tidy, tokens, index)
        if first < index:
            last = index + 1
            has_shift = last + 1 < len(tokens) and tokens[last].kind == "open" and tokens[last + 1].kind == "shift"
            return (_without_base(tokens, first, index), last + 2 if has_shift else last)
    return (index, _forward(tokens, index))


def _forward(tokens: list[Token], index: int) -> int:
    """End of the list after a closing word: at a full stop, an hour or the bracket's end."""
    depth = tokens[index].depth
    last = index + 1
    while last < len(tokens) and tokens[last].kind in _LISTED:
        if tokens[last].kind == "close" and tokens[last].depth < depth:
            break
        last += 1
    return last


def _backward(tidy: str, tokens: list[Token], index: int) -> int:
    """Start of the list before a closing word."""
    depth = tokens[index].depth
    first = index
    while first > 0:
        token = tokens[first - 1]
        gap = tidy[token.end : tokens[first].begin]
        if token.kind not in _ITEMS or token.depth != depth or not _LINK.fullmatch(gap):
            break
        first -= 1
    return first


def _without_base(tokens: list[Token], first: int, index: int) -> int:
    """Start without the days that are open: 「月~金、祝日を除く」 closes on holidays only."""
    token = tokens[first]
    is_exclusion = "除" in tokens[index].text or "以外" in tokens[index].text
    if not is_exclusion or index - first < 2 or token.kind != "days":
        return first
    return first + 1 if len(read_weekdays(token.text).byday) >= 4 or "毎週" in token.text else first


def _speaks_only_of_closing(closings: Closings) -> bool:
    """Whether a list of days without any hour and with 年末年始 or a shift is a list of closing days."""
    kinds = {token.kind for token in closings.rest}
    if closings.closures or not kinds or not kinds <= _LISTED | {"stop"}:
        return False
    return bool(kinds & {"special", "shift"}) and bool(kinds & {"days"})


def _read_items(items: list[Token], closings: Closings) -> None:
    """Adds the closures of a list of days."""
    begin = len(closings.closures)
    nth: tuple[int, ...] = ()
    for index, token in enumerate(items):
        if token.kind == "nth":
            nth = read_nth(token.text)[0]
        elif token.kind == "days":
            closings.closures.extend(_weekday_closures(token.text, nth))
            nth = ()
        elif token.kind == "months":
            is_exception = any(later.kind == "close_suffix" for later in items[index + 1 : index + 2])
            _add_months(read_months(token.text), closings, is_exception=is_exception)
        elif token.kind == "shift":
            _shift(token, closings, begin)
        elif token.kind == "exempt":
            _exempt(token.text, closings, begin)
        else:
            _read_other(token, closings)
    if nth:
        closings.closures.append(Closure(nth=nth))


def _read_other(token: Token, closings: Closings) -> None:
    """Closings by name or date; undated ones are only flagged."""
    if token.kind == "special":
        closings.closures.append(Closure(special=("obon",) if "盆" in token.text else ("new_year",)))
    elif token.kind in {"date_range", "dates"}:
        pairs = read_calendar_days(token.text)
        if token.kind == "date_range" and len(pairs) == 2:
            closings.closures.append(Closure(ranges=((pairs[0], pairs[1]),)))
        else:
            closings.closures.append(Closure(ranges=tuple((pair, pair) for pair in pairs)))
    elif token.kind in {"season", "month_days"}:
        closings.flags.update({"irregular_closure": None, "seasonal": None})
    elif token.kind == "extra_closing":
        closings.flags["irregular_closure"] = None


def _weekday_closures(text: str, nth: tuple[int, ...]) -> list[Closure]:
    """One closure for the weekdays and one for the holidays of 日・祝日."""
    days = read_weekdays(text)
    closures = [Closure(byday=days.byday, nth=nth)] if days.byday else []
    return [*closures, Closure(special=("holiday",))] if days.on_holidays else closures


def _add_months(months: tuple[int, ...], closings: Closings, *, is_exception: bool) -> None:
    """Whole months, or months in which the closure before does not apply."""
    if is_exception and closings.closures:
        kept = tuple(sorted(_ALL_MONTHS.difference(months)))
        closings.closures[-1] = replace(closings.closures[-1], months=kept)
    elif months:
        closings.closures.append(Closure(months=months))


def _shift(token: Token, closings: Closings, begin: int) -> None:
    """Moves the weekday closures that the phrase names (all when it names none)."""
    closings.flags["shift_if_holiday"] = None
    if "週" in token.shift_to:
        return
    shift: Shift = "next_weekday" if _NEXT_WEEKDAY.search(token.shift_to) else "next_day"
    named = set(read_weekdays(re.split(r"が|で", token.text, maxsplit=1)[0]).byday) if "が" in token.text else set()
    for index in range(begin, len(closings.closures)):
        closure = closings.closures[index]
        if closure.byday and (not named or named.issuperset(closure.byday)) and not (named and closure.nth):
            closings.closures[index] = replace(closure, shift=shift)


def _exempt(text: str, closings: Closings, begin: int) -> None:
    """Days that stay open although they are in the list."""
    exempt: list[Exemption] = ["summer_vacation"] if "夏休み" in text else []
    exempt.extend(["holiday"] if "祝" in text else [])
    for index in range(begin, len(closings.closures)):
        if closings.closures[index].byday:
            closings.closures[index] = replace(closings.closures[index], exempt=tuple(exempt))


def _take_exemptions(tidy: str, closings: Closings) -> None:
    """Drops what stays open on purpose: 「祝日、年末年始等は休まず営業」."""
    tokens = closings.rest
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].kind == "open_suffix":
            first = _backward(tidy, tokens, index)
            closings.flags.update(
                {"seasonal": None} if any(token.kind == "season" for token in tokens[first:index]) else {}
            )
            has_hours = any(token.kind in _HOURS for token in tokens)
            keeps = all(token.kind == "days" for token in tokens[first:index]) and not has_hours
            tokens[first if not keeps else index : index + 1] = []


def _take_loose_shifts(closings: Closings) -> None:
    """A shift outside of any list speaks of the closures of the whole text."""
    for token in [token for token in closings.rest if token.kind == "shift"]:
        _shift(token, closings, 0)
        closings.rest.remove(token)
