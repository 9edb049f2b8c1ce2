"""An answer is worked out once for each question about one snapshot."""

from __future__ import annotations

from directory.mapping.clusters import WholeAnswer
from directory.site.kept_answers import MOST_KEPT, KeptAnswers


class Counter:
    """Makes answers and counts them."""

    def __init__(self):
        self.made = 0

    def __call__(self):
        self.made += 1
        return WholeAnswer(
            snapshot=None, placed=None, total=self.made, unplaced=0, by_district=(), elsewhere=0, bounds=None
        )


def test_the_same_question_gets_the_same_answer():
    kept, count, owner = KeptAnswers(), Counter(), object()
    assert kept.get(owner, "a", count) is kept.get(owner, "a", count)
    assert kept.get(owner, "b", count).total == 2


def test_another_snapshot_drops_all_answers():
    kept, count = KeptAnswers(), Counter()
    kept.get(object(), "a", count)
    assert kept.get(object(), "a", count).total == 2


def test_the_answer_that_nobody_asked_for_longest_goes_first():
    kept, count, owner = KeptAnswers(), Counter(), object()
    for question in range(MOST_KEPT):
        kept.get(owner, question, count)
    kept.get(owner, 0, count)
    kept.get(owner, "one more", count)
    made = count.made
    kept.get(owner, 0, count)
    assert count.made == made
    kept.get(owner, 1, count)
    assert count.made == made + 1
