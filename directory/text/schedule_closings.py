"""Closing days in schedule texts: what follows 休館日, what stands before 休み and を除く."""

from __future__ import annotations

import re

from directory.domain.schedule import Closure
from directory.text.schedule_closing_items import ITEMS, Closings, limit_to_days, named_days, read_items, shift_closures
from directory.text.schedule_days import read_weekdays
from directory.text.schedule_tokens import Token

_LISTED = ITEMS | {"shift", "exempt", "open", "close", "close_suffix"}
_HOURS = frozenset({"window", "start", "end", "point", "pause", "note_window", "extension"})
_LINK = re.compile(
    r"[\s、,・;:/()]*(?:と|や|及び|および|並びに|または|その他|等|など|は|の|まで)?[\s、,・;:/()]*(?:等|など)?"
)
_UNNAMED = re.compile(r"[館園業診所]日|定休日")


def take_closings(tidy: str, tokens: tuple[Token, ...]) -> Closings:
    """Closures of the text and the tokens that remain for the opening rules."""
    closings = Closings(rest=list(tokens))
    _take_exemptions(tidy, closings)
    while (index := _find_marker(closings.rest)) is not None:
        marker = closings.rest[index]
        first, last = _listed_span(tidy, closings.rest, index)
        begin = len(closings.closures)
        taken = [token for token in closings.rest[first:last] if token is not marker]
        closings.rest[first:last] = []
        read_items(taken, closings)
        if not any(token.kind in ITEMS for token in taken) and _UNNAMED.search(marker.text):
            closings.flags["uncertain"] = None
        if first and closings.rest[first - 1].kind == "about":
            limit_to_days(closings, begin, read_weekdays(closings.rest.pop(first - 1).text).byday)
    if _speaks_only_of_closing(closings):
        items, closings.rest, closings.is_whole_text = closings.rest, [], True
        read_items(items, closings)
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
    """Start of the list before a closing word, over brackets inside it: 年末年始(12/29~1/3)は休み."""
    first, open_brackets = index, 0
    while first > 0:
        token = tokens[first - 1]
        gap = tidy[token.end : tokens[first].begin]
        open_brackets += (token.kind == "close") - (token.kind == "open")
        if token.kind not in ITEMS | {"open", "close", "shift"} or not _LINK.fullmatch(gap) or open_brackets < 0:
            break
        first -= 1
    while first < index and tokens[first].kind in {"close", "shift"}:
        first += 1
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


def _take_exemptions(tidy: str, closings: Closings) -> None:
    """Drops what stays open on purpose: 「祝日、年末年始等は休まず営業」."""
    tokens = closings.rest
    has_hours = any(token.kind in _HOURS for token in tokens)
    for marker in [token for token in tokens if token.kind == "open_suffix"]:
        index = tokens.index(marker)
        first = _backward(tidy, tokens, index)
        named = {token.kind for token in tokens[first:index]}
        if "season" in named:
            closings.flags["seasonal"] = None
        is_opening_day = named == {"days"} and not has_hours
        tokens[index if is_opening_day else first : index + 1] = []


def _take_loose_shifts(closings: Closings) -> None:
    """A shift outside of any list speaks of the closures of the whole text, or names the closing day itself."""
    for token in [token for token in closings.rest if token.kind == "shift"]:
        named = named_days(token)
        known = {day for closure in closings.closures for day in closure.byday}
        if named and not known & set(named):
            closings.closures.append(Closure(byday=named))
        shift_closures(token, closings, 0)
        closings.rest.remove(token)
