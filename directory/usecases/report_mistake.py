"""Somebody tells that a listing is wrong: a report in the queue of its municipality, without who told it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from directory.domain.resource import Resource
from directory.domain.submission import ReportReason
from directory.store.engine import Store
from directory.usecases.submit import Claim, Parts, Submitted, submit

LONGEST_MESSAGE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is wrong, in one of five ways and in the reader's words."""

    reason: ReportReason
    message: str = ""


def report_mistake(store: Store, resource: Resource, report: Report, *, claim: Claim, now: datetime) -> Submitted:
    """The stored report. Nothing tells who sent it.

    Raises:
        StoreUnavailable: nothing was kept.
    """
    parts = Parts(
        kind="report",
        municipality=resource.draft.municipality,
        channel="web",
        resource_id=resource.id,
        base_version=resource.version,
        reason=report.reason,
        message=report.message[:LONGEST_MESSAGE],
    )
    return submit(store, parts, now=now, claim=claim)
