"""Tickets, unfinished registrations and the audit log."""

# ruff: noqa: S106 - fictional tokens

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from directory.domain.audit import AuditEntry
from directory.domain.ticket import Ticket
from directory.domain.unfinished import WizardDraft


def test_a_ticket_opens_for_its_purpose_and_is_used_up_once(store, now):
    ticket = Ticket(
        token_hash="t",
        purpose="edit",
        resource_id="r",
        email="a@example.invalid",
        issued_at=now,
        expires_at=now + timedelta(hours=24),
    )
    with store.write(now=now) as unit:
        unit.tickets.issue(ticket)
        unit.tickets.issue(replace(ticket, token_hash="u", resource_id="s"))
        assert unit.tickets.find("t", "edit") == ticket
        assert unit.tickets.find("t", "confirm") is None
        assert not unit.tickets.consume("t", ticket.expires_at)
        assert unit.tickets.consume("t", now)
        assert not unit.tickets.consume("t", now)
        assert unit.tickets.find("t", "edit") is None
        assert unit.tickets.revoke_all("s") == 1
        assert unit.tickets.find("u", "edit") is None
        assert unit.tickets.purge(now + timedelta(days=2)) == 1


def test_an_unfinished_registration_keeps_its_newest_answers(store, now):
    draft = WizardDraft(id_hash="w", code="12345678", answers=(("name", "架空サロン"),), updated_at=now)
    newer = replace(draft, answers=(*draft.answers, ("email", "Hana@Example.invalid ")), step=2)
    with store.write(now=now) as unit:
        unit.wizards.save(draft)
        unit.wizards.save(newer)
        assert unit.wizards.find("w") == unit.wizards.find_by_code("12345678") == newer
        assert unit.wizards.mentioning("hana@example.invalid") == (newer,)
        assert unit.wizards.mentioning("example.invalid") == ()
        assert unit.wizards.purge(now) == 0
        assert unit.wizards.purge(now + timedelta(seconds=1)) == 1
        assert unit.wizards.find("w") is None


def test_the_audit_log_tells_who_did_what_with_what(store, now):
    entry = AuditEntry(at=now, account_id="a", action="read_place", object_id="r", outcome="done")
    later = replace(entry, at=now + timedelta(days=1), outcome="forbidden")
    with store.write(now=now) as unit:
        unit.audit.record(entry)
        unit.audit.record(later)
        assert unit.audit.of("r") == (entry, later)
        assert unit.audit.since(later.at) == (later,)
        assert unit.audit.count("a", "read_place", now) == 2
        assert unit.audit.purge(later.at) == 1
        assert unit.audit.of("r") == (later,)
