"""A given reading counts before a corrected one, a corrected one before a generated one."""

from __future__ import annotations

import pytest

from directory.domain.name_reading import UNREAD, NameReading, choose_reading, keep_correction

CORRECTED = NameReading(kana="ワカバ", source="corrected")
GENERATED = NameReading(kana="モエハ", source="generated")


@pytest.mark.parametrize(
    ("given", "derived", "chosen"),
    [
        ("わかば", CORRECTED, NameReading(kana="わかば", source="given")),
        ("", CORRECTED, CORRECTED),
        ("", GENERATED, GENERATED),
        ("", UNREAD, UNREAD),
    ],
)
def test_given_before_derived(given, derived, chosen):
    assert choose_reading(given, derived) == chosen


@pytest.mark.parametrize(
    ("old", "new", "is_same_name", "kept"),
    [
        (CORRECTED, GENERATED, True, CORRECTED),
        (CORRECTED, UNREAD, True, CORRECTED),
        (CORRECTED, GENERATED, False, GENERATED),
        (GENERATED, UNREAD, True, GENERATED),
        (GENERATED, UNREAD, False, UNREAD),
        (GENERATED, CORRECTED, True, CORRECTED),
    ],
)
def test_a_correction_stays_while_the_name_does(old, new, is_same_name, kept):
    assert keep_correction(old, new, is_same_name=is_same_name) == kept
