"""History: every change is told once, confidential values never."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest

from directory.domain.contact import Contact

LATER = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def history(store, get):
    def read(key):
        with store.read() as unit:
            return unit.history_of(get(key).id)

    return read


def test_adding_and_changing_leave_one_entry_each_with_old_and_new(put, history, make_change, now):
    put(make_change("a", description="前"))
    put(make_change("a", description="前"))
    put(make_change("a", description="後", capacity=5), at=LATER)
    added, changed = history("a")
    assert (added.action, added.at, added.actor, added.changes) == ("added", now, "tester", ())
    assert (changed.action, changed.at, changed.version) == ("changed", LATER, 2)
    assert {(each.field, each.old, each.new) for each in changed.changes} == {
        ("description", '"前"', '"後"'),
        ("capacity", "null", "5"),
    }


def test_the_import_run_is_named_and_a_moved_row_is_not_told(store, get, make_change, now):
    first = make_change("a")
    with store.write(now=now) as unit:
        run = unit.imports.start(file="town.csv", file_sha256="0" * 64, source="fictional", actor="op")
        unit.resources.upsert_many([first], actor="op", import_run=run)
        moved = replace(first.draft.source, row=9)
        unit.resources.upsert(make_change("a", source=moved, booking="要"), actor="op", import_run=run)
    with store.read() as unit:
        added, changed = unit.history_of(get("a").id)
    assert added.import_run == changed.import_run == run
    assert [each.field for each in changed.changes] == ["booking"]


@pytest.mark.parametrize("visibility", ["area_only", "hidden"])
def test_values_of_confidential_resources_are_stored_as_changed_only(put, history, make_change, visibility):
    put(make_change("a", description="秘密の前", visibility=visibility))
    put(make_change("a", description="秘密の後", visibility=visibility, venues=()))
    changes = history("a")[1].changes
    assert {each.field for each in changes} >= {"description", "venues"}
    assert {(each.old, each.new) for each in changes} == {("changed", "changed")}


def test_a_resource_that_becomes_confidential_leaves_no_value_on_the_way(put, history, make_change):
    put(make_change("a", description="秘密の前"))
    put(make_change("a", description="秘密の後", visibility="hidden"))
    told = msgspec.json.encode(history("a")).decode()
    assert "秘密" not in told
    assert ("visibility", '"public"', '"hidden"') in {
        (each.field, each.old, each.new) for each in history("a")[1].changes
    }


def test_private_contacts_of_public_resources_are_not_told(put, history, make_change):
    put(make_change("a"))
    put(make_change("a", contacts=(Contact(kind="phone", value="090-0000-1234", publicity="private"),)))
    assert [(each.field, each.new) for each in history("a")[1].changes] == [("contacts", "changed")]
