"""The points file says where everything is and names nothing; bitsets name its rows."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.district import District
from directory.domain.errors import RequestRefused
from directory.mapping.packed_steps import pack_steps
from directory.mapping.points import (
    LABEL_LIMIT,
    count_by_district,
    encode_labels,
    encode_points,
    encode_row_labels,
    encode_rows,
    parse_numbers,
    require_scheme,
    round_radius,
    select_rows,
)

CATS = ("child_cafe", "parenting_salon", "support_center", "advice_desk", "meeting_space")


def read(snapshot, scheme="municipality"):
    return json.loads(encode_points(snapshot, scheme, revision="r1"))


def bits_of(text, count):
    return np.unpackbits(np.frombuffer(base64.b64decode(text), np.uint8), bitorder="little")[:count].tolist()


def test_positions_are_deltas_of_a_hundred_thousandth_of_a_degree(snapshot):
    points = read(snapshot)
    assert np.cumsum(points["la"]).tolist() == [3467600, 3453000, 3468000]
    assert np.cumsum(points["lo"]).tolist() == [13548600, 13546000, 13549000]


def test_only_placed_listings_of_default_results_are_on_the_map(snapshot):
    points = read(snapshot)
    assert points["id"] == [11, 5, 300]
    assert points["n"] == 3
    assert select_rows(snapshot).rows.tolist() == [0, 1, 2]


def test_classes_are_one_character_a_row(snapshot):
    points = read(snapshot)
    assert points["cats"][:5] == list(CATS)
    assert [points["cats"][ord(each) - 48] for each in points["c"]] == ["child_cafe", "advice_desk", "child_cafe"]
    assert points["d"] == "010"
    assert points["f"] == "021"
    assert points["names"] == ["大阪市西区", "堺市西区"]


def test_several_categories_are_bits_over_all_codes(snapshot):
    points = read(snapshot)
    mask = points["cm"][ord(points["m"][1]) - 48]
    codes = {code for place, code in enumerate(points["cats"]) if mask >> place & 1}
    assert codes == {"advice_desk", "drop_in_salon", "parenting_salon"}


def test_every_category_bit_fits_the_browser(snapshot):
    assert len(read(snapshot)["cats"]) <= 31


def test_radius_is_never_told_smaller_than_it_is(snapshot):
    points = read(snapshot)
    assert [points["radii"][ord(each) - 48] for each in points["r"]] == [50, 50, 300]


def test_no_text_of_a_listing_is_in_the_points_file(snapshot, listings):
    raw = encode_points(snapshot, "municipality", revision="r1").decode()
    for listing in listings:
        assert listing.name not in raw
        assert listing.code not in raw


def test_many_districts_become_numbers(snapshot):
    codes = tuple(f"99{number:03d}" for number in range(70))
    snapshot.district_codes = {"school": codes}
    snapshot.districts = {code: District(code=code, scheme="school", name=code, municipality="27106") for code in codes}
    snapshot.district_columns = {"school": np.array([69, -1, 0, 0, 0], dtype=np.int32)}
    assert read(snapshot, "school")["d"] == [69, 70, 0]


def test_an_empty_snapshot_gives_empty_columns(snapshot):
    snapshot.is_default[:] = False
    points = read(snapshot)
    assert (points["n"], points["la"], points["c"]) == (0, [], "")


def test_rows_are_bits_in_the_order_of_the_points_file(snapshot, answer):
    rows = json.loads(encode_rows(answer(snapshot, [4, 2, 0]), "municipality", revision="r1"))
    assert bits_of(rows["rows"], 3) == [1, 0, 1]
    assert (rows["total"], rows["unplaced"], rows["rev"]) == (3, 1, "r1")


def test_placed_bits_and_unplaced_make_the_total(found):
    rows = json.loads(encode_rows(found, "municipality", revision="r1"))
    assert sum(bits_of(rows["rows"], 3)) + rows["unplaced"] == rows["total"] == 4


def test_districts_count_unplaced_listings_too(found):
    assert count_by_district(found, "municipality") == (3, 1)


def test_labels_name_only_what_exists(snapshot):
    labels = json.loads(encode_labels(snapshot, [300, 11, 999_999, 11]))
    assert labels == {"11": ["k00011", "<b>架空</b> & 食堂"], "300": ["k00300", "架空の食堂 その300"]}


@given(st.lists(st.integers(min_value=0, max_value=10**15 - 1), max_size=LABEL_LIMIT))
def test_numbers_survive_their_list(numbers):
    assert parse_numbers(",".join(map(str, numbers))) == tuple(numbers)


@pytest.mark.parametrize("text", ["1,x", "-1", "١", "1 2", "9" * 16, ",".join(["1"] * (LABEL_LIMIT + 1))])
def test_numbers_that_are_none_are_refused(text):
    with pytest.raises(RequestRefused) as refused:
        parse_numbers(text)
    assert refused.value.code == "parameter_ids"


def test_an_unknown_scheme_is_refused(snapshot):
    with pytest.raises(RequestRefused) as refused:
        require_scheme(snapshot, "school")
    assert refused.value.facts == {"field": "scheme", "value": "school"}


def test_without_numbers_rows_are_named_by_their_place_in_the_file(snapshot):
    lean, full = json.loads(encode_points(snapshot, "municipality", revision="r", is_lean=True)), read(snapshot)
    assert {name: lean[name] for name in ("n", "d")} == {name: full[name] for name in ("n", "d")}
    widths, bits = pack_steps(np.array(full["la"]), np.array(full["lo"]))
    assert [ord(each) - 48 for each in lean["w"]] == widths.tolist()
    assert lean["b"] == bits
    assert not {"id", "c", "f", "la", "lo"} & set(lean)
    labels = json.loads(encode_row_labels(snapshot, [2, 0, 0, 9]))
    assert {row: code for row, (code, _) in labels.items()} == {"0": "k00011", "2": "k00300"}


def test_a_lean_file_says_the_same_of_kinds_and_vague_places(snapshot):
    lean, full = json.loads(encode_points(snapshot, "municipality", revision="r", is_lean=True)), read(snapshot)
    place = [ord(each) - 48 for each in lean["m"]]
    assert [lean["cr"][each] for each in place] == [ord(each) - 48 for each in full["c"]]
    assert [lean["cm"][each] for each in place] == [full["cm"][ord(each) - 48] for each in full["m"]]
    radii = [lean["radii"][ord(each) - 48] for each in lean["r"]]
    assert radii == [0, 0, 300]
    assert [radius > 0 for radius in radii] == [bool((ord(each) - 48) & 1) for each in full["f"]]


@pytest.mark.parametrize(
    ("radius_m", "said"), [(0, 0), (50, 50), (213, 300), (300, 300), (9_999, 10_000), (80_000, 50_000)]
)
def test_a_radius_is_said_as_the_map_says_it(radius_m, said):
    assert round_radius(radius_m) == said
