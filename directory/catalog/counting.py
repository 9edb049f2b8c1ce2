"""Counts of every option: what it would leave with all other filters kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from directory.catalog.answer import Facets, OptionCount
from directory.catalog.columns import Bools, subtree_bits
from directory.catalog.criteria import RELATIVE_DAYS
from directory.catalog.days import CLOSED, days_of
from directory.catalog.filters import Filters
from directory.catalog.snapshot import Snapshot
from directory.domain.category import CATEGORIES
from directory.search.index import RESULT_LIMIT


def count_options(snapshot: Snapshot, filters: Filters, *, today: date) -> Facets:
    """The counts behind every filter; of a text at most as many as its answer may hold."""
    limit = RESULT_LIMIT if filters.matches else snapshot.count
    return Facets(
        categories=tuple(_categories(snapshot, filters.mask(without="category"), limit)),
        districts=tuple(_districts(snapshot, filters.mask(without="district"), limit)),
        municipalities=tuple(_municipalities(snapshot, filters.mask(without="municipality"), limit)),
        when=tuple(_days(snapshot, filters.mask(without="when"), limit, today)),
    )


def _categories(snapshot: Snapshot, mask: Bools, limit: int) -> Iterator[OptionCount]:
    # Few combinations of categories exist, so they are counted once and every code is read off them.
    patterns, counts = np.unique(snapshot.category_bits[mask], return_counts=True)
    for code, category in CATEGORIES.items():
        count = int(counts[(patterns & np.uint64(subtree_bits((code,)))) != 0].sum())
        yield OptionCount(code=code, label=category.label, count=min(count, limit), parent=category.parent or "")


def _districts(snapshot: Snapshot, mask: Bools, limit: int) -> Iterator[OptionCount]:
    for column in snapshot.columns.districts.values():
        for code, count in zip(column.codes, column.counts(mask).tolist(), strict=True):
            district = snapshot.districts[code]
            yield OptionCount(code=code, label=district.name, count=min(count, limit), parent=district.municipality)


def _municipalities(snapshot: Snapshot, mask: Bools, limit: int) -> Iterator[OptionCount]:
    column = snapshot.columns.municipality
    for code, count in zip(column.codes, column.counts(mask).tolist(), strict=True):
        yield OptionCount(code=code, label=snapshot.municipality_names[code], count=min(count, limit))


def _days(snapshot: Snapshot, mask: Bools, limit: int, today: date) -> Iterator[OptionCount]:
    for when in RELATIVE_DAYS:
        is_open = snapshot.days.states_on(days_of(when, today=today)) > CLOSED
        yield OptionCount(code=when, label=when, count=min(int(np.count_nonzero(mask & is_open)), limit))
