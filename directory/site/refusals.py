"""Refused attempts of signed-in people, for the audit."""

from __future__ import annotations

from contextlib import suppress

from directory.domain.audit import AuditEntry
from directory.domain.errors import AccessRefused, Forbidden, SecondFactorMissing, StoreUnavailable
from directory.runtime import Runtime


def note_refusal(runtime: Runtime, refused: AccessRefused) -> None:
    """Writes down who was refused what; runs after the answer, so that it can neither delay nor change it."""
    entry = AuditEntry(
        at=runtime.now(),
        account_id=refused.account_id,
        action=refused.action,
        object_id=refused.object_id,
        outcome=_outcome_of(refused),
    )
    with suppress(StoreUnavailable), runtime.store.write(now=runtime.now()) as unit:
        unit.audit.record(entry)


def _outcome_of(refused: AccessRefused) -> str:
    if isinstance(refused, SecondFactorMissing):
        return "unverified"
    return "forbidden" if isinstance(refused, Forbidden) else "absent"
