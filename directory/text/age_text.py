"""Cell text about who may come -> ages in months, stages of life, conditions."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from directory.domain.eligibility import Eligibility, Stage
from directory.text.age_points import Point, find_points

_DASHES = str.maketrans(dict.fromkeys("〜～‐‑‒–—―−─－", "~"))
_RANGE = re.compile(r"\s*(?:~|から|より|-)\s*|以上の?")
_NARROWED = re.compile(r"\s*(?:未満|以下|まで)の")
"""「3歳未満の乳幼児」: the stage only names the children of that age."""
_FROM = re.compile(r"\s*(?:児童?)?(?:の方)?\s*(?:以上|~|から|より|以降|-)")
_UNTIL = re.compile(r"\s*(?:の?(?:子ども|こども|子供|お子さま|お子様|児童|方))?\s*(?:まで|以下|迄)")
_UNDER = re.compile(r"\s*未満")
_CLAUSE = re.compile(r"[。\n;※]|、(?=対象)|<BR>", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]*)\)")

_EXCLUSION = re.compile(r"対象外|不可|できません|できない|お断り|を除く|ご遠慮")
_CONDITION = re.compile(r"に限|認めた|了解|受給者証|ひとり親|一人親|非課税|所得制限|養育|不登校|親子の利用|要相談")
_NARROW = re.compile(r"に限|認めた|要相談")
_PRIORITY = re.compile(r"優先")
_PLACE = re.compile(r"在住|在勤|在学|在籍|居住|区内|市内|町内|村内|県内|都内|地域の|学区|校区|近隣|近所|地区")
_ABOUT = re.compile(r"おおむね|概ね|おおよそ|程度|くらい|ぐらい|目安|主に|頃|が多い|中心")
_FEE = re.compile(r"無料|\d円|カンパ|割引|半額|免除|医療費")
_NOT_AGE = re.compile(r"定員|\d名|空きあり|日前までに|合併|クラスがある")
_BEFORE_DOSE = re.compile(r"\d回目\s*\Z")
_LEADING_DASH = re.compile(r"(?:\A|[\s(、,::]|[ぁ-ん一-龠])~\s*\Z")
_HOURS_OF_AGE = re.compile(r"(?:未満|以上|以下)?児?[はの]?\s*\d{1,2}(?::\d\d|時)")
"""「3歳未満児 14:00~」 says when, not who."""
_ESCORTED = re.compile(
    r"(?:以下|未満|まで)?の?(?:子ども|こども|お子さま|方|児)?は[^、。]{0,8}(?:同伴|付き?添|了解|許可|同意|送迎)"
)
"""「小学生は保護者同伴」 says how, not who."""
_TAKEN_FROM = re.compile(r"\s*(?:児)?(?:から|~|以上)\s*(?:お?預かり|受け?入れ?|利用|参加|入園|入所)(?:可|でき|は|$)")
_NOTE = re.compile(r"時点|地域枠|一時預かり|クラスがある")
_SHARED_UNIT = (
    (re.compile(r"(小学?校?|中学?校?|高校?)生?([1-6])年?生?\s*(?:~|から|-)\s*([1-6])年生"), r"\1\2年生~\1\3年生"),
    (re.compile(r"(\d{1,2})\s*(?:~|-)\s*(\d{1,2})\s*歳(児?)"), r"\1歳~\2歳\3"),
    (re.compile(r"(?<![\d.])(\d)\s*(?:~|から)\s*(?=就学前)"), r"\1歳~"),
    (re.compile(r"(?<![\d.])(\d{1,2})\s*~\s*(\d{1,2}[かカヶケヵ]月)"), r"\1か月~\2"),
    (re.compile(r"(?<![\d.])([1-6])\s*[・、,]\s*([1-6])年生"), r"\1年生・\2年生"),
    (re.compile(r"小学生\s*\(([1-6]年生(?:・[1-6]年生)*)\)"), r"小学\1"),
    (
        re.compile(r"(?:小学校?)?[低中高]学年(?:児童|生)?\s*\(([1-6])(?:年生?)?\s*([~・])\s*([1-6])年生?\)"),
        r"小学\1年生\2小学\3年生",
    ),
)
_CLASS_LIST = re.compile(r"(?<![\d~])(\d(?:[ ・,、]\d)+) ?歳児")

STAGE_ORDER: tuple[Stage, ...] = ("infant", "preschool", "elementary", "junior_high", "high", "adult")

_Span = tuple[int | None, int | None]


@lru_cache(maxsize=20_000)
def parse_age(text: str) -> Eligibility:
    """Ages and stages that the text allows, and conditions as flags; what is not understood is `leftover`.

    Flags: approximate, class_age, exclusion, place_condition, priority, conditional, single_age (one bare age,
    read as the youngest), gaps (the classes are not consecutive), wrong_column (speaks of fees).
    """
    tidy = _tidy(text)
    if not tidy:
        return Eligibility(raw=text)
    flags: dict[str, None] = {}
    spans: list[_Span] = []
    stages: dict[Stage, None] = {}
    leftover: list[str] = []
    for clause in _clauses(tidy, flags):
        points = _who(clause, flags) if _says_who(clause, flags) else ()
        if not points:
            leftover.append(clause)
            continue
        spans.extend(_spans(clause, points, flags))
        stages.update(dict.fromkeys(_stages(clause, points)))
    minimum, maximum = _narrow(_union(spans), tidy, spans)
    if minimum is not None and maximum is not None and minimum > maximum:
        return Eligibility(raw=text, stages=tuple(stages), flags=(*flags, "conditional"), leftover=tidy)
    return Eligibility(
        raw=text,
        min_months=minimum,
        max_months=maximum,
        stages=tuple(stages),
        flags=tuple(flags),
        leftover=" ".join(leftover),
    )


def _tidy(text: str) -> str:
    """NFKC, one kind of dash, units repeated (小学1~6年生 -> 小学1年生~小学6年生)."""
    tidy = unicodedata.normalize("NFKC", text).translate(_DASHES).replace("才", "歳").strip()
    for pattern, spelled_out in _SHARED_UNIT:
        tidy = pattern.sub(spelled_out, tidy)
    return _CLASS_LIST.sub(lambda found: " ".join(f"{age}歳児" for age in re.findall(r"\d", found[1])), tidy)


def _clauses(tidy: str, flags: dict[str, None]) -> list[str]:
    """Sentences without brackets that only add notes."""
    for name, pattern in (("approximate", _ABOUT), ("place_condition", _PLACE)):
        if pattern.search(tidy):
            flags[name] = None

    def keep_or_drop(found: re.Match[str]) -> str:
        if re.match(r"0歳$", tidy[max(0, found.start() - 2) : found.start()]) and "地域" not in found[1]:
            return found[0]
        return _bracket(found[1], flags)

    parts = _CLAUSE.split(_BRACKET.sub(keep_or_drop, tidy))
    return [part.strip() for part in parts if part.strip()]


def _bracket(inner: str, flags: dict[str, None]) -> str:
    """What remains of a bracket: nothing of priorities, notes and conditions."""
    if _PRIORITY.search(inner):
        flags["priority"] = None
        return " "
    if "時点" in inner:
        flags["class_age"] = None
    if _NOTE.search(inner) or re.search(r"到達|^年[少中長]$", inner):
        return " "
    return f" {inner} "


def _says_who(clause: str, flags: dict[str, None]) -> bool:
    """Whether a sentence allows somebody; exclusions, conditions, fees and capacities are only flagged."""
    if _EXCLUSION.search(clause):
        flags["exclusion"] = None
        return False
    if _FEE.search(clause) and not re.search(r"対象|利用でき", clause):
        flags["wrong_column"] = None
        return False
    if _PRIORITY.search(clause):
        flags["priority"] = None
    if _CONDITION.search(clause):
        flags["conditional"] = None
        return not _NARROW.search(clause)
    return not _NOT_AGE.search(clause)


def _who(clause: str, flags: dict[str, None]) -> tuple[Point, ...]:
    """Ages and stages of a sentence that say who may come, not when, how or which dose."""
    points: list[Point] = []
    for point in find_points(clause):
        if _HOURS_OF_AGE.match(clause, point.end) or _BEFORE_DOSE.search(clause[: point.begin]):
            continue
        if _ESCORTED.match(clause, point.end):
            flags["conditional"] = None
            if points:
                continue
        points.append(point)
    return tuple(points)


def _stages(clause: str, points: tuple[Point, ...]) -> list[Stage]:
    """The stages named, and those between the two ends of a range: 小学1年生～高校3年生 is junior high as well."""
    stages: list[Stage] = []
    for index, point in enumerate(points):
        before = points[index - 1] if index else None
        if before and before.stages and point.stages and _RANGE.fullmatch(clause, before.end, point.begin):
            stages.extend(_between(before.stages[-1], point.stages[0]))
        stages.extend(point.stages)
    return stages


def _between(first: Stage, last: Stage) -> tuple[Stage, ...]:
    """Stages of life after the first and before the last."""
    if first not in STAGE_ORDER or last not in STAGE_ORDER:
        return ()
    return STAGE_ORDER[STAGE_ORDER.index(first) + 1 : STAGE_ORDER.index(last)]


def _spans(clause: str, points: tuple[Point, ...], flags: dict[str, None]) -> list[_Span]:
    """Month ranges of one sentence."""
    spans: list[_Span] = []
    index = 0
    while index < len(points):
        point = points[index]
        follower = points[index + 1] if index + 1 < len(points) else None
        if point.is_class:
            flags["class_age"] = None
        if follower is not None and _RANGE.fullmatch(clause, point.end, follower.begin):
            last = follower.first - 1 if _UNDER.match(clause, follower.end) and follower.first else follower.last
            spans.append((point.first, last))
            index += 2
            if follower.is_class:
                flags["class_age"] = None
            continue
        is_narrowed = (
            follower is not None and follower.stages and _NARROWED.fullmatch(clause, point.end, follower.begin)
        )
        spans.append(_single(clause, point, flags, is_only=len(points) == 1))
        index += 2 if is_narrowed else 1
    if len(spans) > 1 and _have_gaps(spans):
        flags["gaps"] = None
    return [span for span in spans if span != (None, None)] if len(spans) > 1 and "妊" in clause else spans


def _single(clause: str, point: Point, flags: dict[str, None], *, is_only: bool) -> _Span:
    """The range of one age with the words after it (以上, まで, 未満 …)."""
    if "anyone" in point.stages:
        return (None, None)
    if _UNDER.match(clause, point.end) and point.first:
        return (None, point.first - 1)
    if _LEADING_DASH.search(clause[: point.begin]):
        return (None, point.last)
    if (
        _UNTIL.match(clause, point.end)
        or "卒業" in clause[point.begin : point.end]
        or "年度末" in clause[point.begin :]
    ):
        return (None, point.last)
    if _FROM.match(clause, point.end):
        return (point.first, None)
    if point.is_plain and is_only:
        flags["single_age"] = None
    return (point.first, None) if point.is_plain else (point.first, point.last)


def _narrow(span: _Span, tidy: str, spans: list[_Span]) -> _Span:
    """The range with the youngest age that is really taken: 0~3歳対象。生後6か月から預かり可."""
    closed = [(first, last) for first, last in spans if first is not None and last is not None]
    taken = [point.first for point in find_points(tidy) if _TAKEN_FROM.match(tidy, point.end) and point.first]
    if len(taken) != 1 or not closed:
        return span
    begin, end = min(first for first, _ in closed), max(last for _, last in closed)
    return (taken[0], end) if begin <= taken[0] <= end else span


def _have_gaps(spans: list[_Span]) -> bool:
    """Whether closed ranges leave ages out between them (0歳児 and 3歳児)."""
    known = sorted((first, last) for first, last in spans if first is not None and last is not None)
    return any(later[0] > earlier[1] + 1 for earlier, later in pairwise(known))


def _union(spans: list[_Span]) -> _Span:
    """The smallest range that holds all."""
    if not spans:
        return (None, None)
    firsts = [first for first, _ in spans if first is not None]
    lasts = [last for _, last in spans if last is not None]
    minimum = min(firsts) if len(firsts) == len(spans) else None
    maximum = max(lasts) if len(lasts) == len(spans) else None
    return (minimum, maximum)
