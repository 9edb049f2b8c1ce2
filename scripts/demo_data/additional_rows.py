"""Rows of a 追加情報 file that belong to a list with plain headers."""

from __future__ import annotations

from demo_data.addresses import AddressBook
from demo_data.meal_rows import SESSION
from demo_data.plain_rows import Row
from demo_data.words import Additional, Pilot


def write_sessions(additional: tuple[Additional, ...], pilot: Pilot, book: AddressBook) -> list[Row]:
    """One row per further venue of the resources of a municipality."""
    return [
        {
            "ID": each.parent,
            "住所": book.next_spot().address,
            **dict(zip(SESSION, session, strict=True)),
            "参加条件": each.eligibility,
        }
        for each in additional
        if each.pilot == pilot.jis
        for session in each.sessions
    ]
