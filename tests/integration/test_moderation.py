"""What is sent in waits, is published or returned once, and can be taken back; edits of records keep each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from directory.domain.actor import Account, Actor, Grant
from directory.domain.address import PIN_RADIUS_M, Place
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.errors import (
    Conflict,
    Forbidden,
    NotFound,
    RequestRefused,
    SecondFactorMissing,
    TooManyRequests,
    Unauthenticated,
    VersionMissing,
    VersionStale,
)
from directory.domain.mail import Mail
from directory.domain.name_reading import UNREAD
from directory.domain.resource import Placement
from directory.domain.submission import Submitter
from directory.store.engine import Store
from directory.store.listing_payload import decode_listing
from directory.store.resource_change import ResourceChange
from directory.usecases.moderation.bulk import Chosen, edit_organization, settle_attention
from directory.usecases.moderation.decide import NEW_PLACE, Verdict, decide, open_case
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.edit_record import EditRequest, edit_record
from directory.usecases.moderation.queue import read_queue
from directory.usecases.moderation.read_record import read_place, read_record
from directory.usecases.moderation.record_texts import ContactTexts, RecordTexts, VenueTexts
from directory.usecases.moderation.scope import Scopes
from directory.usecases.moderation.undo import undo_decision
from directory.usecases.submit import Claim, Parts, submit

HERE, ELSEWHERE = "11208", "39201"
TODAY = date(2026, 5, 1)
PLACES = {"くすのき台": ("a", 35.786), "並木": ("b", 35.799)}
"""Towns of 所沢 with invented districts A and B."""


BOTH = pytest.mark.parametrize(
    "backend", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
"""For what depends on the database; rules of our own are asked of one."""


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", "sqlite")


class Towns:
    names = SimpleNamespace(city_code=lambda jis: jis)

    def find_municipalities(self, name):
        return (SimpleNamespace(jis=name),)


class Placer:
    """Places an address by the town in it, and a published point as a pin."""

    def place(self, draft, venue):
        town = next((town for town in PLACES if town in venue.address), "くすのき台")
        code, latitude = PLACES[town]
        point = venue.coordinate or Coordinate(latitude=latitude, longitude=139.47)
        place = Place(
            pref="埼玉県",
            city="所沢市",
            jis=draft.municipality,
            town=town,
            coordinate=point,
            level="pin" if venue.coordinate else "town",
            radius_m=PIN_RADIUS_M if venue.coordinate else 300,
            match="exact",
        )
        district = DistrictRef(scheme="school", code=code, name=f"地区{code}", evidence="polygon")
        return Placement(place=place, districts=(district,), municipality_name="所沢市"), ()

    def place_nowhere(self, draft):
        return Placement(place=None, municipality_name="所沢市")


@pytest.fixture
def desk(store: Store) -> Desk:
    names = SimpleNamespace(read=lambda _draft, _placements: UNREAD)
    return Desk(store=store, scopes=Scopes(Towns()), names=names, open_placer=Placer)


def staff(role: str, municipality: str = HERE, district: str = "", **fields) -> Actor:
    grants = (Grant(role=role, municipality=municipality, district=district),)
    return Actor(**({"account_id": role, "name": role, "grants": grants, "is_verified": True} | fields))


MODERATOR = staff("moderator")


def draft(**fields) -> ResourceDraft:
    values = {
        "stable_key": "new",
        "source": SourceRef(source="anything"),
        "name": "たんぽぽサロン",
        "categories": ("parenting_salon",),
        "municipality": HERE,
        "description": "月に一回です。",
        "venues": (VenueDraft(key="v", name="架空会館", address="所沢市くすのき台1-1"),),
    } | fields
    return ResourceDraft(**values)


@pytest.fixture
def send(store: Store, now: datetime):
    def send_in(*, claim: Claim | None = None, enclose=None, **fields):
        parts = Parts(**({"kind": "new", "municipality": HERE, "channel": "web", "draft": draft()} | fields))
        return submit(store, parts, now=now, claim=claim, enclose=enclose)

    return send_in


@pytest.fixture
def record(store: Store, now: datetime):
    """A published record; answers its id."""

    def put(key: str = "r", **fields) -> str:
        made = draft(stable_key=key, **fields)
        placements = tuple(Placer().place(made, venue)[0] for venue in made.venues)
        with store.write(now=now) as unit:
            unit.resources.upsert(ResourceChange(draft=made, placements=placements), actor="import")
            return unit.resources.find_by_keys([key])[key].id

    return put


@pytest.fixture
def find(store: Store):
    def find_record(resource_id: str):
        with store.read() as unit:
            return unit.resources.find(resource_id)

    return find_record


@pytest.fixture
def public(store: Store):
    return lambda: [decode_listing(each) for each in store.public.read_listings()]


@pytest.fixture
def rule(desk: Desk, now: datetime):
    def decide_it(submission_id: str, decision: str = "publish", *, actor: Actor = MODERATOR, letter=None, **fields):
        verdict = Verdict(decision=decision, **fields)
        letters = {"write_letter": letter} if letter else {}
        return decide(desk, actor, submission_id, verdict, now=now, today=TODAY, **letters)

    return decide_it


@BOTH
def test_a_submission_comes_with_its_outbox_row_and_a_code(send, store):
    done = send()
    sent = done.submission
    with store.read() as unit:
        assert unit.submissions.find_by_code(sent.code) == sent
        assert unit.outbox.counts().sent == 1
    assert (len(sent.code), sent.status, sent.draft.source.source) == (8, "pending", "registration")
    assert sent.draft.stable_key != "new"


@BOTH
def test_the_same_key_is_carried_out_once_and_another_body_is_refused(send, store):
    claim = Claim(actor="anonymous", key="k", body_sha256="1")
    first, again = send(claim=claim), send(claim=claim)
    assert (again.submission.id, again.is_replayed) == (first.submission.id, True)
    with store.read() as unit:
        assert unit.submissions.stored_keys(["k", "other"]) == {"k": 1, "other": 0}
    with pytest.raises(Conflict):
        send(claim=replace(claim, body_sha256="2"))
    assert send(claim=replace(claim, actor="somebody")).submission.id != first.submission.id


@BOTH
def test_what_is_enclosed_fails_with_the_submission(send, store):
    def burst(_unit, _submission):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        send(enclose=burst)
    with store.read() as unit:
        assert unit.submissions.queue((HERE,), ("pending",), 10) == ()
        assert unit.outbox.counts().waiting == 0


def test_the_enclosed_mail_waits_under_the_submissions_key(send, store):
    mail = Mail(kind="submission", to="hanako@example.invalid", subject="s", body="b", dedup_key="")
    sent = send(enclose=lambda _unit, _submission: mail).submission
    with store.read() as unit:
        assert [each.mail.dedup_key for each in unit.outbox.of_recipient(mail.to)] == [f"submission:{sent.id}"]


def test_publishing_makes_it_public_with_the_day_its_sender_spoke(send, rule, public):
    decided = rule(send().submission.id).submission
    listing = public()[0]
    assert (decided.status, listing.name, listing.assured_on) == ("published", "たんぽぽサロン", date(2026, 5, 1))


def test_the_letter_names_the_page_that_publishing_made(send, rule, public, store):
    mail = Mail(kind="published", to="h@example.invalid", subject="s", body=f"/{NEW_PLACE}", dedup_key="")
    rule(send().submission.id, letter=lambda _case: mail)
    with store.read() as unit:
        assert [each.mail.body for each in unit.outbox.of_recipient(mail.to)] == [f"/r/{public()[0].code}"]


def test_nothing_is_public_before(send, public):
    send()
    assert public() == []


@BOTH
def test_the_second_of_two_moderators_is_told(send, rule):
    sent = send().submission
    rule(sent.id, version=sent.version)
    with pytest.raises(Conflict) as refused:
        rule(sent.id, "return", version=sent.version)
    assert refused.value.code == "submission_decided"


def test_a_moderator_who_saw_an_older_version_is_told(send, rule, store, now):
    sent = send().submission
    with store.write(now=now) as unit:
        assert unit.submissions.edit(sent.id, version=1, draft=draft(name="なおした名前"))
    with pytest.raises(Conflict):
        rule(sent.id, version=sent.version)


def test_a_moderator_of_another_town_sees_nothing(send, rule, desk):
    sent = send().submission
    with pytest.raises(NotFound):
        rule(sent.id, actor=staff("moderator", ELSEWHERE))
    with pytest.raises(NotFound):
        open_case(desk, staff("coordinator"), sent.id)
    with pytest.raises(SecondFactorMissing):
        open_case(desk, staff("moderator", is_verified=False), sent.id)
    assert read_queue(desk, staff("moderator", ELSEWHERE), "pending").lines == ()


def test_the_queue_shows_what_is_worth_a_second_look(send, desk):
    send(draft=draft(description="山田花子さんまで https://example.invalid"))
    line = read_queue(desk, MODERATOR, "pending").lines[0]
    assert (line.name, line.warnings) == ("たんぽぽサロン", ("person_name", "url", "unconfirmed_sender"))


def test_a_change_waits_while_the_record_stays_and_keeps_what_others_changed(send, rule, record, find, desk, now):
    rid = record()
    changed = draft(stable_key="r", description="月に二回です。")
    sent = send(kind="change", draft=changed, changed=("description",), resource_id=rid, base_version=1).submission
    assert find(rid).draft.description == "月に一回です。"
    edit = EditRequest(resource_id=rid, texts=RecordTexts(name="たんぽぽの家"), version=1)
    edit_record(desk, MODERATOR, edit, now=now, today=TODAY)
    rule(sent.id)
    after = find(rid).draft
    assert (after.name, after.description) == ("たんぽぽの家", "月に二回です。")


def test_an_end_ends_the_record(send, rule, record, find):
    rid = record()
    rule(send(kind="end", draft=None, resource_id=rid).submission.id)
    assert find(rid).draft.status == "ended"


def test_a_report_changes_nothing_by_itself_and_can_be_corrected(send, rule, record, find):
    rid = record()
    closed = send(kind="report", draft=None, resource_id=rid, reason="other").submission
    assert rule(closed.id).submission.status == "published"
    assert find(rid).version == 1
    wrong = send(kind="report", draft=None, resource_id=rid, reason="wrong_time").submission
    rule(wrong.id, texts=RecordTexts(schedule="毎週火曜 10:00〜12:00"), resource_version=1)
    assert find(rid).draft.schedule.rules[0].byday == (1,)


def test_corrections_are_published_and_kept(send, rule, desk, find):
    sent = send().submission
    decided = rule(sent.id, version=1, texts=RecordTexts(name="なおした名前")).submission
    assert find(decided.resource_id).draft.name == "なおした名前"
    assert decided.draft.name == "なおした名前"


def test_corrections_of_an_older_record_are_refused(send, rule, record, desk, now):
    rid = record()
    sent = send(kind="change", draft=draft(), changed=("name",), resource_id=rid, base_version=1).submission
    edit_record(
        desk,
        MODERATOR,
        EditRequest(resource_id=rid, texts=RecordTexts(kana="タンポポ"), version=1),
        now=now,
        today=TODAY,
    )
    with pytest.raises(Conflict):
        rule(sent.id, texts=RecordTexts(name="x"), resource_version=1)


def test_a_letter_goes_out_with_the_decision_and_only_to_a_proved_address(send, rule, store):
    def letter(case):
        body = case.answer_to
        return Mail(kind="returned", to=case.answer_to, subject="s", body=body, dedup_key="") if body else None

    proved = Submitter(email="a@example.invalid", is_email_confirmed=True)
    rule(send(submitter=proved).submission.id, "return", letter=letter)
    rule(send(submitter=Submitter(email="b@example.invalid")).submission.id, "return", letter=letter)
    with store.read() as unit:
        assert len(unit.outbox.of_recipient("a@example.invalid")) == 1
        assert unit.outbox.of_recipient("b@example.invalid") == ()


@BOTH
def test_undo_brings_the_record_and_the_submission_back(send, rule, record, find, desk, now, store):
    rid = record()
    sent = send(
        kind="change", draft=draft(stable_key="r", description="べつの文"), changed=("description",), resource_id=rid
    ).submission
    decided = rule(sent.id).submission
    again = undo_decision(desk, MODERATOR, sent.id, version=decided.version, now=now + timedelta(days=29))
    assert (again.status, find(rid).draft.description) == ("pending", "月に一回です。")
    with store.read() as unit:
        assert [each.outcome for each in unit.audit.of(sent.id)] == ["publish", "undone"]


def test_undo_of_a_new_record_hides_it_and_publishing_again_gives_the_same_link(send, rule, desk, now, public):
    sent = send().submission
    rule(sent.id)
    code = public()[0].code
    undo_decision(desk, MODERATOR, sent.id, version=None, now=now)
    assert public() == []
    rule(sent.id)
    assert [each.code for each in public()] == [code]


def test_undo_of_a_confidential_record_works_though_history_holds_no_values(send, rule, record, find, desk, now):
    rid = record(visibility="hidden")
    sent = send(kind="change", draft=draft(name="べつの名前"), changed=("name",), resource_id=rid).submission
    rule(sent.id)
    undo_decision(desk, MODERATOR, sent.id, version=None, now=now)
    assert find(rid).draft.name == "たんぽぽサロン"


def test_undo_ends_after_thirty_days(send, rule, desk, now):
    sent = send().submission
    with pytest.raises(RequestRefused):
        undo_decision(desk, MODERATOR, sent.id, version=None, now=now)
    rule(sent.id)
    with pytest.raises(RequestRefused):
        undo_decision(desk, MODERATOR, sent.id, version=None, now=now + timedelta(days=31))


@pytest.fixture
def edit(desk: Desk, now: datetime):
    def edit_it(actor: Actor, resource_id: str, *, version: int | None = 1, **texts):
        request = EditRequest(resource_id=resource_id, texts=RecordTexts(**texts), version=version)
        return edit_record(desk, actor, request, now=now, today=TODAY)

    return edit_it


def test_a_coordinator_of_one_district_proposes_there_and_finds_nothing_in_the_next(edit, record, find):
    here, there = record("a"), record("b", venues=(VenueDraft(key="v", address="所沢市並木1-1"),))
    coordinator = staff("coordinator", district="school:a")
    waiting = edit(coordinator, here, description="べつの文").submission
    assert (waiting.status, waiting.changed, find(here).version) == ("pending", ("description",), 1)
    with pytest.raises(NotFound):
        edit(coordinator, there, description="べつの文")


@BOTH
def test_an_edit_names_the_version_it_was_made_from(edit, record):
    rid = record()
    with pytest.raises(VersionMissing):
        edit(MODERATOR, rid, version=None, name="x")
    assert edit(MODERATOR, rid, name="x").version == 2
    with pytest.raises(VersionStale):
        edit(MODERATOR, rid, name="y")
    assert edit(MODERATOR, rid, version=2, name="x").version == 2


def test_roles_are_asked_before_versions(edit, record):
    rid = record()
    for actor, error in (
        (Actor(), Unauthenticated),
        (staff("moderator", ELSEWHERE), NotFound),
        (staff("support_worker"), Forbidden),
    ):
        with pytest.raises(error):
            edit(actor, rid, version=None)


def test_an_admin_does_not_change_who_sees_a_place(edit, record):
    with pytest.raises(Forbidden):
        edit(staff("admin", ""), record(), visibility="hidden")


def test_a_direct_edit_can_be_taken_back_like_a_decision(edit, record, find, desk, now, store):
    rid = record()
    edit(MODERATOR, rid, description="べつの文")
    with store.read() as unit:
        kept = unit.submissions.of_resource(rid)[0]
    undo_decision(desk, MODERATOR, kept.id, version=None, now=now)
    assert find(rid).draft.description == "月に一回です。"


def test_contacts_that_an_editor_can_not_see_stay(edit, record, find, desk):
    secret = Contact(kind="phone", value="090-0000-0000", publicity="private")
    rid = record(contacts=(secret, Contact(kind="phone", value="04-0000-0000")))
    coordinator = staff("coordinator")
    assert [each.value for each in read_record(desk, coordinator, rid).draft.contacts] == ["04-0000-0000"]
    proposed = edit(coordinator, rid, contacts=(ContactTexts(kind="phone", value="03-5555-0000", publicity="public"),))
    assert {each.value for each in proposed.submission.draft.contacts} == {"03-5555-0000", "090-0000-0000"}


def test_a_confirmed_pin_is_remembered_with_who_and_when(desk, record, find, now):
    rid = record()
    venue = VenueTexts(
        key="v", address="所沢市くすのき台1-1", coordinate=Coordinate(latitude=35.7861, longitude=139.4701)
    )
    request = EditRequest(resource_id=rid, texts=RecordTexts(venues=(venue,)), version=1, confirms_pins=True)
    assert edit_record(desk, MODERATOR, request, now=now, today=TODAY).moved_pins
    confirmed = find(rid).placements[0].confirmed
    assert (confirmed.on, confirmed.by) == (TODAY, "moderator")


def test_a_confidential_place_is_no_part_of_the_record_and_reading_it_is_written_down(desk, record, store, now):
    rid = record(visibility="area_only")
    worker = staff("support_worker")
    view = read_record(desk, worker, rid)
    assert (view.has_place, [(each.address, each.name) for each in view.draft.venues]) == (False, [("", "")])
    read_place(desk, worker, rid, now=now)
    with store.read() as unit:
        assert [(each.account_id, each.action) for each in unit.audit.of(rid)] == [("support_worker", "read_place")]


@BOTH
def test_sixty_places_an_hour_are_read_then_one_alert_stands_in_the_audit(desk, record, store, now):
    rid = record(visibility="area_only")
    worker = staff("support_worker")
    for _ in range(60):
        read_place(desk, worker, rid, now=now)
    for _ in range(3):
        with pytest.raises(TooManyRequests) as refused:
            read_place(desk, worker, rid, now=now + timedelta(minutes=59))
    assert (refused.value.code, refused.value.facts["retry_after_s"]) == ("too_many_places", 3600)
    with store.read() as unit:
        outcomes = Counter(each.outcome for each in unit.audit.of(rid))
    assert outcomes == {"done": 60, "too_many": 1}
    read_place(desk, staff("coordinator"), rid, now=now)
    assert read_place(desk, worker, rid, now=now + timedelta(minutes=61)).id == rid


@BOTH
def test_many_records_are_settled_at_once_and_changed_ones_are_left(desk, record, store, find, now):
    one, two = record("a"), record("b")
    chosen = (Chosen(resource_id=one, version=1), Chosen(resource_id=two, version=7))
    done = settle_attention(desk, MODERATOR, chosen, "hide", now=now)
    assert (done.changed, done.skipped) == (1, 1)
    assert (find(one).draft.visibility, find(two).draft.visibility) == ("hidden", "public")
    with pytest.raises(NotFound):
        settle_attention(desk, staff("moderator", ELSEWHERE), chosen, "end", now=now)


@BOTH
def test_an_organization_is_renamed_in_all_its_records(desk, record, store, find, now):
    ids = [record(key, organization={"name": "架空の会"}) for key in ("a", "b")]
    with store.read() as unit:
        line = unit.records.organizations((HERE,), limit=10)[0]
    assert edit_organization(desk, MODERATOR, line.id, name="新しい会", networks=("架空の網",), now=now) == 2
    assert {(find(each).draft.organization.name, find(each).draft.organization.networks) for each in ids} == {
        ("新しい会", ("架空の網",))
    }
    with store.read() as unit:
        network = next(each for each in unit.records.organizations((HERE,), text="網", limit=10))
        assert [each.name for each in unit.records.members_of(network.id)] == ["新しい会"]


def test_who_owns_a_record_speaks_for_it(send, rule, record, find, store, now):
    rid = record(assured_on=date(2025, 1, 1))
    account = Account(id="o", email="o@example.invalid", name="花子", created_at=now, owned=frozenset({rid}))
    with store.write(now=now) as unit:
        unit.accounts.add(account)
    changed = draft(stable_key="r", description="べつの文")
    fields = {"kind": "change", "draft": changed, "changed": ("description",), "resource_id": rid}
    rule(send(submitter=Submitter(account_id="o"), **fields).submission.id)
    assert find(rid).draft.assured_on == date(2026, 5, 1)
