"""What organizations ask for and offer: who may speak, what the public sees, and when it is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from directory.domain.draft import OrganizationDraft
from directory.domain.post import Post, PublicPost, Speaker
from directory.usecases.person_data import erase_person
from directory.usecases.retention import purge

TODAY, LAST = date(2026, 5, 1), date(2026, 5, 31)
NETWORK = "架空こども食堂ネットワーク"


def run_by(name, *networks):
    return OrganizationDraft(name=name, networks=networks)


@pytest.fixture
def speaker(store, put, make_change) -> Speaker:
    put(
        make_change("a", organization=run_by("架空の会", NETWORK)),
        make_change("hidden", organization=run_by("隠れた会", NETWORK), visibility="hidden"),
        make_change("area", organization=run_by("区域の会", NETWORK), visibility="area_only"),
        make_change("ended", organization=run_by("終わった会", NETWORK), status="ended"),
        make_change("alone", organization=run_by("ひとりの会")),
    )
    with store.read() as unit:
        (found,) = unit.posts.speakers(resource_ids=(), municipalities=("27106",))
    return found


@pytest.fixture
def post(store, speaker, now) -> Post:
    made = Post(
        id="p",
        organization_id=speaker.id,
        account_id="account-1",
        kind="need",
        text="お米",
        contact="06-0000-0000",
        expires_on=LAST,
    )
    with store.write(now=now) as unit:
        assert unit.posts.add(made)
    return made


def publish(store, now):
    with store.write(now=now) as unit:
        assert unit.posts.change("p", "published")


def test_only_organizations_with_a_public_record_in_a_network_speak(store, speaker, get):
    assert (speaker.municipality, speaker.name) == ("27106", "架空の会")
    with store.read() as unit:
        ids = [get(key).id for key in ("a", "hidden", "area", "ended", "alone")]
        assert unit.posts.speakers(resource_ids=ids, municipalities=()) == (speaker,)
        assert unit.posts.speakers(network=NETWORK, resource_ids=ids, municipalities=()) == (speaker,)
        assert unit.posts.speakers(network="別のネットワーク", resource_ids=ids, municipalities=("27106",)) == ()
        assert unit.posts.speakers(resource_ids=(), municipalities=("13229",)) == ()
        assert unit.posts.organization(speaker.id) == speaker


def test_nobody_sees_a_post_before_it_is_published_nor_after_its_last_day(store, speaker, post, now):
    revision = store.public.revision()
    assert store.public.posts(TODAY) == ()
    assert store.public.revision() == revision
    publish(store, now)
    shown = PublicPost(
        id="p",
        municipality="27106",
        organization="架空の会",
        kind="need",
        text="お米",
        contact="06-0000-0000",
        expires_on=LAST,
    )
    assert store.public.posts(LAST) == (shown,)
    assert store.public.posts(LAST + timedelta(days=1)) == ()
    assert store.public.revision() != revision


@pytest.mark.parametrize("status", ["withdrawn", "returned"])
def test_what_is_withdrawn_or_returned_is_never_published(store, post, now, status):
    with store.write(now=now) as unit:
        assert unit.posts.change("p", status, reply="連絡先を確かめてください")
        assert not unit.posts.change("p", "published")
        assert unit.posts.find("p") == replace(post, status=status, reply="連絡先を確かめてください")
    assert store.public.posts(TODAY) == ()


def test_withdrawing_takes_a_published_post_away_at_once(store, post, now):
    publish(store, now)
    revision = store.public.revision()
    with store.write(now=now) as unit:
        assert not unit.posts.change("p", "returned")
        assert unit.posts.change("p", "withdrawn")
    assert store.public.posts(TODAY) == ()
    assert store.public.revision() != revision


def test_the_same_post_is_added_once(store, post, now):
    with store.write(now=now) as unit:
        assert not unit.posts.add(replace(post, text="別の文"))
        assert unit.posts.of_account("account-1") == (post,)


def test_moderators_see_what_waits_until_it_has_run_out(store, post):
    with store.read() as unit:
        assert unit.posts.of_municipalities(("27106",), "pending", LAST) == (post,)
        assert unit.posts.of_municipalities(("13229",), "pending", LAST) == ()
        assert unit.posts.count_pending(("27106",), LAST) == 1
        assert unit.posts.count_pending(("27106",), LAST + timedelta(days=1)) == 0


def test_a_post_is_forgotten_thirty_days_after_it_ran_out(store, post, now):
    publish(store, now)
    ran_out = datetime(2026, 5, 31, 3, tzinfo=UTC)
    assert purge(store, now=ran_out + timedelta(days=30)).posts == 0
    assert purge(store, now=ran_out + timedelta(days=31)).posts == 1
    with store.read() as unit:
        assert unit.posts.find("p") is None
    assert store.public.posts(TODAY) == ()


def test_an_erased_address_leaves_the_published_post_too(store, speaker, post, now):
    with store.write(now=now) as unit:
        unit.posts.add(replace(post, id="q", contact="hana@example.invalid まで"))
        unit.posts.change("q", "published")
    assert erase_person(store, "hana@example.invalid", now=now).left == ()
    assert [each.contact.strip() for each in store.public.posts(TODAY)] == ["まで"]
