"""Somebody tells what their area lacks, and staff read how often each kind was wished for where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from directory.domain.access import require_sign_in
from directory.domain.actor import Actor
from directory.domain.district import District
from directory.domain.idempotency import IdempotentAnswer
from directory.domain.permission import can
from directory.domain.sign_in import hash_secret
from directory.domain.want import Want, WantCount
from directory.store.engine import Store
from directory.usecases.moderation.desk import Desk

ACTOR = "want"


def tell_want(store: Store, want: Want, *, key: str, now: datetime) -> bool:
    """Whether the wish was counted now; False = the same form was sent before.

    Of the form's key only a hash is kept, for a week, with the day and without the hour.

    Raises:
        StoreUnavailable: nothing was kept.
    """
    midnight = datetime.combine(want.day, time(), UTC)
    with store.write(now=now) as unit:
        if key and not unit.idempotency.remember(
            IdempotentAnswer(actor=ACTOR, key=hash_secret(key), body_sha256="", answer_id=ACTOR, at=midnight)
        ):
            return False
        unit.wants.add(want)
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class WantPeriod:
    """From which day on wishes are counted. months: for the page."""

    months: int

    def since(self, today: date) -> date:
        """The first day."""
        return today - timedelta(days=round(self.months * 30.44))


def read_wants(
    desk: Desk, actor: Actor, districts: Mapping[str, District], period: WantPeriod, *, today: date
) -> tuple[WantCount, ...]:
    """Counts of the areas that the actor is responsible for, the most wished for first.

    Raises:
        Unauthenticated: nobody is signed in.
    """
    require_sign_in(actor)
    with desk.store.read() as unit:
        counts = unit.wants.counts(desk.scopes.readable_codes(actor), since=period.since(today))

    def is_seen(each: WantCount) -> bool:
        # a district that was renamed since is of its municipality only
        area = desk.scopes.area(each.municipality, districts.get(each.district))
        return can(actor, "read_wants", area) == "allowed"

    def rank(each: WantCount) -> tuple[int, str, str, str]:
        return -each.count, each.municipality, each.district, each.category

    return tuple(sorted(filter(is_seen, counts), key=rank))
