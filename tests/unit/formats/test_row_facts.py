"""Facts, states and visibility of a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from directory.domain.fees import Fees
from directory.domain.issue import Issue
from directory.formats.row_cells import RowCells
from directory.formats.row_facts import read_answer, read_booking, read_facts, read_status, read_visibility

RowOf = Callable[..., RowCells]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("有", "yes"), ("あり（5台）", "yes"), ("12台", "yes"), ("駐車場あり。", "yes"), ("完備", "yes"),
        ("無", "no"), ("ありません", "no"), ("不可", "no"), ("なし（近隣に有料）", "no"),
        ("可能性あり?", "unknown"), ("要相談", "unknown"), ("△", "unknown"), ("", "unknown"),
    ],
)  # fmt: skip
def test_a_cell_that_does_not_say_clearly_is_unknown(text: str, answer: str) -> None:
    assert read_answer(text) == answer


@pytest.mark.parametrize(("text", "answer"), [("5", "yes"), ("0", "no"), ("１０", "yes")])
def test_a_number_of_parking_spaces_is_an_answer(text: str, answer: str) -> None:
    assert read_answer(text, counts=True) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("要予約", "yes"),
        ("事前申込制", "yes"),
        ("不要", "no"),
        ("会食は予約不要、テイクアウトは要予約", "unknown"),
        ("電話", "unknown"),
        ("電話;メール", "unknown"),
    ],
)
def test_a_way_to_book_does_not_say_that_one_must(text: str, answer: str) -> None:
    assert read_booking(text) == answer


def test_barrier_free_words_become_facts_and_nothing_becomes_a_no(row_of: RowOf) -> None:
    facts = dict(read_facts(row_of(名称="ほし公民館", バリアフリー情報="多目的トイレ、スロープ"), Fees(), []))
    assert facts == {"wheelchair": "yes", "accessible_toilet": "yes"}


def test_a_word_nobody_knows_protects(row_of: RowOf) -> None:
    notes: list[Issue] = []
    assert read_visibility(row_of(名称="ほし", 公開範囲="関係者のみ"), is_withheld=False, notes=notes) == "hidden"
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("text", "visibility"),
    [("公開", "public"), ("地区まで", "area_only"), ("非公開", "hidden"), ("AREA_ONLY", "area_only")],
)
def test_visibility_words(row_of: RowOf, text: str, visibility: str) -> None:
    assert read_visibility(row_of(名称="ほし", 公開範囲=text), is_withheld=False, notes=[]) == visibility


def test_a_publisher_who_opens_an_address_is_believed_over_the_note(row_of: RowOf) -> None:
    assert read_visibility(row_of(名称="ほし", 公開範囲="公開"), is_withheld=True, notes=[]) == "public"


@pytest.mark.parametrize(
    ("text", "status"),
    [("活動中", "active"), ("休止中", "paused"), ("終了", "ended"), ("廃止", "ended"), ("？", "unknown")],
)
def test_state_words(row_of: RowOf, text: str, status: str) -> None:
    assert read_status(row_of(名称="ほし", 状態=text), []) == status


def test_a_note_about_some_days_does_not_pause_a_resource(row_of: RowOf) -> None:
    assert read_status(row_of(名称="ほし", 備考="8月は休止することがあります"), []) == "active"
