from __future__ import annotations

import json
from datetime import date

from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import OrganizationDraft, ResourceDraft, SourceRef, VenueDraft
from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.store.draft_text import decode_draft, encode_draft

DRAFT = ResourceDraft(
    stable_key="k",
    source=SourceRef(source="架空", row=3, file_date=date(2026, 4, 1)),
    name="架空食堂「\"<'\n😀",
    categories=("child_cafe", "food_pantry"),
    municipality="13229",
    organization=OrganizationDraft(name="架空の会", networks=("網",)),
    venues=(VenueDraft(key="v", coordinate=Coordinate(latitude=35.7, longitude=139.5), schedule=Schedule(raw="x")),),
    schedule=Schedule(
        raw="第1土曜",
        rules=(Rule(freq="monthly", byday=(5,), nth=(1,), windows=(Window(start=600),)),),
        closed=(Closure(special=("obon",), ranges=(((8, 13), (8, 16)),)),),
        cancelled=(date(2026, 6, 6),),
    ),
    contacts=(Contact(kind="phone", value="03-0000-0000", publicity="private"),),
    facts=(("free", "yes"),),
    capacity=0,
    assured_on=date(2026, 5, 1),
    extra=(("備考", "a"), ("備考", "b")),
)


def test_a_draft_comes_back_as_it_was_stored():
    assert decode_draft(encode_draft(DRAFT)) == DRAFT
    assert decode_draft(encode_draft(None)) is None


def test_a_field_that_came_later_has_its_default():
    stored = json.loads(encode_draft(DRAFT))
    del stored["booking"], stored["fees"]
    assert decode_draft(json.dumps(stored)) == DRAFT


def test_what_the_rules_would_refuse_today_can_still_be_read():
    stored = json.loads(encode_draft(DRAFT)) | {"categories": ["a kind that is gone"]}
    assert decode_draft(json.dumps(stored)).categories == ("a kind that is gone",)
