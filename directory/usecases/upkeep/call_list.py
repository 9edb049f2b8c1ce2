"""Whom staff have to telephone or write to: operators who did not answer twice, and those without a mail address."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from directory.domain.lease import PATIENCE_DAYS, Lease
from directory.domain.resource import Resource
from directory.store.engine import Store
from directory.store.unit import ReadUnit, WriteUnit
from directory.usecases.upkeep.letters import issue_link
from directory.usecases.upkeep.operators import addresses_of, phones_of

ACTOR = "postcard"
MOST = 100_000

Reason = Literal["silent", "no_mail"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One operator to reach.

    Attributes:
        code: public code of the listing. number: 控え番号 of its registration, else the public code.
        asked_on: a card is on its way since then; None = none.
    """

    resource_id: str
    code: str
    number: str
    name: str
    municipality: str
    phones: tuple[str, ...]
    reason: Reason
    confirmed_on: date | None
    asked_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Postcard:
    """What is printed on one card: `link` opens the page on which the operator answers."""

    call: Call
    link: str


def list_calls(store: Store, *, today: date, municipalities: Collection[str] | None = None) -> tuple[Call, ...]:
    """Those of some municipalities (None = all), by municipality, the longest unheard first.

    Whoever has a card on its way comes last. Reads only.

    Raises:
        StoreUnavailable: the database is away or busy.
    """
    with store.read() as unit:
        return tuple(call for call, _, _ in _walk(unit, today, municipalities))


def make_postcards(
    store: Store, *, origin: str, today: date, now: datetime, municipalities: Collection[str]
) -> tuple[Postcard, ...]:
    """Cards for all who have none on its way yet; from now on each waits for its answer like a mail.

    Raises:
        StoreUnavailable: no card was made.
    """
    cards: list[Postcard] = []
    with store.write(now=now) as unit:
        for call, lease, resource in tuple(_walk(unit, today, municipalities)):
            if call.asked_on is None or call.asked_on + timedelta(days=PATIENCE_DAYS) <= today:
                link = issue_link(unit, resource, "", origin, now=now)
                cards.append(Postcard(call=call, link=link))
                unit.leases.save(replace(lease, asked_on=today), actor=ACTOR)
    return tuple(cards)


def _walk(
    unit: ReadUnit | WriteUnit, today: date, municipalities: Collection[str] | None
) -> Iterator[tuple[Call, Lease, Resource]]:
    found = [
        (_call(unit, resource, lease, reason), lease, resource)
        for lease, reason in _candidates(unit, today)
        if (resource := unit.resources.find(lease.resource_id)) is not None
        and (municipalities is None or resource.draft.municipality in municipalities)
        and (reason == "silent" or not addresses_of(unit, resource))
    ]
    found.sort(key=lambda each: _order(each[0]))
    yield from found


def _order(call: Call) -> tuple[object, ...]:
    """Whoever has a card waits behind those whom nobody has asked."""
    return call.municipality, call.asked_on is not None, call.confirmed_on or date.min, call.name


def _candidates(unit: ReadUnit | WriteUnit, today: date) -> Iterator[tuple[Lease, Reason]]:
    for lease in unit.leases.silent(MOST):
        yield lease, "silent"
    due = unit.leases.due(today, MOST)
    waiting = unit.leases.asked(MOST)
    for lease in {each.resource_id: each for each in (*waiting, *due)}.values():
        yield lease, "no_mail"


def _call(unit: ReadUnit | WriteUnit, resource: Resource, lease: Lease, reason: Reason) -> Call:
    codes = [each.code for each in unit.submissions.of_resource(resource.id) if each.kind == "new"]
    return Call(
        resource_id=resource.id,
        code=resource.keys[0].code,
        number=codes[0] if codes else resource.keys[0].code,
        name=resource.draft.name,
        municipality=resource.draft.municipality,
        phones=phones_of(resource),
        reason=reason,
        confirmed_on=lease.confirmed_on,
        asked_on=lease.asked_on,
    )
