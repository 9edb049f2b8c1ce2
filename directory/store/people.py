"""Repositories of people and of what they send in, made when somebody first asks for them."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from directory.store.accounts import Accounts
from directory.store.audit import Audit
from directory.store.feedback import FeedbackWords
from directory.store.history import History, HistoryEntry
from directory.store.idempotency import Idempotency
from directory.store.outbox import Outbox
from directory.store.record_lists import RecordLists
from directory.store.sessions import Sessions
from directory.store.sign_in_links import SignInLinks
from directory.store.staff_texts import StaffTexts
from directory.store.submissions import Submissions
from directory.store.tickets import Tickets
from directory.store.wants import Wants
from directory.store.wizards import Wizards


class People:
    """What reading and writing transactions have in common."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._history = History(connection)

    @cached_property
    def accounts(self) -> Accounts:
        """Who can sign in."""
        return Accounts(self._connection)

    @cached_property
    def sessions(self) -> Sessions:
        """Which browsers are signed in."""
        return Sessions(self._connection)

    @cached_property
    def links(self) -> SignInLinks:
        """Mailed sign-in links."""
        return SignInLinks(self._connection)

    @cached_property
    def submissions(self) -> Submissions:
        """What was sent in."""
        return Submissions(self._connection)

    @cached_property
    def idempotency(self) -> Idempotency:
        """Answers to requests that may be sent again."""
        return Idempotency(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """Mails that have to go out."""
        return Outbox(self._connection)

    @cached_property
    def audit(self) -> Audit:
        """The audit log."""
        return Audit(self._connection)

    @cached_property
    def tickets(self) -> Tickets:
        """Mailed links that open one thing."""
        return Tickets(self._connection)

    @cached_property
    def wizards(self) -> Wizards:
        """Registrations that are not finished."""
        return Wizards(self._connection)

    @cached_property
    def feedback(self) -> FeedbackWords:
        """What support workers say about records."""
        return FeedbackWords(self._connection)

    @cached_property
    def wants(self) -> Wants:
        """What people wish for in an area."""
        return Wants(self._connection)

    @cached_property
    def records(self) -> RecordLists:
        """Lists of records for staff."""
        return RecordLists(self._connection)

    @cached_property
    def staff_texts(self) -> StaffTexts:
        """Texts that only support workers read."""
        return StaffTexts(self._connection)

    def history_of(self, resource_id: str) -> tuple[HistoryEntry, ...]:
        """History of one resource, oldest first."""
        return self._history.of(resource_id)

    def purge_history(self, before: datetime) -> int:
        """Forget entries of history older than a moment; answers how many there were."""
        return self._history.purge(before)
