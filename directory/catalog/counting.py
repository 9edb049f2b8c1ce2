"""Counts of every option: what it would leave with all other filters kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from directory.catalog.answer import Facets, OptionCount, WishCount
from directory.catalog.columns import Places
from directory.catalog.filters import Filters
from directory.catalog.snapshot import Snapshot
from directory.catalog.when import OFFERED_TIMES
from directory.catalog.wishes import LISTED_WISHES, Wish, needs_all
from directory.domain.category import CATEGORIES
from directory.search.index import RESULT_LIMIT


def count_options(snapshot: Snapshot, filters: Filters, *, today: date, minute: int = 0) -> Facets:
    """The counts behind every filter; of a text at most as many as its answer may hold."""
    limit = RESULT_LIMIT if filters.matches else snapshot.count
    rows = _Rows(filters)
    return Facets(
        categories=tuple(_categories(snapshot, rows.without("category"), limit)),
        districts=tuple(_districts(snapshot, rows.without("district"), limit)),
        municipalities=tuple(_municipalities(snapshot, rows.without("municipality"), limit)),
        when=tuple(_days(snapshot, rows.without("when"), limit, today, minute)),
        wishes=tuple(_wishes(snapshot, rows, limit)),
    )


class _Rows:
    """Rows of one question, as numbers of the size in which numpy takes them twice as quickly."""

    def __init__(self, filters: Filters) -> None:
        self.fields = filters.masks.keys()
        self._filters = filters
        self.all = filters.rows().astype(np.intp)

    def without(self, field: str) -> Places:
        """Rows that meet all conditions but one."""
        return self._filters.rows(without=field).astype(np.intp) if field in self.fields else self.all


def _categories(snapshot: Snapshot, rows: Places, limit: int) -> Iterator[OptionCount]:
    for code, count in snapshot.columns.patterns.counts(rows).items():
        category = CATEGORIES[code]
        yield OptionCount(code=code, label=category.label, count=min(count, limit), parent=category.parent or "")


def _districts(snapshot: Snapshot, rows: Places, limit: int) -> Iterator[OptionCount]:
    served = snapshot.coverage.counts(rows, count=snapshot.count)
    for column in snapshot.columns.districts.values():
        for code, count in zip(column.codes, column.counts(rows).tolist(), strict=True):
            district, total = snapshot.districts[code], min(count + served.get(code, 0), limit)
            yield OptionCount(code=code, label=district.name, count=total, parent=district.municipality)


def _municipalities(snapshot: Snapshot, rows: Places, limit: int) -> Iterator[OptionCount]:
    column, served = snapshot.columns.municipality, snapshot.coverage.counts(rows, count=snapshot.count)
    for code, count in zip(column.codes, column.counts(rows).tolist(), strict=True):
        total = min(count + served.get(code, 0), limit)
        yield OptionCount(code=code, label=snapshot.municipality_names[code], count=total)


def _wishes(snapshot: Snapshot, rows: _Rows, limit: int) -> Iterator[WishCount]:
    """Of a parameter whose values must all be met, what each one more would leave."""
    suits = snapshot.columns.suits
    everywhere = suits.counts(rows.all)
    counted: dict[str, dict[Wish, tuple[int, int]]] = {}
    for wish in LISTED_WISHES:
        counts = everywhere
        if wish.field in rows.fields and not needs_all(wish.field):
            if wish.field not in counted:
                counted[wish.field] = suits.counts(rows.without(wish.field))
            counts = counted[wish.field]
        count, sure = (min(each, limit) for each in counts[wish])
        yield WishCount(code=wish.value, label=wish.value, count=count, parent=wish.field, sure=sure)


def _days(snapshot: Snapshot, rows: Places, limit: int, today: date, minute: int) -> Iterator[OptionCount]:
    counts = snapshot.days.count_open(OFFERED_TIMES, rows, today=today, minute=minute)
    for when, count in zip(OFFERED_TIMES, counts, strict=True):
        yield OptionCount(code=when, label=when, count=min(count, limit))
