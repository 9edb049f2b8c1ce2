from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.domain.registration import STEP_FIELDS, FormAnswers

PAIRS = st.lists(
    st.tuples(st.sampled_from(["name", "kana", "who", "_key", "website"]), st.text(max_size=5)), max_size=8
)


def test_fields_of_other_pages_and_of_nobody_are_not_kept():
    answers = FormAnswers((("postal", "1880011"),)).replacing(
        STEP_FIELDS[1], [("name", "ひだまり"), ("phone", "03-3555-0001"), ("_key", "x"), ("website", "spam")]
    )
    assert answers.pairs == (("postal", "1880011"), ("name", "ひだまり"))


def test_an_answer_that_was_taken_back_is_gone():
    before = FormAnswers((("who", "infant"), ("who", "adult"), ("name", "ひだまり")))
    after = before.replacing(STEP_FIELDS[2], [("who", "adult"), ("who_note", " ")])
    assert after.many("who") == ("adult",)
    assert after.one("who_note") == ""
    assert after.one("name") == "ひだまり"


def test_a_field_with_one_value_keeps_the_first():
    answers = FormAnswers().replacing(STEP_FIELDS[1], [("name", "あ"), ("name", "い")])
    assert answers.many("name") == ("あ",)


def test_numbers_are_read_and_nonsense_is_left_out():
    assert FormAnswers((("nth_1", "1"), ("nth_1", "-1"), ("nth_1", "x"), ("nth_1", "9999"))).numbers("nth_1") == (1, -1)


@given(PAIRS)
def test_a_page_can_never_write_the_notes_of_the_server(pairs):
    for fields in STEP_FIELDS.values():
        assert FormAnswers().replacing(fields, pairs).one("_key") == ""


@given(PAIRS)
def test_sending_a_page_twice_changes_nothing(pairs):
    once = FormAnswers().replacing(STEP_FIELDS[1], pairs)
    assert once.replacing(STEP_FIELDS[1], pairs) == once
