from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.catalog.base import keep_base
from directory.catalog.changes import find_changes
from directory.catalog.coverage import Served
from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.catalog.snapshot import assemble_snapshot
from directory.domain.district import District, DistrictRef
from directory.mapping.points import count_by_district
from tests.unit.catalog.surroundings import encode, surroundings

NAMES = {"27106": "大阪市西区", "27146": "堺市西区"}
DISTRICTS = tuple(
    District(code=f"{jis}-{number}", scheme="school", name=f"第{number}小学校区", municipality=jis)
    for jis in NAMES
    for number in range(4)
)


SURROUNDINGS = surroundings(NAMES)


def ref_of(code, *, is_served):
    district = next((each for each in DISTRICTS if each.code == code), None)
    scheme, name = (district.scheme, district.name) if district else ("municipality", NAMES[code])
    plain = "town" if district else "municipality"
    return DistrictRef(scheme=scheme, code=code, name=name, evidence="service_area" if is_served else plain)


def place_nowhere(listing, refs, area="市内全域"):
    return replace(
        listing, districts=refs, coordinate=None, address="", town="", radius_m=0, precision="none", service_area=area
    )


def served_codes(listing):
    """The plain meaning: a municipality that is served stands for all its districts."""
    codes = {listing.municipality, *(ref.code for ref in listing.districts)}
    wholes = {ref.code for ref in listing.districts if ref.evidence == "service_area" and ref.scheme == "municipality"}
    return codes | {district.code for district in DISTRICTS if district.municipality in wholes}


@st.composite
def towns(draw):
    """Listings with a place, services without one, and whether each changed after the base was built."""
    return draw(
        st.lists(
            st.tuples(
                st.sampled_from(sorted(NAMES)),
                st.sampled_from(("placed", "whole", "some", "unsaid")),
                st.sets(st.integers(min_value=0, max_value=3), min_size=1),
                st.booleans(),
            ),
            min_size=1,
            max_size=12,
        )
    )


def build(make_listing, rows):
    made = []
    for number, (jis, kind, picked, _) in enumerate(rows, 1):
        listing = make_listing(number, municipality=jis, municipality_name=NAMES[jis])
        codes = [f"{jis}-{each}" for each in sorted(picked)]
        if kind == "placed":
            own = (ref_of(codes[0], is_served=False), ref_of(jis, is_served=False))
            made.append(replace(listing, districts=own))
            continue
        served = {"whole": [jis], "some": codes, "unsaid": []}[kind]
        refs = tuple(ref_of(code, is_served=True) for code in served)
        at_home = () if jis in served else (ref_of(jis, is_served=False),)
        made.append(place_nowhere(listing, (*refs, *at_home), area="" if kind == "unsaid" else "ことば"))
    return made


def snapshot_of(listings, stays, today):
    """Some listings in the base, the others brought in afterwards, and one that is gone again."""
    gone = replace(listings[0], code="gone00", series="gone00", number=900)
    before = [each for each, is_old in zip(listings, stays, strict=True) if is_old]
    base = keep_base(encode([*before, gone]), revision="1", today=today, surroundings=SURROUNDINGS)
    changes = find_changes(base, encode(listings))
    return assemble_snapshot(base, changes, revision="2", districts=DISTRICTS, surroundings=SURROUNDINGS)


@settings(max_examples=25)
@given(rows=towns())
def test_list_counts_and_map_agree_on_what_a_district_is_served_by(make_listing, today, rows):
    listings = build(make_listing, rows)
    snapshot = snapshot_of(listings, [is_old for *_, is_old in rows], today)
    everything = find(snapshot, Criteria(), today=today)
    facets = {option.code: option.count for option in everything.facets.districts}
    on_the_map = dict(zip(snapshot.district_codes["school"], count_by_district(everything, "school"), strict=True))
    for district in DISTRICTS:
        expected = {each.code for each in listings if district.code in served_codes(each)}
        found = find(snapshot, Criteria(districts=(district.code,)), today=today)
        assert {hit.listing.code for hit in found.hits()} == expected
        assert facets[district.code] == on_the_map[district.code] == found.total == len(expected)
        assert found.unplaced == sum(each.has_no_place or each.coordinate is None for each in map_rows(found))
    for option in everything.facets.municipalities:
        found = find(snapshot, Criteria(municipalities=(option.code,)), today=today)
        assert option.count == found.total


def map_rows(found):
    return (hit.listing for hit in found.hits())


def test_a_city_that_is_served_as_a_whole_reaches_the_wards_that_it_names(make_listing, make_snapshot, today):
    wards = (ref_of("27106", is_served=True), ref_of("27146", is_served=True))
    snapshot = make_snapshot(place_nowhere(make_listing(1), wards), make_listing(2, municipality="27146"))
    both = find(snapshot, Criteria(municipalities=("27146",)), today=today)
    assert {hit.listing.number for hit in both.hits()} == {1, 2}
    assert {option.code: option.count for option in both.facets.municipalities} == {"27106": 1, "27146": 2}
    district = find(snapshot, Criteria(districts=("27146-1",)), today=today)
    assert [hit.listing.number for hit in district.hits()] == [1]


@pytest.mark.parametrize("seed", range(20))
def test_taken_pairs_follow_their_rows(seed):
    rng = random.Random(seed)  # noqa: S311 - fixed mixtures, no secret
    served = Served()
    for row in range(10):
        for number in range(4):
            if rng.random() < 0.3:
                served.add_district(row, f"c{number}")
    whole = served.coverage(())
    rows = np.array(rng.sample(range(10), 6), np.int32)
    taken = whole.taken(rows)
    for code in whole.codes:
        there = set(whole.rows_with((code,)).tolist())
        assert set(taken.rows_with((code,)).tolist()) == {at for at, row in enumerate(rows.tolist()) if row in there}
    assert taken.counts(np.arange(6, dtype=np.int32), count=6) == {
        code: len(taken.rows_with((code,))) for code in taken.codes
    }
