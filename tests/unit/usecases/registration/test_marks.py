from __future__ import annotations

from directory.domain.registration import FormAnswers
from directory.usecases.registration.marks import Marks, drop_marks, read_marks, write_marks

MARKS = Marks(
    key="k",
    resource_id="r",
    base_version=3,
    is_prefilled=True,
    submission_id="s",
    same_as="c",
    different=("a", "b"),
    account_id="n",
    email="a@example.jp",
)


def test_notes_come_back_beside_the_answers():
    answers = write_marks(FormAnswers((("name", "ひだまり"),)), MARKS)
    assert read_marks(answers) == MARKS
    assert drop_marks(answers).pairs == (("name", "ひだまり"),)


def test_no_notes_are_blank_notes():
    assert read_marks(FormAnswers()) == Marks()
    assert write_marks(FormAnswers(), Marks()) == FormAnswers()
