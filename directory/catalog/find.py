"""THE one filter behind list, map, API, calendar, print and export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from directory.catalog.answer import Facets, Hit, Understood, Why
from directory.catalog.columns import Indexes
from directory.catalog.counting import count_options
from directory.catalog.criteria import Criteria
from directory.catalog.filters import MET, Filters, build_filters
from directory.catalog.order import order_rows, sure_first, usual_keys
from directory.catalog.snapshot import Snapshot
from directory.domain.schedule import Session
from directory.search.index import RESULT_LIMIT
from directory.search.reasons import Reason, explain


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Found:
    """An answer: all matching rows in the order asked for, and what a page of it needs.

    Attributes:
        minute: of today in Japan; what is over by then is no longer today's. 0 = the whole day lies ahead.
        rows: of `snapshot`, best first, those to ask about behind the sure ones; with near or bbox only placed ones.
        sure: how many of `rows` surely meet every condition; the others are to be asked about.
        unplaced: matching listings without a public point. With near or bbox they are not in `rows` and their
            number does not depend on the area asked for.
        scores: of a text, for each of `rows`.
    """

    snapshot: Snapshot
    criteria: Criteria
    today: date
    minute: int
    rows: Indexes
    scores: NDArray[np.float32]
    sure: int
    unplaced: int
    filters: Filters
    understood: tuple[Understood, ...] = ()

    @property
    def total(self) -> int:
        """How many listings match."""
        return int(self.rows.size)

    @property
    def placed(self) -> int:
        """How many of `rows` have a public point: all of them where an area was asked for."""
        return self.total - (self.unplaced if self.filters.area is None else 0)

    @cached_property
    def facets(self) -> Facets:
        """Counts per option with all other filters kept."""
        return count_options(self.snapshot, self.filters, today=self.today, minute=self.minute)

    def hits(self, offset: int = 0, limit: int | None = None) -> tuple[Hit, ...]:
        """One page; the rest of the answer when `limit` is None."""
        end = self.total if limit is None else offset + limit
        rows, scores = self.rows[offset:end], self.scores[offset:end]
        reasons = self._explain(rows)
        return tuple(map(self._hit, rows.tolist(), scores.tolist(), reasons))

    def payloads(self, offset: int, limit: int) -> tuple[bytes, ...]:
        """The encoded listings of a page, for exports that need only a part of each."""
        return tuple(map(self.snapshot.shelf.payload, self.rows[offset : offset + limit].tolist()))

    def next_dates(self, offset: int, limit: int) -> tuple[date | None, ...]:
        """The next day of each listing of a page, without reading the listings."""
        sessions = map(self._next_session, self.rows[offset : offset + limit].tolist())
        return tuple(session.on if session else None for session in sessions)

    def _explain(self, rows: Indexes) -> Iterable[tuple[Reason, ...]]:
        matches = self.filters.matches
        return explain(self.snapshot.index, matches.query, rows) if matches else ((),) * rows.size

    def _hit(self, row: int, score: float, reasons: tuple[Reason, ...]) -> Hit:
        distances = self.filters.distances
        return Hit(
            listing=self.snapshot.listing(row),
            score=score,
            why=tuple([Why(field=field, how=how, matched=matched) for field, how, matched in reasons]),
            distance_m=round(float(distances[row])) if distances is not None else None,
            next_session=self._next_session(row),
            to_ask=self.filters.open_conditions(row),
        )

    def _next_session(self, row: int) -> Session | None:
        return self.snapshot.days.next_session(row, today=self.today, minute=self.minute)


def find(
    snapshot: Snapshot,
    criteria: Criteria,
    *,
    today: date,
    minute: int = 0,
    understood: tuple[Understood, ...] = (),
) -> Found:
    """Every listing that meets or may meet all conditions; of a text at most 1,000, best first.

    Listings that have ended or were not confirmed for over a year are left out.
    """
    filters = build_filters(snapshot, criteria, today=today, minute=minute)
    rows, scores = _ordered(snapshot, filters, criteria, minute)
    sureness = filters.sureness()
    if criteria.sort != "any":
        order = sure_first(rows, sureness)
        rows, scores = rows[order], scores[order]
    return Found(
        snapshot=snapshot,
        criteria=criteria,
        today=today,
        minute=minute,
        rows=rows,
        scores=scores,
        sure=rows.size if sureness is None else int(np.count_nonzero(sureness[rows] == MET)),
        unplaced=_unplaced(snapshot, rows, filters),
        filters=filters,
        understood=understood,
    )


def count(snapshot: Snapshot, criteria: Criteria, *, today: date, minute: int = 0) -> int:
    """How many listings `find` answers with, without putting them in order."""
    matching = build_filters(snapshot, criteria, today=today, minute=minute).rows().size
    return min(matching, RESULT_LIMIT) if criteria.text.strip() else matching


def _ordered(
    snapshot: Snapshot, filters: Filters, criteria: Criteria, minute: int
) -> tuple[Indexes, NDArray[np.float32]]:
    """Rows in the order asked for; of a text by their score, and only equal ones in the usual order.

    Which rows of a text are left out does not depend on the order: list, map and files hold the same ones.
    """
    rows, matches, distances = filters.rows(), filters.matches, filters.distances
    is_usual = criteria.sort == "recommended" and distances is None
    if matches is not None and (is_usual or rows.size > RESULT_LIMIT):
        ranking = snapshot.index.rank(matches, rows, keys_of=partial(usual_keys, snapshot, minute=minute))
        if is_usual or criteria.sort == "any":
            return ranking.rows, ranking.scores
        rows = np.sort(ranking.rows)
    ordered = order_rows(snapshot, rows, sort=criteria.sort, distances=distances, minute=minute)
    if matches is None:
        return ordered, np.zeros(rows.size, np.float32)
    place_of = np.empty(snapshot.count, np.int32)
    place_of[ordered] = np.arange(ordered.size, dtype=np.int32)
    ranking = snapshot.index.rank(matches, rows, keys_of=place_of.__getitem__)
    if criteria.sort == "recommended":
        return ranking.rows, ranking.scores
    order = np.argsort(place_of[ranking.rows])
    return ranking.rows[order], ranking.scores[order]


def _unplaced(snapshot: Snapshot, rows: Indexes, filters: Filters) -> int:
    # those without a point are the last rows of a snapshot
    placed = np.count_nonzero(snapshot.is_placed)
    return int(np.count_nonzero((rows if filters.area is None else filters.anywhere()) >= placed))
