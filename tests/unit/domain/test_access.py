from __future__ import annotations

import pytest

from directory.domain.access import nothing_there, require, require_sign_in
from directory.domain.actor import ANONYMOUS, Actor, Grant
from directory.domain.errors import Forbidden, HiddenFromActor, NotFound, SecondFactorMissing, Unauthenticated
from directory.domain.permission import Thing

RECORD = Thing(municipality="13229", resource_id="r1")


def staff(role, municipality: str = "13229", *, is_verified: bool = True) -> Actor:
    return Actor(account_id="a1", grants=(Grant(role=role, municipality=municipality),), is_verified=is_verified)


def test_what_is_allowed_passes():
    assert require(staff("moderator"), "edit_record", RECORD) == "allowed"
    assert require(staff("coordinator"), "edit_record", RECORD) == "proposes"


def test_nobody_signed_in_is_told_to_sign_in():
    with pytest.raises(Unauthenticated):
        require(ANONYMOUS, "read_record", RECORD)
    with pytest.raises(Unauthenticated):
        require_sign_in(ANONYMOUS)
    require_sign_in(Actor(account_id="a1"))


def test_staff_without_the_second_factor_are_asked_for_it():
    with pytest.raises(SecondFactorMissing):
        require(staff("moderator", is_verified=False), "read_record", RECORD)


def test_seeing_but_not_doing_is_forbidden():
    with pytest.raises(Forbidden):
        require(staff("support_worker"), "edit_record", RECORD)


def test_out_of_scope_looks_exactly_like_not_there():
    with pytest.raises(NotFound) as refused:
        require(staff("moderator", "39201"), "read_record", RECORD)
    absent = nothing_there()
    assert isinstance(refused.value, HiddenFromActor)
    assert (refused.value.code, refused.value.facts) == (absent.code, absent.facts)


def test_the_audit_learns_who_wanted_what():
    with pytest.raises(HiddenFromActor) as refused:
        require(staff("moderator", "39201"), "read_place", RECORD)
    assert (refused.value.account_id, refused.value.action, refused.value.object_id) == ("a1", "read_place", "r1")
    with pytest.raises(HiddenFromActor) as refused:
        require(staff("moderator", "39201"), "read_submission", Thing(municipality="13229"), object_id="s1")
    assert refused.value.object_id == "s1"
