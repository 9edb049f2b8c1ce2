"""Differences between drafts in the words that moderators read."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import OrganizationDraft
from directory.domain.draft_diff import RECORD_FIELDS, VENUE_FIELDS, FieldDiff
from directory.domain.fees import Fee, Fees
from directory.domain.schedule import Rule, Schedule, Window
from directory.site.phrasing.difference import phrase_differences, phrase_value
from directory.wording.words import Words, open_words

TUESDAYS = Rule(freq="weekly", byday=(1,), windows=(Window(start=600, end=720),))


@pytest.fixture(scope="module")
def words(checkout: Path) -> Words:
    return open_words(checkout / "web" / "locales")


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("name", "たんぽぽ", "たんぽぽ"),
        ("name", None, ""),
        ("visibility", "area_only", "地区まで"),
        ("status", "ended", "終わりました"),
        ("categories", ("child_cafe", "food_pantry"), "子ども食堂、フードパントリー"),
        ("tags", ("親子", "夕食"), "親子\n夕食"),
        ("facts", (("parking", "no"),), "駐車場: なし"),
        ("facts", (("booking_needed", "no"), ("free", "yes")), "予約: いりません\n無料: はい"),
        ("organization", OrganizationDraft(name="架空の会", networks=("架空の網",)), "架空の会（架空の網）"),
        ("schedule", Schedule(raw="火曜の午前", rules=(TUESDAYS,)), "毎週火曜 10:00〜12:00\n「火曜の午前」"),
        ("schedule", Schedule(raw="不定期"), "不定期"),
        ("schedule", Schedule(raw="不定期 不定期 掲示板でお知らせ"), "不定期 掲示板でお知らせ"),
        ("coordinate", Coordinate(latitude=35.7, longitude=139.5), "35.70000, 139.50000"),
        ("capacity", 20, "20"),
        ("fees", Fees(raw="百円", prices=(Fee(stage="anyone", yen=100),)), "100円\n「百円」"),
    ],
)
def test_values_in_words(words: Words, field: str, value: object, text: str):
    assert phrase_value(field, value, words) == text


def test_a_contact_says_who_sees_it(words: Words):
    contact = Contact(kind="phone", value="03-5555-0000", note="平日", publicity="staff")
    assert phrase_value("contacts", (contact,), words) == "電話 03-5555-0000（平日） — 支援者だけ"


def test_rows_are_labelled_and_venues_numbered(words: Words):
    rows = phrase_differences(
        (
            FieldDiff(field="name", before="a", after="b"),
            FieldDiff(field="address", before=None, after="架空市1-1", venue=2),
        ),
        words,
    )
    assert [(each.label, each.before, each.after) for each in rows] == [
        ("名前", "a", "b"),
        ("会場2 住所", "", "架空市1-1"),
    ]


def test_every_field_has_a_label(words: Words):
    assert [each for each in RECORD_FIELDS if f"record.{each}" not in words] == []
    assert [each for each in VENUE_FIELDS if f"venue.{each}" not in words] == []
