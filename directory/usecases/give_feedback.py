"""A support worker says how it went with a place: was wrong, was full, went well; a wrong one waits for a moderator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import uuid4

from directory.domain.access import require
from directory.domain.actor import Actor
from directory.domain.errors import Conflict, RequestRefused
from directory.domain.feedback import COUNTED, LONGEST_TEXT, Feedback, FeedbackCounts, FeedbackKind
from directory.domain.idempotency import IdempotentAnswer
from directory.domain.personal_parts import PersonalPart, find_personal_parts
from directory.domain.resource import Resource
from directory.domain.sign_in import hash_secret
from directory.domain.submission import FROM_STAFF, Submission
from directory.store.unit import WriteUnit
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.read_record import find_record
from directory.usecases.submit import Claim, Parts, submit

ACTOR = "feedback"
"""Under whose name requests are remembered: not the account's, which nothing shall tie to what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One word, and what was written beside it."""

    kind: FeedbackKind
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """What staff read of a record: counts and texts of the last half year."""

    resource: Resource
    counts: FeedbackCounts
    texts: tuple[Feedback, ...] = ()


def require_feedback(desk: Desk, actor: Actor, resource_id: str) -> Resource:
    """The record, for whoever may say something about it.

    Raises:
        AccessRefused: see `require`. NotFound: there is no such record.
    """
    resource, thing = find_record(desk, resource_id)
    require(actor, "give_feedback", thing)
    return resource


def read_feedback(desk: Desk, actor: Actor, resource_id: str, *, today: date) -> FeedbackView:
    """Counts and texts of the last half year; nobody is named in them.

    Raises:
        AccessRefused, NotFound: see `require_feedback`.
    """
    resource = require_feedback(desk, actor, resource_id)
    since = today - COUNTED
    with desk.store.read() as unit:
        return FeedbackView(
            resource=resource,
            counts=unit.feedback.counts_of(resource_id, since=since),
            texts=unit.feedback.texts_of(resource_id, since=since),
        )


def find_problems(text: str, *, today: date) -> tuple[PersonalPart, ...]:
    """What of the text must not be kept; refused before it comes near the database."""
    return find_personal_parts(text, today=today)


def make_claim(actor: Actor, key: str, resource_id: str, said: Said) -> Claim | None:
    """The claim of a request with a key; without a key None. Neither the key nor the account can be read back."""
    if not key:
        return None
    body = hash_secret(f"{resource_id}\n{said.kind}\n{said.text}")
    return Claim(actor=ACTOR, key=hash_secret(f"{actor.account_id}:{key}"), body_sha256=body)


def give_feedback(
    desk: Desk, actor: Actor, resource_id: str, said: Said, *, claim: Claim | None, now: datetime, today: date
) -> bool:
    """Whether it was kept now; False = the same request was carried out before.

    Raises:
        AccessRefused, NotFound: see `require_feedback`.
        RequestRefused: feedback_long, or personal_…: the text tells who somebody is; `start` and `end` say where.
        Conflict: idempotency_key_reused.
        StoreUnavailable: nothing was kept.
    """
    resource = require_feedback(desk, actor, resource_id)
    _require_fit(said.text, today=today)
    feedback = Feedback(
        id=str(uuid4()),
        resource_id=resource.id,
        kind=said.kind,
        municipality=resource.draft.municipality,
        day=today,
        text=said.text,
    )
    if said.kind == "wrong":
        return _report(desk, resource, feedback, claim=claim, now=now)
    with desk.store.write(now=now) as unit:
        if not _is_first(unit, claim, today=today):
            return False
        unit.feedback.add(feedback)
    return True


def _require_fit(text: str, *, today: date) -> None:
    if len(text) > LONGEST_TEXT:
        raise RequestRefused("feedback_long", {"field": "text", "most": LONGEST_TEXT})
    for part in find_problems(text, today=today):
        facts: dict[str, str | int | float] = {"field": "text", "start": part.start + 1, "end": part.end}
        raise RequestRefused(f"personal_{part.code}", facts)


def _report(desk: Desk, resource: Resource, feedback: Feedback, *, claim: Claim | None, now: datetime) -> bool:
    """The word together with a report in the queue, all or nothing."""

    def enclose(unit: WriteUnit, _submission: Submission) -> None:
        unit.feedback.add(feedback)

    parts = Parts(
        kind="report",
        municipality=feedback.municipality,
        channel="web",
        resource_id=resource.id,
        base_version=resource.version,
        reason="other",
        message=feedback.text,
        answers=(FROM_STAFF,),
    )
    return not submit(desk.store, parts, now=now, claim=claim, enclose=enclose).is_replayed


def _is_first(unit: WriteUnit, claim: Claim | None, *, today: date) -> bool:
    """Whether nobody used the key before; the hour is left out, which the session of an account would share."""
    if claim is None:
        return True
    midnight = datetime.combine(today, time(), UTC)
    answer = IdempotentAnswer(
        actor=claim.actor, key=claim.key, body_sha256=claim.body_sha256, answer_id=ACTOR, at=midnight
    )
    if unit.idempotency.remember(answer):
        return True
    known = unit.idempotency.find(claim.actor, claim.key)
    if known is None or known.body_sha256 != claim.body_sha256:
        raise Conflict("idempotency_key_reused")
    return False
