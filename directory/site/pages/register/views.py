"""What each page of the registration shows beside its fields."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.advice import TOPIC_CODES
from directory.domain.advice_rules import is_desk
from directory.domain.category import CHILDREN, ROOTS, SENSITIVE_CODES, is_known
from directory.domain.eligibility import Stage
from directory.domain.registration import MOST_LINES, OFFERED_FACTS, FormAnswers, line_field
from directory.domain.schedule import Schedule
from directory.domain.schedule_form import Repetition
from directory.domain.sessions import next_sessions
from directory.runtime import Runtime
from directory.site.phrasing.day import phrase_session
from directory.site.phrasing.kind import phrase_kind
from directory.site.phrasing.schedule import phrase_schedule
from directory.usecases.registration.audience import ONLY_FACTS
from directory.usecases.registration.checks import Checker
from directory.usecases.registration.dates import CLOSED_CHOICES, ORDINALS, read_schedule
from directory.usecases.registration.draft import Base, guess_category
from directory.usecases.registration.place import AS_TYPED
from directory.wording.words import Words

HORIZON_DAYS = 120
SHOWN_DATES = 3
FEW_CHOICES = 8
"""More choices than these stand in a list that opens."""

WEEKDAYS = range(7)
REPETITIONS: tuple[Repetition, ...] = (
    "weekly",
    "monthly_weekday",
    "monthly_day",
    "other_week",
    "workdays",
    "daily",
    "irregular",
)
"""In the order in which people need them."""

STAGES: tuple[Stage, ...] = (
    "anyone",
    "pregnant",
    "infant",
    "preschool",
    "elementary",
    "junior_high",
    "high",
    "adult",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """One group of kinds: code and label, the whole group first."""

    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """Page 1."""

    kinds: tuple[Kinds, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceView:
    """Page 2. topics: what is asked of an advice desk alone."""

    topics: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = STAGES
    only: tuple[str, ...] = ONLY_FACTS


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Page 3.

    Attributes:
        choices: areas to choose from. is_long: too many to be seen at once.
        venues: number of venues of the published record; the page asks nothing when there are several.
    """

    choices: tuple[str, ...] = ()
    is_long: bool = False
    as_typed: str = AS_TYPED
    venues: int = 1
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One sentence of the schedule builder and the names of its fields."""

    number: int
    repeat: str
    day: str
    nth: str
    monthday: str
    first: str
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleView:
    """Page 4. dates: the next ones in one sentence. kept: a published schedule that the builder can not say."""

    lines: tuple[LineView, ...]
    can_grow: bool
    dates: str
    kept: str
    repetitions: tuple[Repetition, ...] = REPETITIONS
    weekdays: tuple[int, ...] = tuple(WEEKDAYS)
    ordinals: tuple[int, ...] = ORDINALS
    closed: tuple[str, ...] = CLOSED_CHOICES


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsView:
    """Page 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtrasView:
    """Page 6."""

    longest_text: int
    facts: tuple[str, ...] = OFFERED_FACTS


StepView = ActivityView | AudienceView | PlaceView | ScheduleView | ContactsView | ExtrasView


def build_view(runtime: Runtime, step: int, answers: FormAnswers, checker: Checker, base: Base | None) -> StepView:
    """The view of one of the first six pages."""
    match step:
        case 1:
            return ActivityView(kinds=_group_kinds(runtime.words))
        case 2:
            return _view_audience(answers)
        case 3:
            return _view_place(answers, checker, base)
        case 4:
            return _view_schedule(runtime, answers, base)
        case 5:
            return ContactsView()
        case _:
            return ExtrasView(longest_text=checker.longest_text)


def say_next_dates(runtime: Runtime, schedule: Schedule) -> str:
    """「次は 6月6日（土）…」; why there are none, when the builder says too little; empty for an empty builder."""
    words = runtime.words
    sessions = next_sessions(
        schedule,
        today=runtime.today(),
        horizon_days=HORIZON_DAYS,
        holidays=runtime.holidays,
        limit=SHOWN_DATES,
        seasons=runtime.seasons,
    )
    if sessions:
        dates = words.say("list.comma").join(phrase_session(session, words) for session in sessions)
        return words.say("register.next_dates", dates=dates)
    return words.say("register.no_dates") if schedule.rules or schedule.flags else ""


def preview_dates(runtime: Runtime, answers: FormAnswers) -> str:
    """The next dates of what is filled in at present; empty while something has to be mended."""
    reading = read_schedule(answers, today=runtime.today())
    return "" if reading.problems else say_next_dates(runtime, reading.schedule)


def _group_kinds(words: Words) -> tuple[Kinds, ...]:
    return tuple(
        Kinds(
            label=phrase_kind(root.code, words),
            options=tuple(
                (kind.code, phrase_kind(kind.code, words))
                for kind in (root, *CHILDREN)
                if root.code in (kind.code, kind.parent)
            ),
        )
        for root in ROOTS
    )


def _view_audience(answers: FormAnswers) -> AudienceView:
    chosen = answers.one("category")
    category = chosen if is_known(chosen) else guess_category(answers.one("name"))
    return AudienceView(topics=TOPIC_CODES if is_desk((category,)) else ())


def _view_place(answers: FormAnswers, checker: Checker, base: Base | None) -> PlaceView:
    venues = len(base.draft.venues) if base and base.is_prefilled else 1
    choices = checker.addresses.read(answers).choices if venues <= 1 else ()
    return PlaceView(
        choices=choices,
        is_long=len(choices) > FEW_CHOICES,
        venues=venues,
        is_sensitive=answers.one("category") in SENSITIVE_CODES,
    )


def _view_schedule(runtime: Runtime, answers: FormAnswers, base: Base | None) -> ScheduleView:
    used = [number for number in range(1, MOST_LINES + 1) if answers.one(line_field("repeat", number))]
    shown = max([1, *used, *answers.numbers("lines")])
    kept = base.draft.schedule if base and answers.one("keeps_schedule") else None
    return ScheduleView(
        lines=tuple(_view_line(number) for number in range(1, min(shown, MOST_LINES) + 1)),
        can_grow=shown < MOST_LINES,
        dates=preview_dates(runtime, answers),
        kept=(phrase_schedule(kept, runtime.words) or kept.raw) if kept else "",
    )


def _view_line(number: int) -> LineView:
    return LineView(
        number=number,
        repeat=line_field("repeat", number),
        day=line_field("day", number),
        nth=line_field("nth", number),
        monthday=line_field("monthday", number),
        first=line_field("first", number),
        start=line_field("from", number),
        end=line_field("until", number),
    )
