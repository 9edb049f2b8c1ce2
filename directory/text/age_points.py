"""Words for ages, school years and stages of life -> months."""

from __future__ import annotations

import re
from dataclasses import dataclass

from directory.domain.eligibility import Stage

SCHOOL_STARTS_MONTHS = 72
SCHOOL_FIRST_YEARS = {"小": 6, "中": 12, "高": 15}
"""Age in years at which the first class of each school begins; every class spans 24 months of ages (April 1 rule)."""

PRESCHOOL_LAST_MONTH = 83
"""A child stays before school until the March 31 after its sixth birthday, so up to 6 years and 11 months."""

STAGE_WORDS: tuple[tuple[str, tuple[Stage, ...], int | None, int | None], ...] = (
    (
        r"どなたでも|誰でも|だれでも|どの年代|(?:年齢)?制限(?:は)?(?:なし|無し|ありません)|対象年齢(?:は)?(?:なし|無し)|全年齢",
        ("anyone",),
        None,
        None,
    ),
    (
        r"(?:小学校)?(?:未就[学園]児?(?:童)?|就[学園]前(?:の)?(?:児童|幼児|乳幼児)?)",
        ("preschool",),
        0,
        PRESCHOOL_LAST_MONTH,
    ),
    (r"乳幼児|乳・幼児", ("infant", "preschool"), 0, PRESCHOOL_LAST_MONTH),
    (r"乳児|赤ちゃん|0歳児親子", ("infant",), 0, 11),
    (r"年少児?", ("preschool",), 36, 59),
    (r"年中児?", ("preschool",), 48, 71),
    (r"年長児?", ("preschool",), 60, PRESCHOOL_LAST_MONTH),
    (r"幼児|園児", ("preschool",), 12, PRESCHOOL_LAST_MONTH),
    (r"(?:小学校?)?低学年(?:児童)?", ("elementary",), 72, 119),
    (r"(?:小学校?)?中学年(?:児童)?", ("elementary",), 96, 143),
    (r"(?:小学校?)?高学年(?:児童)?", ("elementary",), 108, 155),
    (r"小[・、]?中[・、]?高(?:校)?生", ("elementary", "junior_high", "high"), 72, 227),
    (r"小(?:学生)?[・、]?中学生", ("elementary", "junior_high"), 72, 191),
    (r"中(?:学生)?[・、]?高(?:校)?生", ("junior_high", "high"), 144, 227),
    (r"小学(?:校)?生|小学校(?:の)?児童|学童期?", ("elementary",), 72, 155),
    (r"中学(?:校)?(?:生|卒業)", ("junior_high",), 144, 191),
    (r"高校(?:生|卒業)|高等学校生徒|思春期", ("high",), 180, 227),
    (r"大人|おとな|一般(?!と)|成人|高齢者|シニア|お年寄り", ("adult",), 216, None),
    (r"妊婦|妊娠中|プレママ|マタニティ", ("pregnant",), None, None),
)

_MONTH_MARK = r"(?:[かカヶケヵ箇ヶ]月)"
_WORDS = "|".join(f"(?P<word{index}>{pattern})" for index, (pattern, *_) in enumerate(STAGE_WORDS))
POINT = re.compile(
    r"(?P<leave>産休明け?)"
    r"|(?:生後\s*)(?P<days>\d{1,3})\s*日目?"
    rf"|満?(?P<years_and>\d{{1,2}})\s*歳\s*(?P<extra_months>\d{{1,2}})\s*{_MONTH_MARK}児?"
    rf"|満?(?P<half>\d{{1,2}})\s*歳半"
    rf"|0歳\((?:生後)?(?P<bracket>\d{{1,2}})(?P<bracket_unit>{_MONTH_MARK}|週間?)\)"
    r"|(?P<school>[小中高])(?:学校?生?|校生?|等学校)?の?(?P<grade>[1-6])(?:年生?|(?=\s*(?:~|-|から|まで|以|[、,・)]|$)))"
    r"|(?P<bare_grade>[1-6])年生"
    r"|(?P<class_age>\d{1,2})\s*歳児?クラス"
    r"|(?P<year_end>\d{1,2})歳になる年度末"
    r"|満?(?P<years>\d{1,3})\s*歳(?P<is_class>児)?"
    rf"|(?:満|生後)?\s*(?P<months>\d{{1,2}})\s*{_MONTH_MARK}児?(?!に|ごと|毎|遅|前|間|後|目安)"
    rf"|{_WORDS}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One age in the text. `first` and `last` are months, inclusive; None = no bound on that side.

    Attributes:
        is_plain: a bare age (3歳), which alone does not say whether it is the youngest or the oldest.
        is_class: a school class (April 1 rule), not an age.
        school: 小, 中 or 高 for the bare 6年生 that may follow.
    """

    begin: int
    end: int
    first: int | None
    last: int | None
    stages: tuple[Stage, ...] = ()
    is_plain: bool = False
    is_class: bool = False
    school: str = ""


def find_points(text: str) -> tuple[Point, ...]:
    """All ages of a text in NFKC, in reading order."""
    points: list[Point] = []
    school = ""
    for found in POINT.finditer(text):
        point = _read_point(found, school)
        if point is not None:
            points.append(point)
            school = point.school or school
    return tuple(points)


def _read_point(found: re.Match[str], school: str) -> Point | None:
    """The point of one match; None for a bare 3年生 after no school."""
    if found["grade"] or found["bare_grade"]:
        return _school_class(found, found["school"] or school)
    for index, (_, stages, first, last) in enumerate(STAGE_WORDS):
        if found[f"word{index}"]:
            school = {"elementary": "小", "junior_high": "中", "high": "高"}.get(stages[0], "")
            return Point(begin=found.start(), end=found.end(), first=first, last=last, stages=stages, school=school)
    return _aged(found)


def _school_class(found: re.Match[str], school: str) -> Point | None:
    """A class of a school: 小学4年生 = 9 years to 10 years and 11 months."""
    grade = int(found["grade"] or found["bare_grade"])
    if school not in SCHOOL_FIRST_YEARS or (school != "小" and grade > 3):
        return None
    years = SCHOOL_FIRST_YEARS[school] + grade - 1
    stages: dict[str, Stage] = {"小": "elementary", "中": "junior_high", "高": "high"}
    return Point(
        begin=found.start(),
        end=found.end(),
        first=years * 12,
        last=years * 12 + 23,
        stages=(stages[school],),
        school=school,
    )


def _aged(found: re.Match[str]) -> Point:
    """An age in days, weeks, months or years."""
    begin, end = found.start(), found.end()
    if found["class_age"] or found["year_end"]:
        years = int(found["class_age"] or found["year_end"])
        last = years * 12 + (23 if found["class_age"] else 11)
        return Point(begin=begin, end=end, first=years * 12, last=last, is_class=True)
    if found["years"]:
        first = int(found["years"]) * 12
        return Point(begin=begin, end=end, first=first, last=first + 11, is_plain=not found["is_class"])
    months = _months(found)
    return Point(begin=begin, end=end, first=months, last=months, is_plain=True)


def _months(found: re.Match[str]) -> int:
    """Whole months of an age given in days, weeks, months or years and months."""
    if found["leave"]:
        return 1  # maternity leave ends after 8 weeks
    if found["days"]:
        return int(found["days"]) // 30
    if found["years_and"]:
        return int(found["years_and"]) * 12 + int(found["extra_months"])
    if found["half"]:
        return int(found["half"]) * 12 + 6
    if found["bracket"]:
        return int(found["bracket"]) if "月" in found["bracket_unit"] else int(found["bracket"]) // 4
    return int(found["months"])
