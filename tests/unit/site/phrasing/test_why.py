"""A card says why it is there where its name does not show it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from directory.catalog.answer import Hit, Why
from directory.domain.listing import Listing
from directory.site.phrasing.card import build_card

LISTING = Listing(
    code="k00001",
    number=1,
    series="k00001",
    name="みほん",
    categories=("child_cafe",),
    municipality="27106",
    updated_at=datetime(2026, 6, 1, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("why", "phrase"),
    [
        ((("category", "concept", "食事"),), "内容に「食事」"),
        ((("description", "exact", "夜"), ("category", "concept", "食事")), "内容に「食事」"),
        ((("description", "exact", "らんどせる"),), "説明に「らんどせる」"),
        ((("place", "fuzzy", "所沢市"),), "場所に「所沢市」"),
        ((("name", "exact", "みほん"), ("category", "concept", "食事")), ""),
        ((("kana", "reading", "みほん"),), ""),
        ((), ""),
    ],
)
def test_the_most_telling_reason_is_said(words, why, phrase):
    hit = Hit(listing=LISTING, why=tuple(Why(field=field, how=how, matched=matched) for field, how, matched in why))
    assert build_card(hit, words, today=date(2026, 6, 3), parameters={}).why == phrase
