"""/staff/outreach: 見つけた活動を書きとめる, where a name and a district are enough."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import ClassVar
from uuid import uuid4

from fastapi import APIRouter, Request, Response

from directory.domain.access import nothing_there
from directory.domain.category import is_known
from directory.domain.draft import NAME_LIMIT
from directory.domain.errors import RequestRefused
from directory.domain.submission import Submission
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.limits import spend_person
from directory.site.pages.areas import Area, AreaGroup, find_area, list_areas
from directory.site.pages.kinds import KindGroup, list_kinds
from directory.site.pages.staff.form_fields import Fields, FieldsDep
from directory.site.pages.staff.frame import Frame, Staff, StaffDep, go_on, open_frame, send_staff_page
from directory.site.pages.staff.record_form import phrase_refusal
from directory.usecases.moderation.outreach import FoundActivity, may_write_outreach, write_outreach
from directory.usecases.moderation.record_texts import ContactTexts, RecordTexts, VenueTexts
from directory.usecases.submit import Claim

LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachPage:
    """Context of staff/outreach.html. own: drafts that the writer brought home; error: a sentence, empty = nothing."""

    template: ClassVar[str] = "staff/outreach.html"

    frame: Frame
    areas: tuple[AreaGroup, ...]
    kinds: tuple[KindGroup, ...]
    answers: Fields
    key: str
    own: tuple[Submission, ...]
    sent_code: str = ""
    error: str = ""
    longest_name: int = NAME_LIMIT
    longest_note: int = LONGEST_NOTE


router = APIRouter(include_in_schema=False, prefix="/staff/outreach")


@router.get("")
def send_outreach(request: Request, runtime: RuntimeDep, staff: StaffDep, code: str = "") -> Response:
    """The form, and what became of earlier drafts."""
    areas = _list_own_areas(runtime, staff)
    sent = code if code.isascii() and code.isdigit() else ""
    return send_staff_page(request, _build(runtime, staff, areas, Fields(), sent_code=sent))


@router.post("")
def take_outreach(request: Request, runtime: RuntimeDep, staff: StaffDep, fields: FieldsDep) -> Response:
    """Keeps the draft until a moderator completes it."""
    areas = _list_own_areas(runtime, staff)
    area = find_area(areas, fields.one("area"))
    error = _find_mistake(runtime, fields, area)
    if area is None or error:
        page = _build(runtime, staff, areas, fields, error=error)
        return send_staff_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    spend_person(request, "submission", staff.actor.account_id)
    key = fields.form_key
    digest = hashlib.sha256(repr(fields.pairs).encode("utf-8", "surrogatepass")).hexdigest()
    claim = Claim(actor=staff.actor.account_id, key=key, body_sha256=digest) if key.isascii() and key else None
    try:
        done = write_outreach(
            runtime.desk, staff.actor, _read_found(runtime, fields, area), channel="web", claim=claim, now=runtime.now()
        )
    except RequestRefused as refused:
        page = _build(runtime, staff, areas, fields, error=phrase_refusal(refused, runtime.words))
        return send_staff_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return go_on(f"/staff/outreach?code={done.submission.code}")


def _find_mistake(runtime: Runtime, fields: Fields, area: Area | None) -> str:
    if not fields.one("name"):
        return runtime.words.say("outreach.name_missing")
    if len(fields.one("name")) > NAME_LIMIT:
        return runtime.words.say("outreach.name_long", n=NAME_LIMIT)
    return runtime.words.say("want.area_missing") if area is None else ""


def _read_found(runtime: Runtime, fields: Fields, area: Area) -> FoundActivity:
    phone, address = fields.one("phone"), fields.one("address")
    category = fields.one("category")
    return FoundActivity(
        name=fields.one("name"),
        municipality=area.municipality,
        district=runtime.catalog.current().districts[area.district] if area.district else None,
        category=category if is_known(category) else "",
        texts=RecordTexts(
            schedule=fields.one("schedule"),
            venues=(VenueTexts(address=address),) if address else None,
            contacts=(ContactTexts(kind="phone", value=phone),) if phone else None,
        ),
        message=fields.one("note")[:LONGEST_NOTE],
    )


def _list_own_areas(runtime: Runtime, staff: Staff) -> tuple[AreaGroup, ...]:
    """Where the writer may write something down.

    Raises:
        NotFound: nowhere; the page does not exist for support workers and administrators.
    """
    snapshot, desk = runtime.catalog.current(), runtime.desk
    codes = desk.scopes.readable_codes(staff.actor) or ()
    groups = (each for each in list_areas(runtime, snapshot, also=codes) if each.code in codes)
    own = []
    for group in groups:
        districts = tuple(
            (code, name)
            for code, name in group.districts
            if may_write_outreach(desk, staff.actor, group.code, snapshot.districts[code])
        )
        has_whole = may_write_outreach(desk, staff.actor, group.code)
        if districts or has_whole:
            own.append(replace(group, districts=districts, has_whole=has_whole))
    if not own:
        raise nothing_there()
    return tuple(own)


def _build(
    runtime: Runtime,
    staff: Staff,
    areas: tuple[AreaGroup, ...],
    fields: Fields,
    *,
    sent_code: str = "",
    error: str = "",
) -> OutreachPage:
    with runtime.store.read() as unit:
        sent = unit.submissions.of_account(staff.actor.account_id)
    return OutreachPage(
        frame=open_frame(runtime, staff),
        areas=areas,
        kinds=list_kinds(runtime.words),
        answers=fields,
        key=fields.form_key or str(uuid4()),
        own=tuple(each for each in reversed(sent) if each.is_outreach),
        sent_code=sent_code,
        error=error,
    )
