"""What is kept for a time goes when its time is over; what a person wants erased is nowhere any more."""

# ruff: noqa: S106 - fictional tokens

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import pytest

from directory.domain.actor import Account, Grant
from directory.domain.audit import AuditEntry
from directory.domain.contact import Contact
from directory.domain.draft import SourceRef
from directory.domain.idempotency import IdempotentAnswer
from directory.domain.mail import Mail
from directory.domain.session import Session, SignInLink
from directory.domain.submission import Submission, Submitter
from directory.domain.ticket import Ticket
from directory.domain.unfinished import WizardDraft
from directory.usecases.person_data import erase_person, export_person
from directory.usecases.retention import purge

ADDRESS = "hanako@example.invalid"
PHONE = "090-0000-4321"


@pytest.fixture
def submission(make_change, now):
    contacts = (
        Contact(kind="phone", value=PHONE, publicity="private"),
        Contact(kind="email", value=ADDRESS),
        Contact(kind="phone", value="06-0000-0000"),
    )
    return Submission(
        id="s",
        code="12345678",
        kind="new",
        municipality="27106",
        channel="web",
        created_at=now,
        draft=make_change("a", contacts=contacts).draft,
        submitter=Submitter(name="架空花子", email="Hanako@Example.invalid", phone="０９０００００４３２１"),
        answers=(("mail", ADDRESS),),
        message=f"連絡は {ADDRESS} へ",
    )


def sign_in(unit, resource, now):
    """The person has an account that keeps the resource, a session, and a link on its way."""
    grants, owned = (Grant(role="volunteer"),), frozenset({resource})
    unit.accounts.add(
        Account(id="account-1", email=ADDRESS, name="架空花子", created_at=now, grants=grants, owned=owned)
    )
    unit.sessions.open(Session(token_hash="x", account_id="account-1", created_at=now, seen_at=now, expires_at=now))
    unit.links.issue(
        SignInLink(
            token_hash="t",
            code_hash="c",
            browser_hash="b",
            email=ADDRESS,
            purpose="sign_in",
            issued_at=now,
            expires_at=now,
        )
    )


@pytest.fixture
def filled(store, make_change, submission, now):
    """A directory that knows one person in every way there is."""
    change = make_change("a", contacts=submission.draft.contacts, description=f"申込は {ADDRESS} まで")
    with store.write(now=now) as unit:
        unit.resources.upsert(change, actor="m")
        unit.resources.upsert(make_change("a", contacts=submission.draft.contacts), actor="m")
        unit.resources.upsert(change, actor="m")
        resource = unit.resources.find_by_keys(["a"])["a"].id
        sign_in(unit, resource, now)
        unit.tickets.issue(
            Ticket(
                token_hash="t", purpose="confirm", resource_id=resource, email=ADDRESS, issued_at=now, expires_at=now
            )
        )
        unit.wizards.save(WizardDraft(id_hash="w", code="1", answers=(("mail", ADDRESS),), updated_at=now))
        unit.submissions.add(replace(submission, resource_id=resource))
        unit.submissions.decide("s", version=1, status="published", by="m", at=now, resource_id=resource)
        unit.idempotency.remember(
            IdempotentAnswer(actor="anonymous", key="k", body_sha256="0" * 64, answer_id="s", at=now)
        )
        unit.outbox.enqueue(Mail(kind="a", to=ADDRESS, subject="s", body="b", dedup_key="1"), now)
        unit.outbox.enqueue(Mail(kind="b", to="m@example.invalid", subject=ADDRESS, body=PHONE, dedup_key="2"), now)
        for mail in unit.outbox.lease(now, 30, 10):
            unit.outbox.finish(mail.id)
        unit.audit.record(AuditEntry(at=now, account_id="a", action="read_place", object_id="r", outcome="done"))
    return resource


@pytest.mark.parametrize(
    ("days", "gone"),
    [
        (6, {}),
        (8, {"idempotency": 1}),
        (31, {"idempotency": 1, "mails": 2}),
        (91, {"idempotency": 1, "mails": 2, "unfinished": 1}),
        (1096, {"idempotency": 1, "mails": 2, "unfinished": 1, "audit": 1, "history": 3, "senders": 1}),
    ],
)
def test_every_record_goes_when_its_time_is_over(store, filled, now, days, gone):
    later = now + timedelta(days=days)
    expected = dict.fromkeys(asdict(purge(store, now=later, is_dry_run=True)), 0)
    expected |= {"sessions": 1, "links": 1, "tickets": 1} | gone
    assert asdict(purge(store, now=later, is_dry_run=True)) == expected
    assert asdict(purge(store, now=later)) == expected
    assert sum(asdict(purge(store, now=later)).values()) == 0


def test_a_registration_that_ended_long_ago_goes_with_the_values_in_its_history(
    store, put, get, make_change, published_bytes, now
):
    source = SourceRef(source="registration")
    ended = {"source": source, "status": "ended"}
    put(make_change("a", source=source, description="前の説明"), make_change("b"))
    put(make_change("a", description="後の説明", **ended), make_change("b", status="ended"))
    removed = get("a").id
    assert purge(store, now=now + timedelta(days=1090)).archived == 0
    with store.write(now=now + timedelta(days=1000)) as unit:
        unit.resources.upsert(make_change("c"), actor="m")
    assert purge(store, now=now + timedelta(days=1096)).archived == 1
    assert "の説明".encode() not in published_bytes()
    with store.read() as unit:
        assert unit.resources.find(removed) is None
        assert unit.traces.count("の説明") == {}
        assert len(unit.resources.find_by_keys(["a", "b", "c"])) == 2


def test_all_that_is_known_of_a_person_is_handed_out(store, filled):
    record = export_person(store, "Hanako@example.INVALID ")
    assert record.account.name == "架空花子"
    assert [each.id for each in record.submissions] == ["s"]
    assert [each.id for each in record.resources] == [filled]
    assert (len(record.unfinished), len(record.mails)) == (1, 1)
    assert {"account", "submission", "wizard", "outbox", "ticket", "sign_in_link", "published", "history"} <= dict(
        record.traces
    ).keys()
    assert export_person(store, "nobody@example.invalid").traces == ()


def test_an_erased_person_is_found_nowhere_any_more(store, filled, database_url, published_bytes, now):
    before = store.public.revision()
    erased = erase_person(store, "Hanako@example.INVALID", now=now)
    assert (erased.accounts, erased.submissions, erased.resources, erased.left) == (1, 1, 1, ())
    assert store.public.revision() != before
    assert ADDRESS.encode() not in published_bytes()
    with store.read() as unit:
        assert unit.traces.count(PHONE).keys() <= {"outbox"}
        assert unit.traces.count("架空花子") == {}
        kept = unit.resources.find(filled)
        assert [contact.value for contact in kept.draft.contacts] == ["06-0000-0000"]
        assert kept.draft.description == "申込は  まで"
        assert unit.submissions.find("s").submitter == Submitter(is_email_confirmed=False)
    if database_url.startswith("sqlite"):
        path = Path(database_url.removeprefix("sqlite:///"))
        files = [each.read_bytes() for each in path.parent.glob(f"{path.name}*") if each.is_file()]
        assert not any(ADDRESS.encode() in content for content in files)


def test_erasing_somebody_unknown_changes_nothing_public(store, filled, now):
    before = store.public.revision()
    erased = erase_person(store, "nobody@example.invalid", now=now)
    assert (erased.rows, erased.left) == (0, ())
    assert store.public.revision() == before
