"""Cells as published become text that everybody writes alike."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.formats.row_cells import clean_cells

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize(
    ("published", "cleaned"),
    [
        ("か\u3099くと\u3099う", "がくどう"),
        ("ハ\u309aハ\u309a", "パパ"),
        ("\ufa19社か\u3099わ", "\ufa19社がわ"),
        ("\u3000ひろば \t", "ひろば"),
        ("'=1+1", "=1+1"),
        ("'90年代", "'90年代"),
        ("上\r\n下\rそと", "上\n下\nそと"),
        ("a\x00\x1b\x7fb", "ab"),
        ("葛\U000e0100城", "葛\U000e0100城"),
    ],
)
def test_cleaned_cell(published: str, cleaned: str):
    assert clean_cells((published,)) == (cleaned,)


@given(TEXT)
def test_every_cell_ends_up_composed_and_without_controls(published: str):
    (cleaned,) = clean_cells((published,))
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in cleaned)
    if not any("\uf900" <= letter <= "\ufaff" or "\U0002f800" <= letter <= "\U0002fa1f" for letter in published):
        assert unicodedata.is_normalized("NFC", cleaned)


@given(TEXT)
def test_cleaning_twice_changes_nothing(published: str):
    once = clean_cells((published.replace("'", ""),))
    assert clean_cells(once) == once
