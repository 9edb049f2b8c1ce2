"""Who may do what with which thing, cell by cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.domain.actor import ANONYMOUS, Actor, Grant
from directory.domain.permission import ACTIONS, Thing, can

HERE, ELSEWHERE = "13229", "39201"
DISTRICT = "school:a"
ROLES = ("volunteer", "owner", "support_worker", "coordinator", "moderator", "admin")

RECORD = Thing(municipality=HERE, districts=frozenset({DISTRICT}), resource_id="r1")
SENT = Thing(municipality=HERE, sent_by="me")

TABLE = {
    ("read_record", "public"): "absent allowed allowed allowed allowed allowed",
    ("read_record", "area_only"): "absent allowed allowed allowed allowed absent",
    ("read_record", "hidden"): "absent absent absent absent allowed absent",
    ("read_place", "public"): "absent allowed allowed allowed allowed allowed",
    ("read_place", "area_only"): "absent allowed allowed allowed allowed absent",
    ("read_place", "hidden"): "absent absent absent absent allowed absent",
    ("edit_record", "public"): "absent proposes forbidden proposes allowed allowed",
    ("edit_record", "area_only"): "absent proposes forbidden proposes allowed absent",
    ("edit_record", "hidden"): "absent absent absent absent allowed absent",
    ("set_visibility", "public"): "absent proposes forbidden proposes allowed forbidden",
    ("set_visibility", "area_only"): "absent proposes forbidden proposes allowed absent",
    ("set_visibility", "hidden"): "absent absent absent absent allowed absent",
    ("read_staff_contacts", "public"): "absent allowed allowed allowed allowed absent",
    ("read_staff_contacts", "area_only"): "absent allowed allowed allowed allowed absent",
    ("read_staff_contacts", "hidden"): "absent absent absent absent allowed absent",
    ("read_private_contacts", "public"): "absent allowed absent absent allowed absent",
    ("read_private_contacts", "area_only"): "absent allowed absent absent allowed absent",
    ("read_private_contacts", "hidden"): "absent absent absent absent allowed absent",
    ("read_staff_notes", "public"): "absent absent allowed allowed allowed absent",
    ("read_staff_notes", "area_only"): "absent absent allowed allowed allowed absent",
    ("read_staff_notes", "hidden"): "absent absent absent absent allowed absent",
    ("edit_staff_notes", "public"): "absent forbidden forbidden proposes allowed forbidden",
    ("edit_staff_notes", "area_only"): "absent forbidden forbidden proposes allowed absent",
    ("edit_staff_notes", "hidden"): "absent absent absent absent allowed absent",
    ("read_submission", ""): "absent allowed absent absent allowed absent",
    ("decide_submission", ""): "absent absent absent absent allowed absent",
    ("read_queue", ""): "absent absent absent absent allowed absent",
    ("manage_accounts", ""): "absent absent absent absent absent allowed",
    ("read_audit", ""): "absent absent absent absent absent allowed",
    ("give_feedback", "public"): "absent forbidden allowed allowed allowed forbidden",
    ("give_feedback", "area_only"): "absent forbidden allowed allowed allowed absent",
    ("give_feedback", "hidden"): "absent absent absent absent allowed absent",
    ("read_wants", ""): "absent absent allowed allowed allowed allowed",
    ("write_outreach", ""): "absent absent forbidden proposes proposes absent",
}


def actor_of(role: str, *, municipality: str = HERE, district: str = "", is_verified: bool = True) -> Actor:
    if role == "owner":
        grants, owned = (Grant(role="volunteer"),), frozenset({"r1"})
    elif role in {"volunteer", "admin"}:
        grants, owned = (Grant(role=role),), frozenset()
    else:
        grants, owned = (Grant(role=role, municipality=municipality, district=district),), frozenset()
    return Actor(account_id="me", name="me", grants=grants, owned=owned, is_verified=is_verified)


def thing_of(visibility: str) -> Thing:
    return replace(RECORD, visibility=visibility) if visibility else SENT


CELLS = [
    (action, visibility, role, verdict)
    for (action, visibility), row in TABLE.items()
    for role, verdict in zip(ROLES, row.split(), strict=True)
]


@pytest.mark.parametrize(("action", "visibility", "role", "verdict"), CELLS)
def test_every_cell_of_the_table(action: str, visibility: str, role: str, verdict: str):
    thing = thing_of(visibility)
    if not visibility and role == "volunteer":
        thing = replace(thing, sent_by="somebody else")
    if not visibility and role not in {"owner", "volunteer"}:
        thing = replace(thing, sent_by="somebody else")
    assert can(actor_of(role), action, thing) == verdict


def test_the_table_speaks_of_every_action():
    assert {action for action, _ in TABLE} == set(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_who_is_not_signed_in_may_anything(action: str):
    assert can(ANONYMOUS, action, RECORD) == "unauthenticated"


@pytest.mark.parametrize("role", ["support_worker", "coordinator", "moderator"])
@pytest.mark.parametrize("action", ["read_record", "read_place", "edit_record", "read_queue", "decide_submission"])
def test_what_lies_elsewhere_is_not_there(role: str, action: str):
    assert can(actor_of(role, municipality=ELSEWHERE), action, RECORD) == "absent"


def test_a_district_is_a_scope_within_its_municipality():
    coordinator = actor_of("coordinator", district=DISTRICT)
    assert can(coordinator, "edit_record", RECORD) == "proposes"
    assert can(coordinator, "edit_record", replace(RECORD, districts=frozenset({"school:b"}))) == "absent"
    assert can(coordinator, "edit_record", replace(RECORD, municipality=ELSEWHERE)) == "absent"


def test_a_designated_city_reaches_into_its_wards_and_a_ward_stays_one():
    ward = replace(RECORD, municipality="27145", city="27140")
    assert can(actor_of("moderator", municipality="27140"), "edit_record", ward) == "allowed"
    assert can(actor_of("moderator", municipality="27145"), "edit_record", ward) == "allowed"
    assert can(actor_of("moderator", municipality="27141"), "edit_record", ward) == "absent"


def test_a_role_without_a_municipality_reaches_nothing():
    assert can(actor_of("moderator", municipality=""), "edit_record", replace(RECORD, municipality="")) == "absent"


def test_staff_without_the_second_factor_read_nothing():
    assert can(actor_of("moderator", is_verified=False), "read_record", RECORD) == "unverified"
    assert can(actor_of("moderator", is_verified=False), "decide_submission", SENT) == "unverified"


def test_the_best_of_several_roles_counts():
    both = replace(
        actor_of("support_worker"),
        grants=(Grant(role="support_worker", municipality=HERE), Grant(role="moderator", municipality=HERE)),
    )
    assert can(both, "edit_record", RECORD) == "allowed"
