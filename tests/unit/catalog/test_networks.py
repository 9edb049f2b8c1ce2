"""Networks of the public directory: who belongs to them and what they run."""

from __future__ import annotations

import msgspec

from directory.catalog.networks import Member, Network, find_networks


def payload(series: str, organization: str, *networks: str, municipality: str = "13229", **fields: object) -> bytes:
    values = {"municipality": municipality, "series": series, "organization": organization, "networks": networks}
    return msgspec.json.encode(values | {"name": "架空食堂"} | fields)


def test_organizations_are_counted_once_and_so_is_what_they_run_at_several_places():
    found = find_networks((payload("a", "米の会", "網"), payload("a", "米の会", "網"), payload("b", "米の会", "網")))
    assert found == {"網": Network(name="網", members=(Member(municipality="13229", name="米の会", rows=(0, 2)),))}
    assert found["網"].listings == 2


def test_the_same_name_in_another_municipality_is_another_organization():
    rows = (payload("a", "米の会", "網"), payload("b", "米の会", "網", municipality="11208"))
    assert find_networks(rows)["網"].keys == {("13229", "米の会"), ("11208", "米の会")}


def test_what_has_ended_keeps_its_network_but_counts_for_nothing():
    found = find_networks((payload("a", "米の会", "昔の網", status="ended"),))
    assert found == {"昔の網": Network(name="昔の網", members=())}


def test_networks_come_by_name_and_an_organization_may_belong_to_several():
    found = find_networks((payload("a", "米の会", "は", "あ"), payload("b", "豆の会", "は")))
    assert [(each.name, len(each.members)) for each in found.values()] == [("あ", 1), ("は", 2)]


def test_without_networks_there_are_none():
    assert find_networks((payload("a", "米の会"),)) == {}
