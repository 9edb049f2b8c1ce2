"""What public pages show support workers beside: one block on a page, one line on a card, what their own words find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from directory.domain.actor import Actor
from directory.domain.errors import StoreUnavailable
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.pages.facts import Link, describe_contact
from directory.site.pages.staff.feedback import FeedbackForm, offer_feedback
from directory.site.pages.staff.frame import NO_STORE, StaffDep
from directory.site.phrasing.staff_notes import phrase_vacancy
from directory.usecases.moderation.staff_block import StaffBlock, find_noted, read_blocks

MOST_CARDS = 200
"""Cards that one page may show."""

LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesInWords:
    """The block on the page of one listing. has_hidden_place: a button asks for it."""

    resource_id: str
    referral: str
    vacancy: str
    vacancy_state: str
    vacancy_text: str
    cautions: str
    contacts: tuple[Link, ...]
    has_hidden_place: bool
    feedback: FeedbackForm


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The line of one card. code: of its listing. state: one of the vacancies."""

    code: str
    vacancy: str
    state: str
    has_cautions: bool


class FoundNote(msgspec.Struct, frozen=True, kw_only=True):
    """A listing that words for staff led to."""

    url: str
    name: str
    line: Line


BLANK_LINE = Line(code="", vacancy="", state="", has_cautions=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a list of cards has beside it. lines: by public code; blank: what a script fills for further cards."""

    lines: Mapping[str, Line]
    found: tuple[FoundNote, ...]
    blank: Line = BLANK_LINE


router = APIRouter(include_in_schema=False, prefix="/staff/beside")


@router.get("")
def send_beside(
    runtime: RuntimeDep,
    staff: StaffDep,
    ids: str = "",
    q: Annotated[str, Query(max_length=LONGEST_WORDS)] = "",
) -> Response:
    """Lines of the named cards, and what the words find, for cards that a script has put on the page."""
    codes = tuple(dict.fromkeys(each for each in ids.split(",") if each))[:MOST_CARDS]
    beside = show_beside(runtime, staff.actor, codes, q)
    body = msgspec.json.encode({"lines": tuple(beside.lines.values()), "found": beside.found})
    return Response(body, media_type="application/json", headers=NO_STORE)


def show_beside(runtime: Runtime, actor: Actor, codes: Sequence[str], words: str) -> Beside:
    """What is beside these cards; nothing while the database is away, because the list itself goes on."""
    snapshot = runtime.catalog.current()
    blocks: Mapping[str, StaffBlock] = {}
    noted: tuple[StaffBlock, ...] = ()
    with suppress(StoreUnavailable):
        blocks = read_blocks(runtime.desk, actor, codes)
        noted = find_noted(runtime.desk, actor, words) if words else ()
    return Beside(
        lines={code: _line(runtime, block) for code, block in blocks.items() if block.notes.says_anything},
        found=tuple(
            FoundNote(url=f"/r/{block.code}", name=block.name, line=_line(runtime, block))
            for block in noted
            if snapshot.row_of(block.code) is not None
        ),
    )


def show_block(runtime: Runtime, actor: Actor | None, code: str) -> NotesInWords | None:
    """The block of one listing; None for everybody who has none to read."""
    if actor is None:
        return None
    block = None
    with suppress(StoreUnavailable):
        block = read_blocks(runtime.desk, actor, (code,)).get(code)
    if block is None:
        return None
    notes, words = block.notes, runtime.words
    return NotesInWords(
        resource_id=block.resource_id,
        referral=notes.referral,
        vacancy=phrase_vacancy(notes, words),
        vacancy_state=notes.vacancy,
        vacancy_text=notes.vacancy_text,
        cautions=notes.cautions,
        contacts=tuple(describe_contact(each, words) for each in block.contacts),
        has_hidden_place=block.has_hidden_place,
        feedback=offer_feedback(block.resource_id),
    )


def _line(runtime: Runtime, block: StaffBlock) -> Line:
    return Line(
        code=block.code,
        vacancy=phrase_vacancy(block.notes, runtime.words),
        state=block.notes.vacancy,
        has_cautions=bool(block.notes.cautions),
    )
