"""The contacts of a record as rows of fields, and what comes back from them."""

from __future__ import annotations

from collections.abc import Iterator

from directory.domain.contact import ContactKind
from directory.domain.visibility import PUBLICITIES, Publicity
from directory.site.pages.staff.form_fields import Fields
from directory.usecases.moderation.record_texts import ContactTexts

CONTACT_KINDS: tuple[ContactKind, ...] = ("phone", "fax", "email", "url", "form", "line")
NOBODY: Publicity = "private"
"""Who sees a contact of which nothing valid is said."""


def read_contacts(fields: Fields) -> Iterator[ContactTexts]:
    """The rows that have a value."""
    names = ("kind", "value", "note", "publicity")
    for kind, value, note, publicity in zip(*(fields.column(f"contact_{each}") for each in names), strict=False):
        if value:
            yield ContactTexts(
                kind=next((each for each in CONTACT_KINDS if each == kind), "phone"),
                value=value,
                note=note,
                publicity=next((each for each in PUBLICITIES if each == publicity), NOBODY),
            )
