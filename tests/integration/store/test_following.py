"""A worker follows a real database by what that tells of its changes, and hides at once what became confidential."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from directory.catalog import arranging
from directory.catalog.base import Surroundings
from directory.catalog.holidays import JapaneseHolidays
from directory.catalog.keeper import CatalogKeeper, Published
from directory.domain.seasons import USUAL_SEASONS
from directory.store.published import PublicView


@pytest.fixture
def keeper(store, tmp_path, now):
    @contextmanager
    def open_published():
        with store.public.view() as view:
            yield Published(listings=view, districts=())

    around = Surroundings(holidays=JapaneseHolidays(), seasons=USUAL_SEASONS, municipality_names=lambda _: "")
    return CatalogKeeper(open_published, around, folder=tmp_path / "shared", today=now.date)


@pytest.mark.parametrize("many", [1, 300])
def test_what_changed_is_followed_without_reading_the_rest(put, store, keeper, make_change, monkeypatch, many):
    put(*(make_change(f"k{number}") for number in range(5)))
    assert keeper.load().number.tolist() == [1, 2, 3, 4, 5]
    monkeypatch.setattr(PublicView, "read_listings", None)
    monkeypatch.setattr(arranging, "MANY_ADDED", many)
    put(make_change("k1", visibility="hidden"), make_change("k2", name="あたらしい名前"), make_change("new"))
    snapshot = keeper.load()
    assert sorted(snapshot.number.tolist()) == [1, 3, 4, 5, 6]
    assert {snapshot.listing(row).name for row in snapshot.index.search("あたらしい").rows.tolist()} == {
        "あたらしい名前"
    }
    put(make_change("k1"))
    assert sorted(keeper.load().number.tolist()) == [1, 2, 3, 4, 5, 6]
    assert keeper.load().revision == store.public.revision()
