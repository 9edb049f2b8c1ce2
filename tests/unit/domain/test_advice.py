from __future__ import annotations

import pytest
from pydantic import ValidationError

from directory.domain.advice import NO_ADVICE, Advice, fill_gaps, sort_advice
from directory.domain.draft import ResourceDraft, SourceRef


def draft(advice: object) -> ResourceDraft:
    return ResourceDraft(
        stable_key="k",
        source=SourceRef(source="架空"),
        name="架空の窓口",
        categories=("advice_desk",),
        municipality="13229",
        advice=advice,
    )


def test_topics_and_channels_stand_in_the_order_of_their_tables_each_once():
    mixed = Advice(topics=("work", "childcare", "work"), channels=("mail", "phone"))
    assert sort_advice(mixed) == Advice(topics=("childcare", "work"), channels=("phone", "mail"))
    assert draft(mixed).advice.topics == ("childcare", "work")


@pytest.mark.parametrize(
    "advice", [{"topics": ["weather"]}, {"level": "far"}, {"channels": ["pigeon"]}, {"colour": "blue"}]
)
def test_what_is_in_no_table_is_refused_at_the_door(advice):
    with pytest.raises(ValidationError):
        draft(advice)


def test_what_is_said_goes_before_what_is_clear_field_by_field():
    clear = Advice(topics=("living",), level="near", channels=("phone",))
    assert fill_gaps(NO_ADVICE, clear) == clear
    assert fill_gaps(Advice(topics=("work",)), clear) == Advice(topics=("work",), level="near", channels=("phone",))
