"""Ask operators whether their activity still goes on, each by its rhythm; asking twice on a day asks once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

from directory.domain.draft import ResourceDraft
from directory.domain.lease import Lease
from directory.domain.resource import Resource
from directory.store.engine import Store
from directory.store.unit import WriteUnit
from directory.usecases.submit import SOURCE
from directory.usecases.upkeep.letters import Letters, send_question
from directory.usecases.upkeep.operators import addresses_of

ACTOR = "remind"
MOST = 100_000

Step = Literal["asked", "asked_again", "silent", "no_mail", "fresh"]
"""silent: nobody answered twice, it leaves default results. no_mail: to be telephoned or written to on paper.

fresh: it was changed meanwhile, which is an answer too.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythms:
    """Days after which operators are asked: monthly activities more often than others."""

    usual_days: int = 150
    monthly_days: int = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was done about one listing. confirmed_on: the last word, if there is any."""

    resource_id: str
    name: str
    step: Step
    confirmed_on: date | None


def remind(
    store: Store,
    letters: Letters,
    *,
    today: date,
    now: datetime,
    rhythms: Rhythms,
    sources: tuple[str, ...] = (),
    is_dry_run: bool = False,
) -> tuple[Asked, ...]:
    """What was done about every listing that is due; a dry run only tells.

    Asked about are listings that people registered or keep up to date with an account; others of imported data sets
    only when `sources` names them.

    Raises:
        StoreUnavailable: nobody was asked.
    """
    with store.write(now=now, dry_run=is_dry_run) as unit:
        _open_leases(unit, (SOURCE, *sources), rhythms)
        return tuple(
            asked
            for lease in unit.leases.due(today, MOST)
            if (asked := _handle(unit, lease, letters, today=today, now=now, rhythms=rhythms)) is not None
        )


def count_steps(done: tuple[Asked, ...]) -> Mapping[str, int]:
    """How many of each; 0 of those that did not occur."""
    counts = Counter(each.step for each in done)
    return {step: counts[step] for step in get_args(Step)}


def rhythm_of(draft: ResourceDraft, rhythms: Rhythms) -> int:
    """Days between two questions."""
    schedules = (draft.schedule, *(venue.schedule for venue in draft.venues if venue.schedule is not None))
    rules = [rule for schedule in schedules for rule in schedule.rules]
    is_monthly = bool(rules) and all(rule.freq == "monthly" or rule.count is not None for rule in rules)
    return rhythms.monthly_days if is_monthly else rhythms.usual_days


def _open_leases(unit: WriteUnit, sources: tuple[str, ...], rhythms: Rhythms) -> None:
    for resource_id in unit.leases.without_lease(sources):
        resource = unit.resources.find(resource_id)
        if resource is not None:
            days = rhythm_of(resource.draft, rhythms)
            lease = Lease(resource_id=resource_id, rhythm_days=days, confirmed_on=resource.draft.assured_on)
            unit.leases.save(lease, actor=ACTOR)


def _handle(
    unit: WriteUnit, lease: Lease, letters: Letters, *, today: date, now: datetime, rhythms: Rhythms
) -> Asked | None:
    resource = unit.resources.find(lease.resource_id)
    if resource is None:
        return None
    lease = replace(lease, rhythm_days=rhythm_of(resource.draft, rhythms))
    said_on = resource.draft.assured_on
    if said_on is not None and (lease.confirmed_on is None or said_on > lease.confirmed_on):
        lease = replace(lease, confirmed_on=said_on, asked_on=None, unanswered=0)
    if lease.due_on > today:
        unit.leases.save(lease, actor=ACTOR)
        return _told(resource, lease, "fresh")
    is_again = lease.asked_on is not None
    lease = replace(lease, unanswered=lease.unanswered + is_again)
    if lease.is_silent:
        unit.leases.save(lease, actor=ACTOR)
        return _told(resource, lease, "silent")
    addresses = addresses_of(unit, resource)
    if not addresses:
        # what was asked on paper stays asked: the silence of a card counts like that of a mail
        unit.leases.save(replace(lease, asked_on=None), actor=ACTOR)
        return _told(resource, lease, "no_mail")
    for address in addresses:
        send_question(unit, resource, address, letters, today=today, now=now)
    unit.leases.save(replace(lease, asked_on=today), actor=ACTOR)
    return _told(resource, lease, "asked_again" if is_again else "asked")


def _told(resource: Resource, lease: Lease, step: Step) -> Asked:
    return Asked(resource_id=resource.id, name=resource.draft.name, step=step, confirmed_on=lease.confirmed_on)
