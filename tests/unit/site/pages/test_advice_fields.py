from __future__ import annotations

from directory.domain.advice import NO_ADVICE, Advice
from directory.site.pages.staff.advice_fields import read_advice
from directory.site.pages.staff.form_fields import Fields


def test_what_is_ticked_is_said_and_unknown_codes_are_left_out():
    form = Fields(
        (
            ("advice", "1"),
            ("advice_topic", "work"),
            ("advice_topic", "childcare"),
            ("advice_topic", "weather"),
            ("advice_level", "expert"),
            ("advice_channel", "line"),
        )
    )
    assert read_advice(form) == Advice(topics=("childcare", "work"), level="expert", channels=("line",))


def test_a_form_without_a_tick_takes_back_what_was_said():
    assert read_advice(Fields((("advice", "1"),))) == NO_ADVICE


def test_a_form_that_does_not_ask_changes_nothing():
    assert read_advice(Fields((("name", "架空"),))) is None
