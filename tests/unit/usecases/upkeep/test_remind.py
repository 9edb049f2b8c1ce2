from __future__ import annotations

import pytest

from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.schedule import Rule, Schedule
from directory.usecases.upkeep.remind import Asked, Rhythms, count_steps, rhythm_of

MONTHLY = Schedule(rules=(Rule(freq="monthly", byday=(5,), nth=(1, 3)),))
WEEKLY = Schedule(rules=(Rule(freq="weekly", byday=(5,)),))
ONCE_A_MONTH = Schedule(rules=(Rule(count=1),))


@pytest.mark.parametrize(
    ("schedule", "at_a_venue", "days"),
    [
        (MONTHLY, None, 80),
        (ONCE_A_MONTH, None, 80),
        (Schedule(), MONTHLY, 80),
        (WEEKLY, None, 150),
        (MONTHLY, WEEKLY, 150),
        (Schedule(raw="不定期"), None, 150),
    ],
)
def test_what_happens_only_monthly_everywhere_is_asked_about_more_often(schedule, at_a_venue, days):
    draft = ResourceDraft(
        stable_key="k",
        source=SourceRef(source="架空"),
        name="架空",
        categories=("parenting_salon",),
        municipality="13229",
        venues=(VenueDraft(key="v", schedule=at_a_venue),),
        schedule=schedule,
    )
    assert rhythm_of(draft, Rhythms()) == days
    assert rhythm_of(draft, Rhythms(usual_days=3, monthly_days=2)) == (2 if days == 80 else 3)


def test_steps_are_counted_with_those_that_did_not_occur():
    done = tuple(Asked(resource_id=str(n), name="架空", step="asked", confirmed_on=None) for n in range(2))
    assert count_steps(done) == {"asked": 2, "asked_again": 0, "silent": 0, "no_mail": 0, "fresh": 0}
