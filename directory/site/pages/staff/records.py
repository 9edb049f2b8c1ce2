"""/staff/resources and /staff/attention: records by name, and those that a person must look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

from fastapi import APIRouter, Request, Response

from directory.domain.permission import can
from directory.domain.resource import Resource
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.pages.staff.form_fields import FieldsDep
from directory.site.pages.staff.frame import (
    Frame,
    ModeratorDep,
    Staff,
    StaffDep,
    go_on,
    open_frame,
    send_staff_page,
)
from directory.usecases.moderation.bulk import BulkAction, Chosen, settle_attention

PAGE = 50
ACTIONS: tuple[BulkAction, ...] = get_args(BulkAction)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsPage:
    """Context of staff/records.html. older: lines before the next page; None = there is none."""

    template: ClassVar[str] = "staff/records.html"

    frame: Frame
    words: str
    records: tuple[Resource, ...]
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionPage:
    """Context of staff/attention.html. changed, skipped: what the last bulk action did; None = there was none."""

    template: ClassVar[str] = "staff/attention.html"

    frame: Frame
    total: int
    records: tuple[Resource, ...]
    newer: int | None
    older: int | None
    actions: tuple[str, ...] = ACTIONS
    changed: int | None = None
    skipped: int = 0


router = APIRouter(include_in_schema=False)


@router.get("/staff/resources")
def send_records(request: Request, runtime: RuntimeDep, staff: StaffDep, q: str = "", offset: str = "") -> Response:
    """Records that the reader may see, by name."""
    start, text = read_offset(offset), q.strip()[:100]
    scope = runtime.desk.scopes.readable_codes(staff.actor)
    records, has_more = _load(runtime, staff, scope, text=text, needs_attention=False, start=start)
    page = RecordsPage(
        frame=open_frame(runtime, staff),
        words=text,
        records=records,
        newer=max(0, start - PAGE) if start else None,
        older=start + PAGE if has_more else None,
    )
    return send_staff_page(request, page)


@router.get("/staff/attention")
def send_attention(
    request: Request,
    runtime: RuntimeDep,
    staff: ModeratorDep,
    offset: str = "",
    changed: str = "",
    skipped: str = "",
) -> Response:
    """Records that an import or a placement left questions about."""
    start = read_offset(offset)
    scope = runtime.desk.scopes.codes_of(staff.actor)
    records, has_more = _load(runtime, staff, scope, text="", needs_attention=True, start=start)
    with runtime.store.read() as unit:
        total = unit.records.count_attention(scope)
    page = AttentionPage(
        frame=open_frame(runtime, staff),
        total=total,
        records=records,
        newer=max(0, start - PAGE) if start else None,
        older=start + PAGE if has_more else None,
        changed=read_offset(changed) if changed else None,
        skipped=read_offset(skipped),
    )
    return send_staff_page(request, page)


@router.post("/staff/attention")
def take_attention(runtime: RuntimeDep, staff: ModeratorDep, fields: FieldsDep) -> Response:
    """Settles the chosen records; what somebody changed meanwhile stays on the list."""
    action: BulkAction = next((each for each in ACTIONS if each == fields.one("action")), "looked")
    chosen = tuple(found for each in fields.many("chosen")[:PAGE] if (found := _read_chosen(each)))
    done = settle_attention(runtime.desk, staff.actor, chosen, action, now=runtime.now())
    return go_on(f"/staff/attention?changed={done.changed}&skipped={done.skipped}")


def read_offset(text: str) -> int:
    """A number of lines; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _read_chosen(text: str) -> Chosen | None:
    resource_id, _, version = text.rpartition(":")
    return Chosen(resource_id=resource_id, version=int(version)) if version.isascii() and version.isdigit() else None


def _load(
    runtime: Runtime,
    staff: Staff,
    scope: tuple[str, ...] | None,
    *,
    text: str,
    needs_attention: bool,
    start: int,
) -> tuple[tuple[Resource, ...], bool]:
    """One page of records that the reader may see, and whether there is another one."""
    with runtime.store.read() as unit:
        ids = unit.records.find_records(scope, text=text, needs_attention=needs_attention, limit=PAGE + 1, offset=start)
        found = [resource for each in ids[:PAGE] if (resource := unit.resources.find(each))]
    scopes = runtime.desk.scopes
    seen = (each for each in found if can(staff.actor, "read_record", scopes.thing_of(each)) == "allowed")
    return tuple(seen), len(ids) > PAGE
