"""A submission as a moderator sees it: what differs, where the pin moves, what it may repeat, what to look at twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from directory.catalog.holder import TOKYO
from directory.domain.audit import AuditEntry
from directory.domain.category import CATEGORIES
from directory.domain.draft import ResourceDraft
from directory.domain.draft_diff import FieldDiff, compare_drafts
from directory.domain.resource import Placement
from directory.mapping.pin_map import PinMap, draw_pin_map
from directory.mapping.tiles import choose_tiles
from directory.runtime import Runtime
from directory.site.phrasing.day import phrase_date
from directory.site.phrasing.difference import DifferenceRow, phrase_differences
from directory.usecases.find_duplicates import record_of_draft
from directory.usecases.moderation.decide import Case
from directory.usecases.moderation.desk import PlacedRecord
from directory.usecases.moderation.queue import name_labels
from directory.usecases.moderation.read_record import without_places
from directory.usecases.moderation.warnings import MOVED_M, find_warnings, is_less_protected, moved_m
from directory.wording.words import Words

MOST_DOUBLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Where the pin was and where it would be. old_m: metres between them; None = there was none."""

    map: PinMap
    has_old: bool
    moved_m: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleRow:
    """A public listing that this may repeat."""

    name: str
    code: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One thing that was done with the submission."""

    at: str
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """What the page shows of a submission.

    Attributes:
        rows: differences; without places where those are confidential and were not asked for.
        is_confidential: the place is not shown.
        asks_twice: publishing it lowers the protection of a place.
        issues: codes of findings about the address.
        labels: districts as the sender named them, of a draft from a visit.
    """

    case: Case
    name: str
    category: str
    received: str
    rows: tuple[DifferenceRow, ...]
    warnings: tuple[str, ...]
    issues: tuple[str, ...]
    doubles: tuple[DoubleRow, ...]
    picture: Picture | None
    log: tuple[LogRow, ...]
    is_confidential: bool
    asks_twice: bool
    has_pin: bool
    labels: tuple[str, ...]


def view_case(runtime: Runtime, case: Case, *, shows_place: bool = False) -> CaseView:
    """The view; `shows_place` only after the reading of a confidential place was written down."""
    draft, words = case.proposed, runtime.words
    is_open = draft is None or shows_place or not case.is_confidential
    waits = case.submission.status == "pending" and draft is not None
    placed = runtime.desk.place(draft, case.resource) if waits and draft is not None else None
    warnings = find_warnings(case.submission, draft if case.submission.draft else None, case.replaced)
    picture = _draw(runtime, case, placed) if placed is not None and is_open else None
    if picture is not None and picture.moved_m is not None and picture.moved_m > MOVED_M:
        warnings = tuple(dict.fromkeys((*warnings, "moved")))
    return CaseView(
        case=case,
        name=draft.name if draft else "",
        category=CATEGORIES[draft.categories[0]].label if draft else "",
        received=phrase_moment(case.submission.created_at, words),
        rows=phrase_differences(_differences(case, is_open=is_open), words),
        warnings=warnings,
        issues=tuple(dict.fromkeys(each.code for each in placed.issues)) if placed else (),
        doubles=_find_doubles(runtime, case, placed) if placed else (),
        picture=picture,
        log=_read_log(runtime, case),
        is_confidential=not is_open,
        asks_twice=draft is not None and case.replaced is not None and is_less_protected(draft, case.replaced.draft),
        has_pin=placed is not None and _has_pin(placed),
        labels=name_labels(draft) if draft is not None and case.submission.is_outreach else (),
    )


def _has_pin(placed: PlacedRecord) -> bool:
    return any(each.place is not None and each.place.level == "pin" for each in placed.change.placements)


def _differences(case: Case, *, is_open: bool) -> tuple[FieldDiff, ...]:
    submission, draft = case.submission, case.proposed
    if draft is None or submission.kind == "report":
        return ()
    old = _compared_with(case)
    if is_open:
        return compare_drafts(old, draft)
    return compare_drafts(without_places(old) if old else None, without_places(draft))


def _compared_with(case: Case) -> ResourceDraft | None:
    """What was published before; of a decided submission what it replaced."""
    if case.submission.status == "published":
        return case.submission.previous
    return case.replaced.draft if case.replaced is not None else None


def _draw(runtime: Runtime, case: Case, placed: PlacedRecord) -> Picture | None:
    new = placed.change.placements[0]
    if new.place is None or new.place.level == "municipality":
        return None
    old: Placement | None = case.replaced.placements[0] if case.replaced else None
    was = old.place.coordinate if old is not None and old.place is not None else new.place.coordinate
    return Picture(
        map=draw_pin_map(
            new.place.coordinate,
            address=was,
            radius_m=max(new.place.radius_m, round(was.distance_m(new.place.coordinate) * 1.2)),
            provider=choose_tiles(runtime.settings.tiles),
        ),
        has_old=old is not None and old.place is not None,
        moved_m=moved_m(old, new) if old is not None else None,
    )


def _find_doubles(runtime: Runtime, case: Case, placed: PlacedRecord) -> tuple[DoubleRow, ...]:
    """Public listings that it may repeat; what changes a record does not repeat that record."""
    draft, words = placed.change.draft, runtime.words
    if not draft.venues:
        return ()
    own = {key.code for key in case.resource.keys} if case.resource else set()
    record = record_of_draft(draft, draft.venues[0], placement=placed.change.placements[0])
    found = runtime.similar.find_similar(record, runtime.catalog.current())
    return tuple(
        DoubleRow(
            name=each.name,
            code=each.code,
            reasons=words.say("list.dot").join(words.say(f"similar.reason.{reason}") for reason in each.reasons),
        )
        for each in found
        if each.code not in own and each.kind != "same_building"
    )[:MOST_DOUBLES]


def _read_log(runtime: Runtime, case: Case) -> tuple[LogRow, ...]:
    with runtime.store.read() as unit:
        entries = unit.audit.of(case.submission.id)
        names = {each.account_id: unit.accounts.find(each.account_id) for each in entries}
    return tuple(
        LogRow(
            at=phrase_moment(entry.at, runtime.words),
            who=account.name if (account := names[entry.account_id]) else runtime.words.say("staff.somebody"),
            what=_phrase_action(entry, runtime),
        )
        for entry in entries
        if entry.outcome not in {"absent", "forbidden"}
    )


def _phrase_action(entry: AuditEntry, runtime: Runtime) -> str:
    own = f"staff.log_{entry.action}_{entry.outcome}"
    return runtime.words.say(own if own in runtime.words else f"staff.log_{entry.action}")


def phrase_moment(at: datetime, words: Words) -> str:
    """A moment in Japan, to the minute."""
    local = at.astimezone(TOKYO)
    return f"{phrase_date(local.date(), words)} {local:%H:%M}"
