"""Closing days in schedule texts: what follows 休館日, what stands before 休み and を除く."""

from __future__ import annotations

import re

from directory.domain.schedule import Closure
from directory.text.schedule_closing_items import ITEMS, Closings, limit_to_days, named_days, read_items, shift_closures
from directory.text.schedule_days import read_calendar_days, read_weekdays
from directory.text.schedule_tokens import Token
from directory.text.schedule_unread import has_unread_item

_LISTED = ITEMS | {"shift", "exempt", "open", "close", "close_suffix"}
_LINKED = ITEMS | {"open", "close", "shift"}
_HOURS = frozenset({"window", "start", "end", "point", "pause", "note_window", "extension"})
_LINK = re.compile(
    r"[\s、,・;:/()]*(?:と|や|及び|および|並びに|または|その他|等|など|は|の|まで)?[\s、,・;:/()]*(?:等|など)?"
)
_CLOSES = re.compile(r"休|閉")
_NAMES_WEEKDAY = re.compile(r"[月火水木金土日](?:曜日?)?[・、と]?(?:[月火水木金土日](?:曜日?)?[・、と]?)*祝")
_UNNAMED = re.compile(r"[館園業診所室]日|定休日|除")


def take_closings(tidy: str, tokens: tuple[Token, ...]) -> Closings:
    """Closures of the text and the tokens that remain for the opening rules."""
    closings = Closings(rest=list(tokens), tokens=tokens)
    _take_exemptions(tidy, closings)
    if any(token.kind == "holiday_closing" for token in closings.rest):
        closings.closures.append(Closure(special=("holiday",)))
        closings.rest = [token for token in closings.rest if token.kind != "holiday_closing"]
    _take_marked(tidy, closings, kinds=("close_label", "close_suffix"))
    if _speaks_only_of_closing(closings):
        items, closings.rest, closings.is_whole_text = closings.rest, [], True
        read_items(items, closings)
    _take_marked(tidy, closings, kinds=("months_suffix",))
    _take_loose_shifts(closings)
    return closings


def _take_marked(tidy: str, closings: Closings, *, kinds: tuple[str, ...]) -> None:
    """Takes the lists before and after closing words; labels first, as brackets in their lists hold suffixes."""
    while (index := _find_marker(closings.rest, kinds)) is not None:
        marker = closings.rest[index]
        first, last = _listed_span(tidy, closings.rest, index)
        begin = len(closings.closures)
        taken = [token for token in closings.rest[first:last] if token is not marker]
        closings.rest[first:last] = []
        read_items(taken, closings)
        if not any(token.kind in ITEMS for token in taken) and _UNNAMED.search(marker.text):
            closings.flags["uncertain"] = None
        items = [token for token in taken if token.kind in ITEMS]
        if has_unread_item(tidy, closings.tokens, items, marker, is_label=marker.kind == "close_label"):
            closings.flags["uncertain"] = None
        if first and closings.rest[first - 1].kind == "about":
            limit_to_days(closings, begin, read_weekdays(closings.rest.pop(first - 1).text).byday)


def _find_marker(tokens: list[Token], kinds: tuple[str, ...]) -> int | None:
    """Place of the first closing word of the first kind that there is."""
    for kind in kinds:
        for index in range(len(tokens)):
            if _marker_kind(tokens, index) == kind:
                return index
    return None


def _marker_kind(tokens: list[Token], index: int) -> str:
    """Kind of a closing word; months_suffix only takes months away from the day before it: 第1日曜(8月除く)."""
    if tokens[index].kind != "close_suffix" or index < 3:
        return tokens[index].kind
    before = [token.kind for token in tokens[index - 3 : index]]
    return "months_suffix" if before == ["days", "open", "months"] else "close_suffix"


def _listed_span(tidy: str, tokens: list[Token], index: int) -> tuple[int, int]:
    """Range of tokens that a closing word speaks of, itself included."""
    if tokens[index].kind == "close_suffix" and not _is_heading(tidy, tokens, index):
        first = _behind_base(tidy, tokens, _backward(tidy, tokens, index), index)
        if first < index:
            last = index + 1
            has_shift = last + 1 < len(tokens) and tokens[last].kind == "open" and tokens[last + 1].kind == "shift"
            first = _after_other_dates(tokens, _without_base(tokens, first, index), index)
            return (first, last + 2 if has_shift else _behind_dates(tidy, tokens, first, index))
    looks_back = tokens[index].text.startswith(("を除", "は", "も"))
    return (index, index + 1 if looks_back else _forward(tokens, index))


def _forward(tokens: list[Token], index: int) -> int:
    """End of the list after a closing word: at a full stop, an hour or the bracket's end."""
    depth = tokens[index].depth
    last = index + 1
    while last < len(tokens) and tokens[last].kind in _LISTED:
        if tokens[last].kind == "close" and tokens[last].depth < depth:
            break
        last += 1
    return last


def _is_heading(tidy: str, tokens: list[Token], index: int) -> bool:
    """Whether 休館日 begins a list although no colon follows: 「休館日 月曜日」."""
    if not tokens[index].text.strip().endswith("日") or index + 1 >= len(tokens):
        return False
    follower = tokens[index + 1]
    return follower.kind in ITEMS and not tidy[tokens[index].end : follower.begin].strip()


