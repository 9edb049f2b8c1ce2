from __future__ import annotations

import pytest

from directory.assets import web_folder
from directory.site.phrasing.booking import phrase_booking
from directory.wording.words import Words, open_words
from tests.integration.site.fictional import make_listing


@pytest.fixture(scope="module")
def english() -> Words:
    return open_words(web_folder() / "locales", "en")


@pytest.mark.parametrize(
    ("booking", "answer", "in_japanese", "in_english"),
    [
        ("前の日までに電話", "yes", "前の日までに電話", "Needed (前の日までに電話)"),
        ("前の日までに電話", "unknown", "前の日までに電話", "前の日までに電話"),
        ("", "no", "いりません", "Not needed"),
        ("", "unknown", "", ""),
    ],
)
def test_booking_is_said_as_far_as_it_is_known(words, english, booking, answer, in_japanese, in_english):
    facts = (("booking_needed", answer),) if answer != "unknown" else ()
    listing = make_listing(1, booking=booking, facts=facts)
    assert phrase_booking(listing, words) == in_japanese
    assert phrase_booking(listing, english) == in_english
