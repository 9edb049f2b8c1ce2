"""Counts of every option: what it would leave with all other filters kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from directory.catalog.answer import Facets, OptionCount, WishCount
from directory.catalog.columns import Indexes
from directory.catalog.filters import Filters
from directory.catalog.snapshot import Snapshot
from directory.catalog.when import OFFERED_TIMES
from directory.catalog.wishes import LISTED_WISHES, Wish, needs_all
from directory.domain.category import CATEGORIES
from directory.search.index import RESULT_LIMIT


def count_options(snapshot: Snapshot, filters: Filters, *, today: date, minute: int = 0) -> Facets:
    """The counts behind every filter; of a text at most as many as its answer may hold."""
    limit = RESULT_LIMIT if filters.matches else snapshot.count
    return Facets(
        categories=tuple(_categories(snapshot, filters.rows(without="category"), limit)),
        districts=tuple(_districts(snapshot, filters.rows(without="district"), limit)),
        municipalities=tuple(_municipalities(snapshot, filters.rows(without="municipality"), limit)),
        when=tuple(_days(snapshot, filters.rows(without="when"), limit, today, minute)),
        wishes=tuple(_wishes(snapshot, filters, limit)),
    )


def _categories(snapshot: Snapshot, rows: Indexes, limit: int) -> Iterator[OptionCount]:
    for code, count in snapshot.columns.patterns.counts(rows).items():
        category = CATEGORIES[code]
        yield OptionCount(code=code, label=category.label, count=min(count, limit), parent=category.parent or "")


def _districts(snapshot: Snapshot, rows: Indexes, limit: int) -> Iterator[OptionCount]:
    served = snapshot.coverage.counts(rows, count=snapshot.count)
    for column in snapshot.columns.districts.values():
        for code, count in zip(column.codes, column.counts(rows).tolist(), strict=True):
            district, total = snapshot.districts[code], min(count + served.get(code, 0), limit)
            yield OptionCount(code=code, label=district.name, count=total, parent=district.municipality)


def _municipalities(snapshot: Snapshot, rows: Indexes, limit: int) -> Iterator[OptionCount]:
    column, served = snapshot.columns.municipality, snapshot.coverage.counts(rows, count=snapshot.count)
    for code, count in zip(column.codes, column.counts(rows).tolist(), strict=True):
        total = min(count + served.get(code, 0), limit)
        yield OptionCount(code=code, label=snapshot.municipality_names[code], count=total)


def _wishes(snapshot: Snapshot, filters: Filters, limit: int) -> Iterator[WishCount]:
    """Of a parameter whose values must all be met, what each one more would leave."""
    suits = snapshot.columns.suits
    everywhere = suits.counts(filters.rows())
    counted: dict[str, dict[Wish, tuple[int, int]]] = {}
    for wish in LISTED_WISHES:
        counts = everywhere
        if wish.field in filters.masks and not needs_all(wish.field):
            counts = counted.setdefault(wish.field, suits.counts(filters.rows(without=wish.field)))
        count, sure = (min(each, limit) for each in counts[wish])
        yield WishCount(code=wish.value, label=wish.value, count=count, parent=wish.field, sure=sure)


def _days(snapshot: Snapshot, rows: Indexes, limit: int, today: date, minute: int) -> Iterator[OptionCount]:
    counts = snapshot.days.count_open(OFFERED_TIMES, rows, today=today, minute=minute)
    for when, count in zip(OFFERED_TIMES, counts, strict=True):
        yield OptionCount(code=when, label=when, count=min(count, limit))