def _backward(tidy: str, tokens: list[Token], index: int) -> int:
    """Start of the list before a closing word, over brackets inside it: 年末年始(12/29~1/3)は休み."""
    first, open_brackets = index, 0
    while first > 0:
        token = tokens[first - 1]
        gap = tidy[token.end : tokens[first].begin]
        open_brackets += (token.kind == "close") - (token.kind == "open")
        if token.kind not in _LINKED or not _LINK.fullmatch(gap) or open_brackets < 0:
            break
        if "は" in gap and first < index:
            return _after_days(tokens, first, index)
        first -= 1
    while first < index and tokens[first].kind in {"close", "shift"}:
        first += 1
    return min(first, _bracket_start(tidy, tokens, index))


def _after_days(tokens: list[Token], first: int, index: int) -> int:
    """Start behind the days that answer another topic: 「5月は第2土曜、1月は休み」 closes in January."""
    while first < index - 1 and tokens[first].kind in {"nth", "days"}:
        first += 1
    return first


def _bracket_start(tidy: str, tokens: list[Token], index: int) -> int:
    """Start of the bracket of a closing word when it holds nothing but days, whatever words are between them."""
    first = index
    while first > 0 and tokens[first - 1].kind in ITEMS and tokens[first - 1].depth == tokens[index].depth:
        first -= 1
    is_whole_bracket = tokens[index].depth > 0 and first > 0 and tokens[first - 1].kind == "open"
    has_months = any(token.kind == "months" for token in tokens[first:index])
    speaks_of_opening = "開" in tidy[tokens[first].begin : tokens[index].begin]
    return first if is_whole_bracket and not has_months and not speaks_of_opening else index


def _without_base(tokens: list[Token], first: int, index: int) -> int:
    """Start without the days that are open: 「月~金、祝日を除く」 closes on holidays only."""
    token = tokens[first]
    is_exclusion = "除" in tokens[index].text or "以外" in tokens[index].text
    if not is_exclusion or index - first < 2 or token.kind != "days":
        return first
    return first + 1 if len(read_weekdays(token.text).byday) >= 4 or "毎週" in token.text else first


def _behind_base(tidy: str, tokens: list[Token], first: int, index: int) -> int:
    """Start behind the open days when one date follows them without a comma: 「毎週月曜日 9/21は休み」."""
    if index - first < 2 or tokens[index - 1].kind not in {"dates", "months"} or tokens[index - 2].kind != "days":
        return first
    gap = tidy[tokens[index - 2].end : tokens[index - 1].begin]
    return index - 1 if gap.isspace() else first


def _after_other_dates(tokens: list[Token], first: int, index: int) -> int:
    """Start behind what is no month: 「月1回(第2火曜)、8月は休み」 closes in August, not on that Tuesday."""
    kinds = [token.kind for token in tokens[first:index]]
    is_topic = tokens[index].text.startswith("は")
    is_other = set(kinds[:-1]) == {"dates"} or (kinds[-2:-1] == ["close"] and "days" in kinds)
    return index - 1 if is_topic and kinds[-1:] == ["months"] and is_other else first


def _behind_dates(tidy: str, tokens: list[Token], first: int, index: int) -> int:
    """End behind the dates that say when a named closing is: 夏季休業8/10~8/14, お盆休み(8/13~8/16)."""
    if first == index or tokens[index - 1].kind not in {"season", "special"}:
        return index + 1
    last = index + 1
    if last < len(tokens) and tokens[last].kind == "open":
        last += 1
    has_dates = last < len(tokens) and tokens[last].kind == "date_range"
    is_near = has_dates and not tidy[tokens[index].end : tokens[last].begin].strip(" :(は")
    return last + 1 if is_near else index + 1


def _speaks_only_of_closing(closings: Closings) -> bool:
    """Whether a list of days without any hour, but with 年末年始 or the like, is a list of closing days."""
    kinds = {token.kind for token in closings.rest}
    if closings.closures or not kinds or not kinds <= _LISTED | {"stop"}:
        return False
    return "days" in kinds and any(_closes_by_nature(token) for token in closings.rest)


def _closes_by_nature(token: Token) -> bool:
    """Whether a word stands in lists of closing days only: 年末年始, 12月29日~1月3日, 祝日の場合は開館."""
    if token.kind == "date_range":
        days = read_calendar_days(token.text)
        return len(days) == 2 and days[0][0] == 12 and days[1][0] == 1
    if token.kind == "shift":
        return bool(_CLOSES.search(token.text)) and not named_days(token)
    return token.kind in {"special", "after_holiday", "exempt"}


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
        # 祝日も開館: a holiday does not close it, but does not open it on other weekdays either
        is_opening_day = named == {"days"} and not has_hours and not marker.text.startswith("も")
        tokens[index if is_opening_day else first : index + 1] = []


def _take_loose_shifts(closings: Closings) -> None:
    """A shift outside of any list speaks of the closures of the whole text, or names the closing day itself."""
    for token in [token for token in closings.rest if token.kind == "shift"]:
        named = named_days(token)
        known = {day for closure in closings.closures for day in closure.byday}
        if named and not known & set(named) and _CLOSES.search(token.text):
            closings.closures.append(Closure(byday=named))
        if not named and _NAMES_WEEKDAY.match(token.text):
            closings.flags["uncertain"] = None  # 毎月15日(土日祝の場合は翌平日)
        if not (_CLOSES.search(token.text) or any(closure.byday for closure in closings.closures)):
            closings.opening_shifts.append(token.shift_to)
        shift_closures(token, closings, 0)
        closings.rest.remove(token)
