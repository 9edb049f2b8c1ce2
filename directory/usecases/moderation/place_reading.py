"""Confidential places are read one by one: every reading is written down, and only so many an hour are allowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from directory.domain.audit import AuditEntry
from directory.domain.errors import TooManyRequests
from directory.domain.sign_in import Window
from directory.store.engine import Store
from directory.store.unit import WriteUnit
from directory.usecases.attempts import require_room

READ, DONE, TOO_MANY = "read_place", "done", "too_many"
"""Action of the audit, and how it ended."""

PLACE_WINDOWS: tuple[Window, ...] = ((60, timedelta(hours=1)),)
"""Readings of one account, counted by all processes together. Source: trust.md section 3.10."""


def note_readings(store: Store, account_id: str, object_ids: Sequence[str], *, now: datetime) -> None:
    """Writes down what an account is about to read: ids of records or submissions.

    Raises:
        TooManyRequests: the hour is full; the first refusal of an hour stands in the audit as an alert.
        StoreUnavailable: it could not be written down, so nothing may be shown.
    """
    with store.write(now=now) as unit:
        refused = _refusal(unit, account_id, now)
        if refused is None:
            entries = tuple((each, DONE) for each in object_ids)
        else:
            entries = () if _is_alerted(unit, account_id, now) else ((object_ids[0], TOO_MANY),)
        for object_id, outcome in entries:
            unit.audit.record(
                AuditEntry(at=now, account_id=account_id, action=READ, object_id=object_id, outcome=outcome)
            )
    if refused is not None:
        raise refused


def _refusal(unit: WriteUnit, account_id: str, now: datetime) -> TooManyRequests | None:
    try:
        require_room(PLACE_WINDOWS, lambda since: unit.audit.count(account_id, READ, since, outcome=DONE), now=now)
    except TooManyRequests as refused:
        return TooManyRequests("too_many_places", refused.facts)
    return None


def _is_alerted(unit: WriteUnit, account_id: str, now: datetime) -> bool:
    return unit.audit.count(account_id, READ, now - PLACE_WINDOWS[0][1], outcome=TOO_MANY) > 0
