from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from directory.assets import web_folder
from directory.domain.advice import NO_ADVICE, Advice
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import OrganizationDraft, ResourceDraft, SourceRef, VenueDraft
from directory.domain.draft_diff import list_changed
from directory.domain.registration import FormAnswers
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.text.age_text import parse_age
from directory.text.fee_text import parse_fees
from directory.text.schedule_text import parse_schedule
from directory.usecases.registration.checks import Checker
from directory.usecases.registration.draft import Base, build_draft
from directory.usecases.registration.place import AddressReader
from directory.usecases.registration.prefill import prefill
from directory.wording.words import open_words

TODAY = date(2026, 6, 6)
LEAST = (("name", "ひだまり　子育てサロン"), ("postal", "188-0011"), ("phone", "03-3555-0001"))


@pytest.fixture(scope="module")
def words():
    return open_words(web_folder() / "locales")


@pytest.fixture(scope="module")
def addresses(geodata_folder: Path) -> AddressReader:
    gazetteer = Gazetteer.open(geodata_folder)
    return AddressReader(gazetteer, Geocoder(gazetteer, finer=()))


@pytest.fixture
def build(words, addresses):
    def make(answers: FormAnswers, base: Base | None = None) -> ResourceDraft:
        return build_draft(answers, addresses.read(answers), words, today=TODAY, base=base)

    return make


def published(**changes: object) -> ResourceDraft:
    values: dict[str, object] = {
        "stable_key": "town-1",
        "source": SourceRef(source="town", record_id="1"),
        "name": "こもれび広場",
        "kana": "コモレビヒロバ",
        "categories": ("drop_in_salon", "parenting_salon"),
        "municipality": "13229",
        "organization": OrganizationDraft(name="架空の会", networks=("架空ネット",)),
        "department": "架空課",
        "description": "架空の広場です。",
        "tags": ("英語",),
        "venues": (
            VenueDraft(
                key="a",
                name="さくら会館",
                address="西東京市田無町4-1-2",
                building="2階",
                coordinate=Coordinate(latitude=35.7276, longitude=139.5396),
                district_labels=("架空学区",),
            ),
        ),
        "schedule": parse_schedule("8月を除く第1土曜 10:00~12:00 雨天中止"),
        "eligibility": parse_age("0歳から3歳の子どもと保護者"),
        "fees": parse_fees("子ども無料 大人300円(おやつ代)"),
        "facts": (("nursing", "yes"), ("parking", "no"), ("temporary_care", "yes")),
        "contacts": (
            Contact(kind="phone", value="03-3555-0001", raw="03-3555-0001(代)", note="代表"),
            Contact(kind="phone", value="03-3555-0009", note="夜間", publicity="staff"),
        ),
        "booking": "前日まで",
        "assured_on": date(2026, 1, 1),
    }
    return ResourceDraft.model_validate(values | changes)


def test_name_place_and_contact_are_enough(build, addresses, words):
    answers = FormAnswers(LEAST)
    checker = Checker(addresses=addresses, words=words, today=TODAY)
    assert checker.first_open_step(answers, until=7) is None
    draft = build(answers)
    assert draft.name == "ひだまり　子育てサロン"
    assert draft.categories == ("neighborhood_salon",)
    assert draft.municipality == "13229"
    assert draft.contacts[0].publicity == "private"


@pytest.mark.parametrize(("missing", "step"), [("name", 1), ("postal", 3), ("phone", 5)])
def test_each_of_the_three_is_needed(addresses, words, missing, step):
    answers = FormAnswers(tuple(pair for pair in LEAST if pair[0] != missing))
    checker = Checker(addresses=addresses, words=words, today=TODAY)
    assert checker.first_open_step(answers, until=7) == step


def test_an_edit_that_touches_nothing_changes_nothing(build):
    old = published()
    assert build(prefill(old, today=TODAY), Base(draft=old)) == old


@pytest.mark.parametrize(
    ("answer", "changed"),
    [
        ({"text": "新しい文です。"}, ("description",)),
        ({"name": "こもれびひろば"}, ("name",)),
        ({"phone_shown": "staff"}, ("contacts",)),
        ({"fee_note": "無料"}, ("fees",)),
    ],
)
def test_only_what_was_touched_changes(build, answer, changed):
    old = published()
    draft = build(prefill(old, today=TODAY).having(**answer), Base(draft=old))
    assert list_changed(old, draft) == changed


