"""Texts that only support workers read, for searching them: notes, and contacts that are not public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, Text, select, type_coerce

from directory.domain.staff_notes import NO_NOTES
from directory.store.tables import CONTACT, RESOURCE

_EMPTY = ("{}", msgspec.json.encode(NO_NOTES).decode())
"""How notes look in which nobody wrote anything."""


class StaffTexts:
    """Texts for staff inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, municipalities: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Id of a record and one of its texts, of records in these municipalities; hidden records are left out."""
        columns = RESOURCE.c
        is_within = columns.municipality.in_(municipalities) & (columns.visibility != "hidden")
        is_noted = type_coerce(columns.staff_notes, Text()).not_in(_EMPTY)
        for row in self._connection.execute(select(columns.id, columns.staff_notes).where(is_within, is_noted)):
            notes = row.staff_notes
            yield from ((row.id, text) for text in (notes.referral, notes.vacancy_text, notes.cautions) if text)
        contacts = (
            select(CONTACT.c.resource_id, CONTACT.c.value, CONTACT.c.note)
            .join(RESOURCE, columns.id == CONTACT.c.resource_id)
            .where(is_within, CONTACT.c.publicity == "staff")
        )
        for contact in self._connection.execute(contacts):
            yield from ((contact.resource_id, text) for text in (contact.value, contact.note) if text)
