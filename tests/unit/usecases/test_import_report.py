from __future__ import annotations

from directory.usecases.import_report import Counts, Tally


def test_every_row_is_counted_once():
    tally = Tally(rows=3)
    tally.count("added", needs_attention=True)
    tally.count("unchanged")
    tally.count("rejected")
    tally.skip_blank(4)
    counts = tally.freeze()
    assert counts == Counts(rows=7, added=1, unchanged=1, rejected=1, blank=4, attention=1)
