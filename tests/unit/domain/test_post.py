"""What is wrong with a post before it may be sent."""

from __future__ import annotations

from datetime import date

import pytest

from directory.domain.post import find_problems

TODAY, LAST = date(2026, 5, 1), date(2026, 8, 1)


@pytest.mark.parametrize(("kind", "day"), [("need", TODAY), ("offer", LAST)])
def test_a_post_from_today_to_92_days_later_is_as_it_should_be(kind, day):
    assert list(find_problems(kind, "米" * 300, "0" * 100, day, today=TODAY)) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "gift"}, "kind_missing"),
        ({"text": ""}, "text_missing"),
        ({"text": "米" * 301}, "text_long"),
        ({"contact": ""}, "contact_missing"),
        ({"contact": "0" * 101}, "contact_long"),
        ({"expires_on": None}, "day_missing"),
        ({"expires_on": date(2026, 4, 30)}, "day_past"),
        ({"expires_on": date(2026, 8, 2)}, "day_late"),
    ],
)
def test_each_mistake_is_named(changes, problem):
    post = {"kind": "need", "text": "お米", "contact": "042-000-0000", "expires_on": LAST} | changes
    assert list(find_problems(**post, today=TODAY)) == [problem]
