"""Staff write down what they found on a visit: a name and a district are enough, a moderator completes the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from directory.domain.access import require
from directory.domain.actor import Actor
from directory.domain.district import District
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.errors import RequestRefused
from directory.domain.permission import can
from directory.domain.submission import FOUND_ON_VISIT, KIND_UNKNOWN, Channel, Submitter
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.record_texts import RecordTexts, write_record
from directory.usecases.submit import SOURCE, Claim, Parts, Submitted, submit

NOTHING_KNOWN = RecordTexts()

USUAL_KIND = "meeting_space"
"""Under which kind a draft waits whose kind nobody knows; it is not published before somebody chose one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActivity:
    """What somebody came across.

    Attributes:
        district: None = somewhere in the municipality. category: code; empty = unknown.
        texts: whatever else is known already. message: to the moderator.
    """

    name: str
    municipality: str
    district: District | None = None
    category: str = ""
    texts: RecordTexts = NOTHING_KNOWN
    message: str = ""


def may_write_outreach(desk: Desk, actor: Actor, municipality: str, district: District | None = None) -> bool:
    """Whether the actor may write down what is found there."""
    return can(actor, "write_outreach", desk.scopes.area(municipality, district)) == "proposes"


def write_outreach(
    desk: Desk, actor: Actor, found: FoundActivity, *, channel: Channel, claim: Claim | None, now: datetime
) -> Submitted:
    """The draft in the queue of its municipality; repeated, the one that waits already.

    Raises:
        AccessRefused: see `require`; outside one's scope there is nothing.
        RequestRefused: record_field: a value that a record can not have.
        Conflict: idempotency_key_reused. StoreUnavailable: nothing was kept.
    """
    require(actor, "write_outreach", desk.scopes.area(found.municipality, found.district))
    parts = Parts(
        kind="new",
        municipality=found.municipality,
        channel=channel,
        draft=_write_draft(found),
        message=found.message,
        submitter=Submitter(account_id=actor.account_id),
        answers=(FOUND_ON_VISIT,) if found.category else (FOUND_ON_VISIT, KIND_UNKNOWN),
    )
    return submit(desk.store, parts, now=now, claim=claim)


def _write_draft(found: FoundActivity) -> ResourceDraft:
    try:
        base = ResourceDraft(
            stable_key="new",
            source=SourceRef(source=SOURCE),
            name=found.name,
            categories=(found.category or USUAL_KIND,),
            municipality=found.municipality,
        )
    except ValueError:
        raise RequestRefused("record_field", {"field": "name"}) from None
    draft = write_record(base, replace(found.texts, name=None, categories=None))
    if found.district is None:
        return draft
    # as a label, which says the district also where there is no address
    venues = draft.venues or (VenueDraft(),)
    labelled = tuple(replace(each, district_labels=(found.district.name,)) for each in venues)
    return draft.model_copy(update={"venues": labelled})
