"""Repository of registrations that are not finished."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select

from directory.domain.unfinished import WizardDraft
from directory.store.insertion import put_row
from directory.store.tables import WIZARD


class Wizards:
    """Unfinished registrations inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, draft: WizardDraft) -> None:
        """Add the answers so far, or put them in the place of the earlier ones with the same id."""
        row = {name: getattr(draft, name) for name in WizardDraft.__slots__}
        put_row(self._connection, WIZARD, row)

    def find(self, id_hash: str) -> WizardDraft | None:
        """The registration with this id."""
        return self._first(WIZARD.c.id_hash == id_hash)

    def find_by_code(self, code: str) -> WizardDraft | None:
        """The registration with this 控え番号."""
        return self._first(WIZARD.c.code == code)

    def forget(self, id_hash: str) -> None:
        """It was sent, or given up."""
        self._connection.execute(delete(WIZARD).where(WIZARD.c.id_hash == id_hash))

    def purge(self, before: datetime) -> int:
        """Forget those untouched since a moment; answers how many there were."""
        return self._connection.execute(delete(WIZARD).where(WIZARD.c.updated_at < before)).rowcount

    def mentioning(self, text: str) -> tuple[WizardDraft, ...]:
        """Those with an answer that is this text, in whatever case it was typed."""
        rows = self._connection.execute(select(WIZARD).where(func.lower(WIZARD.c.answers).contains(text.lower())))
        drafts = (WizardDraft(**row) for row in rows.mappings())
        return tuple(each for each in drafts if any(text.lower() == value.strip().lower() for _, value in each.answers))

    def _first(self, condition: ColumnElement[bool]) -> WizardDraft | None:
        row = self._connection.execute(select(WIZARD).where(condition)).mappings().first()
        return None if row is None else WizardDraft(**row)
