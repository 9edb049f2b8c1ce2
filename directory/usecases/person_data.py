"""What the directory knows of one person: handed out, or erased, by mail address."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from directory.domain.actor import Account
from directory.domain.audit import AuditEntry
from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft
from directory.domain.mail import QueuedMail
from directory.domain.resource import Resource
from directory.domain.submission import Submission
from directory.domain.unfinished import WizardDraft
from directory.store.engine import Store
from directory.store.people import People
from directory.store.resource_change import ResourceChange
from directory.store.unit import ReadUnit, WriteUnit

ACTOR = "erasure"

_TEXT_FIELDS = ("description", "booking", "service_area", "department")
_NOTE_FIELDS = ("referral", "vacancy_text", "cautions")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Everything under one mail address.

    Attributes:
        resources: listings that they registered, keep up to date, or that name the address.
        traces: rows of any table that hold the address, by table: the proof that nothing was left out.
    """

    email: str
    account: Account | None
    submissions: tuple[Submission, ...]
    unfinished: tuple[WizardDraft, ...]
    mails: tuple[QueuedMail, ...]
    resources: tuple[Resource, ...]
    traces: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How many of each were changed or forgotten; `left`: tables that still hold the address, which must be none."""

    accounts: int
    submissions: int
    unfinished: int
    resources: int
    rows: int
    left: tuple[tuple[str, int], ...]


def export_person(store: Store, email: str) -> PersonRecord:
    """All that is stored under a mail address, in whatever case it was typed.

    Raises:
        StoreUnavailable: the database is away or busy.
    """
    with store.read() as unit:
        return _collect(unit, email.strip().lower())


def erase_person(store: Store, email: str, *, now: datetime) -> Erased:
    """Forget a mail address everywhere, with the account, and the names and telephones that were sent in under it.

    Listings stay, without the contacts that were that person's; what of it was public is not public any more with this
    transaction. Backups keep it until they run out.

    Raises:
        StoreUnavailable: the database is away or busy; nothing was erased.
    """
    address = email.strip().lower()
    with store.write(now=now) as unit:
        found = _collect(unit, address)
        phones = frozenset(_phones(found.submissions))
        for resource in found.resources:
            _clear_resource(unit, resource, address, phones)
        for submission in found.submissions:
            _clear_submission(unit, submission, address, phones)
        for draft in found.unfinished:
            unit.wizards.forget(draft.id_hash)
        unit.links.forget(address)
        unit.tickets.forget(address)
        unit.outbox.forget(address)
        if found.account is not None:
            unit.posts.forget(found.account.id)
            unit.accounts.remove(found.account.id)
        rows = sum(found_rows for _, found_rows in found.traces)
        unit.traces.strike_out(address)
        unit.audit.record(AuditEntry(at=now, account_id="", action="erase_person", object_id="", outcome="done"))
        unit.finish()
        left = tuple(unit.traces.count(address).items())
    store.compact()
    return Erased(
        accounts=1 if found.account else 0,
        submissions=len(found.submissions),
        unfinished=len(found.unfinished),
        resources=len(found.resources),
        rows=rows,
        left=left,
    )


def _collect(unit: ReadUnit | WriteUnit, address: str) -> PersonRecord:
    account = unit.accounts.find_by_email(address)
    submissions = _submissions(unit, address, account)
    ids = {each.resource_id for each in submissions if each.resource_id}
    ids |= account.owned if account else frozenset()
    ids |= set(unit.resources.with_contact(address))
    resources = (unit.resources.find(resource_id) for resource_id in sorted(ids))
    return PersonRecord(
        email=address,
        account=account,
        submissions=submissions,
        unfinished=unit.wizards.mentioning(address),
        mails=unit.outbox.of_recipient(address),
        resources=tuple(each for each in resources if each is not None),
        traces=tuple(unit.traces.count(address).items()),
    )


def _submissions(unit: People, address: str, account: Account | None) -> tuple[Submission, ...]:
    own = unit.submissions.of_account(account.id) if account else ()
    return tuple({each.id: each for each in (*unit.submissions.of_email(address), *own)}.values())


def _phones(submissions: tuple[Submission, ...]) -> list[str]:
    """Digits of the telephones that were given as the sender's own."""
    return [_digits(each.submitter.phone) for each in submissions if _digits(each.submitter.phone)]


def _digits(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isdecimal())


def _clear_resource(unit: WriteUnit, resource: Resource, address: str, phones: frozenset[str]) -> None:
    """The listing without the person, and its history without their telephone."""
    cleared = _cleared(resource.draft, address, phones)
    if cleared != resource.draft:
        change = ResourceChange(draft=cleared, placements=resource.placements, attention=resource.attention)
        unit.resources.edit(resource.id, resource.version, change, actor=ACTOR)
    gone = {contact.value for contact in resource.draft.contacts} - {contact.value for contact in cleared.contacts}
    gone |= {contact.raw for contact in resource.draft.contacts if contact.value in gone and contact.raw}
    for value in sorted(gone):
        unit.traces.strike_from_history(resource.id, value)


def _clear_submission(unit: WriteUnit, submission: Submission, address: str, phones: frozenset[str]) -> None:
    """What was sent in, without the person who sent it."""
    unit.submissions.forget_sender(
        submission.id,
        draft=submission.draft and _cleared(submission.draft, address, phones),
        previous=submission.previous and _cleared(submission.previous, address, phones),
    )


def _cleared(draft: ResourceDraft, address: str, phones: frozenset[str]) -> ResourceDraft:
    kept = tuple(contact for contact in draft.contacts if not _is_theirs(contact, address, phones))
    texts = {name: _without(getattr(draft, name), address) for name in _TEXT_FIELDS}
    extra = tuple((name, _without(value, address)) for name, value in draft.extra)
    notes = draft.staff_notes
    own = tuple(contact for contact in notes.contacts if contact in kept)
    said = {name: _without(getattr(notes, name), address) for name in _NOTE_FIELDS}
    cleared = replace(notes, contacts=own, **said)  # type: ignore[arg-type]  # all of them are texts
    return draft.model_copy(update={"contacts": kept, "extra": extra, "staff_notes": cleared, **texts})


def _is_theirs(contact: Contact, address: str, phones: frozenset[str]) -> bool:
    """Whether a contact is the person's: the address itself, or the telephone that they gave as their own."""
    is_mail = address in f"{contact.value} {contact.raw} {contact.note}".lower()
    return is_mail or (contact.kind in {"phone", "fax"} and _digits(contact.value) in phones)


def _without(text: str, address: str) -> str:
    start = text.lower().find(address)
    return text if start < 0 else _without(text[:start] + text[start + len(address) :], address)
