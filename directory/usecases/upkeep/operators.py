"""Who can be asked about a listing: by mail, and by telephone."""

from __future__ import annotations

from directory.domain.resource import Resource
from directory.store.people import People

OPERATORS_KINDS = frozenset({"new", "change"})


def addresses_of(unit: People, resource: Resource) -> tuple[str, ...]:
    """Mail addresses to ask: of the owners; else of who registered it and proved the address; else of the listing.

    The first of these that there is: whoever takes a listing over is asked alone.
    """
    owners = tuple(account.email for account in unit.accounts.owners_of(resource.id))
    return owners or _senders(unit, resource)[-1:] or _contacts(resource)[:1]


def all_addresses_of(unit: People, resource: Resource) -> frozenset[str]:
    """Every mail address, lower case, whose holder may have a link to the listing."""
    owners = (account.email for account in unit.accounts.owners_of(resource.id))
    return frozenset((*owners, *_senders(unit, resource), *_contacts(resource)))


def phones_of(resource: Resource) -> tuple[str, ...]:
    """Telephones of the listing, public or not; for staff."""
    return tuple(contact.value for contact in resource.draft.contacts if contact.kind == "phone")


def _senders(unit: People, resource: Resource) -> tuple[str, ...]:
    """Oldest first."""
    return tuple(
        each.submitter.email.lower()
        for each in unit.submissions.of_resource(resource.id)
        if each.status == "published" and each.kind in OPERATORS_KINDS and each.submitter.is_email_confirmed
    )


def _contacts(resource: Resource) -> tuple[str, ...]:
    return tuple(contact.value.lower() for contact in resource.draft.contacts if contact.kind == "email")
