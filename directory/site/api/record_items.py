"""Between records and the JSON about them: bodies -> texts, drafts and places -> answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from directory.domain.address import Place
from directory.domain.advice import Advice
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.resource import Resource
from directory.domain.staff_notes import StaffNotes
from directory.domain.submission import Submission
from directory.site.api.items import JsonObject
from directory.site.api.record_bodies import AdviceBody, ChangeBody, ContactBody, NotesBody, RecordBody, VenueBody
from directory.usecases.moderation.read_record import RecordView, without_places
from directory.usecases.moderation.record_texts import ContactTexts, NoteTexts, RecordTexts, VenueTexts


def read_body(body: RecordBody) -> RecordTexts:
    """What a body says about a record."""
    return RecordTexts(
        name=body.name,
        kana=body.kana,
        categories=_tuple(body.categories),
        organization=body.organization,
        networks=_tuple(body.networks),
        department=body.department,
        description=body.description,
        tags=_tuple(body.tags),
        venues=None if body.venues is None else tuple(map(_venue_texts, body.venues)),
        service_area=body.service_area,
        advice=_advice(body.advice),
        schedule=body.schedule_text,
        eligibility=body.age_text,
        fees=body.fee_text,
        facts=None if body.facts is None else tuple((each.code, each.answer) for each in body.facts),
        contacts=None if body.contacts is None else tuple(map(_contact_texts, body.contacts)),
        capacity=body.capacity,
        booking=body.booking,
        visibility=body.visibility,
        status=body.status,
    )


def read_change(body: ChangeBody) -> RecordTexts:
    """What a body says about a record and about its notes for staff."""
    notes = None
    if body.staff_notes is not None:
        notes = NoteTexts(**{name: getattr(body.staff_notes, name) for name in NotesBody.model_fields})
    return replace(read_body(body), staff_notes=notes)


def record_answer(view: RecordView) -> JsonObject:
    """A record."""
    resource = view.resource
    return {
        "id": resource.id,
        "version": resource.version,
        **record_fields(view.draft, has_place=view.has_place, has_notes=view.has_notes),
        "listings": [key.code for key in resource.keys],
        "attention": list(resource.attention),
        "source": resource.draft.source.source,
        "updated_at": resource.updated_at,
    }


def record_fields(draft: ResourceDraft, *, has_place: bool, has_notes: bool) -> JsonObject:
    """The content of a draft; keys without a value are left out, and so are notes that are not the reader's."""
    organization = draft.organization
    return {
        "name": draft.name,
        "kana": draft.kana,
        "categories": list(draft.categories),
        "municipality": draft.municipality,
        "organization": organization.name if organization else "",
        "networks": list(organization.networks) if organization else [],
        "department": draft.department,
        "description": draft.description,
        "tags": list(draft.tags),
        "venues": [_venue_item(venue, venue.coordinate) for venue in draft.venues],
        "has_place": has_place,
        "service_area": draft.service_area,
        "advice": _advice_item(draft.advice),
        "schedule_text": draft.schedule.raw,
        "age_text": draft.eligibility.raw,
        "fee_text": draft.fees.raw,
        "facts": [{"code": code, "answer": answer} for code, answer in draft.facts],
        "contacts": [_contact_item(each) for each in draft.contacts],
        "booking": draft.booking,
        "visibility": draft.visibility,
        "status": draft.status,
        **({} if draft.capacity is None else {"capacity": draft.capacity}),
        **({} if draft.assured_on is None else {"assured_on": draft.assured_on}),
        **({"staff_notes": _notes_item(draft.staff_notes)} if has_notes else {}),
    }


def place_answer(resource: Resource) -> JsonObject:
    """The exact places of a record."""
    venues = resource.draft.venues or (VenueDraft(),)
    pairs = zip(venues, resource.placements, strict=True)
    return {
        "id": resource.id,
        "venues": [
            {**_venue_item(venue, placement.place.coordinate if placement.place else None), **_level(placement.place)}
            for venue, placement in pairs
        ],
    }


def submission_answer(submission: Submission, *, has_notes: bool) -> JsonObject:
    """A submission; the place of a confidential draft is not part of it."""
    sender = submission.submitter
    answer: JsonObject = {
        "id": submission.id,
        "code": submission.code,
        "kind": submission.kind,
        "status": submission.status,
        "version": submission.version,
        "municipality": submission.municipality,
        "channel": submission.channel,
        "created_at": submission.created_at,
        "changed": list(submission.changed),
        "resource_id": submission.resource_id,
        "message": submission.message,
        "sender": {
            "name": sender.name,
            "email": sender.email,
            "phone": sender.phone,
            "has_account": bool(sender.account_id),
            "is_email_confirmed": sender.is_email_confirmed,
        },
        "reply": submission.reply,
    }
    return answer | dict(_optional(submission, has_notes=has_notes))


def _optional(submission: Submission, *, has_notes: bool) -> Iterator[tuple[str, object]]:
    if submission.draft is not None:
        is_open = submission.draft.visibility == "public"
        draft = submission.draft if is_open else without_places(submission.draft)
        yield "draft", record_fields(draft, has_place=is_open, has_notes=has_notes)
    if submission.reason is not None:
        yield "reason", submission.reason
    if submission.decided_at is not None:
        yield "decided_at", submission.decided_at


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def _venue_texts(body: VenueBody) -> VenueTexts:
    point = body.point
    return VenueTexts(
        key=body.key,
        name=body.name,
        postal_code=body.postal_code,
        address=body.address,
        building=body.building,
        access=body.access,
        coordinate=Coordinate(latitude=point.latitude, longitude=point.longitude) if point else None,
    )


def _contact_texts(body: ContactBody) -> ContactTexts:
    return ContactTexts(kind=body.kind, value=body.value, note=body.note, publicity=body.publicity)


def _venue_item(venue: VenueDraft, point: Coordinate | None) -> JsonObject:
    return {
        "key": venue.key,
        "name": venue.name,
        "postal_code": venue.postal_code,
        "address": venue.address,
        "building": venue.building,
        "access": venue.access,
        **({} if point is None else {"latitude": point.latitude, "longitude": point.longitude}),
    }


def _level(place: Place | None) -> JsonObject:
    return {} if place is None else {"level": place.level, "radius_m": place.radius_m}


def _advice(body: AdviceBody | None) -> Advice | None:
    if body is None:
        return None
    return Advice(topics=tuple(body.topics), level=body.level, channels=tuple(body.channels))


def _advice_item(advice: Advice) -> JsonObject:
    return {"topics": list(advice.topics), "level": advice.level, "channels": list(advice.channels)}


def _notes_item(notes: StaffNotes) -> JsonObject:
    return {
        "referral": notes.referral,
        "vacancy": notes.vacancy,
        "vacancy_text": notes.vacancy_text,
        "cautions": notes.cautions,
        **({} if notes.vacancy_on is None else {"vacancy_on": notes.vacancy_on}),
    }


def _contact_item(contact: Contact) -> JsonObject:
    return {"kind": contact.kind, "value": contact.value, "note": contact.note, "publicity": contact.publicity}