def test_notes_and_further_contacts_survive_an_edit(build):
    old = published()
    draft = build(prefill(old, today=TODAY).having(email="a@example.jp"), Base(draft=old))
    assert [(each.value, each.note) for each in draft.contacts if each.kind == "phone"] == [
        ("03-3555-0001", "代表"),
        ("03-3555-0009", "夜間"),
    ]
    assert any(each.kind == "email" and each.publicity == "private" for each in draft.contacts)


def test_a_schedule_that_the_builder_can_not_say_is_kept_until_somebody_writes_another(build):
    old = published()
    seen = prefill(old, today=TODAY)
    assert seen.one("keeps_schedule") == "yes"
    kept = build(seen.having(repeat_1="weekly", day_1="0"), Base(draft=old))
    assert kept.schedule == old.schedule
    new = build(seen.having(keeps_schedule="", repeat_1="weekly", day_1="0"), Base(draft=old))
    assert new.schedule.rules[0].byday == (0,)


def test_another_address_takes_the_old_pin_and_labels_along_with_it(build):
    old = published()
    draft = build(prefill(old, today=TODAY).having(area="西東京市保谷町3-5-1", pin=""), Base(draft=old))
    venue = draft.venues[0]
    assert (venue.key, venue.coordinate, venue.building, venue.district_labels) == ("a", None, "", ())


def test_several_venues_are_never_lost(build, addresses, words):
    old = published(venues=(VenueDraft(name="さくら会館"), VenueDraft(name="もみじ会館")))
    seen = prefill(old, today=TODAY)
    assert build(seen.having(venue="別の会館"), Base(draft=old)).venues == old.venues
    checker = Checker(addresses=addresses, words=words, today=TODAY, keeps_venues=True, seen=seen)
    assert checker.first_open_step(seen, until=7) is None


def test_what_a_recognised_listing_says_stays_where_the_form_is_blank(build):
    old = published()
    draft = build(FormAnswers(LEAST), Base(draft=old, is_prefilled=False))
    assert draft.description == old.description
    assert draft.schedule == old.schedule
    assert draft.name == "ひだまり　子育てサロン"


def test_an_untouched_page_of_old_data_stops_nobody(addresses, words):
    old = published(contacts=(Contact(kind="phone", value="内線12", raw="内線12"),))
    seen = prefill(old, today=TODAY)
    checker = Checker(addresses=addresses, words=words, today=TODAY, seen=seen)
    assert checker.check(5, seen) == ()
    assert [each.code for each in checker.check(5, seen.having(person="架空花子"))] == ["phone_unreadable"]


def test_topics_are_those_of_an_advice_desk_and_of_nothing_else(build):
    ticked = (*LEAST, ("topics", "work"), ("topics", "childcare"), ("topics", "weather"))
    desk = build(FormAnswers((*ticked, ("category", "advice_desk"))))
    assert desk.advice == Advice(topics=("childcare", "work"))
    assert build(FormAnswers((*ticked, ("category", "parenting_salon")))).advice == NO_ADVICE


def test_what_staff_said_of_a_desk_stays_when_its_operator_changes_the_topics(build):
    said = published(categories=("advice_desk",), advice=Advice(topics=("work",), level="near", channels=("phone",)))
    seen = prefill(said, today=TODAY)
    assert build(seen, Base(draft=said)).advice == said.advice
    others = (pair for pair in seen.pairs if pair[0] != "topics")
    changed = FormAnswers((*others, ("topics", "living")))
    assert build(changed, Base(draft=said)).advice == Advice(topics=("living",), level="near", channels=("phone",))


def test_a_service_without_a_place_opens_as_one_and_stays_where_it_is(build, addresses, words):
    old = published(venues=(), service_area="市内全域")
    seen = prefill(old, today=TODAY)
    assert (seen.one("nowhere"), seen.one("served")) == ("yes", "市内全域")
    assert build(seen, Base(draft=old)) == old
    touched = seen.having(served="田無町")
    assert not Checker(addresses=addresses, words=words, today=TODAY, seen=seen).check(3, touched)
    draft = build(touched, Base(draft=old))
    assert (draft.venues, draft.service_area, draft.municipality) == ((), "田無町", "13229")


def test_a_place_comes_and_goes(build):
    old = published(service_area="田無町の方")
    gone = build(prefill(old, today=TODAY).having(nowhere="yes", area="西東京市"), Base(draft=old))
    assert (gone.venues, gone.service_area) == ((), "西東京市全域")
    back = build(prefill(gone, today=TODAY).having(nowhere="", area="西東京市南町", lot="2-1-1"), Base(draft=gone))
    assert [venue.address for venue in back.venues] == ["西東京市南町2-1-1"]
    assert back.service_area == ""
    assert build(prefill(old, today=TODAY).having(lot="9"), Base(draft=old)).service_area == "田無町の方"
