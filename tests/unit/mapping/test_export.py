"""What goes into the saved file: safe parts, a policy that names them, the answer's own points and words."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json

import pytest

from directory.mapping.export import (
    FIELDS,
    ExportedListing,
    build_policy,
    encode_export,
    inline,
    order_for_export,
    pack,
)


@pytest.mark.parametrize("ending", ["</script>", "</SCRIPT >", "</style>", "<!--"])
def test_no_part_can_end_its_element(ending):
    part = inline(f'a = "{ending}";')
    assert ending not in part.text
    assert part.text.replace("<\\", "<") == f'a = "{ending}";'


def test_the_policy_names_the_parts_as_they_stand_there():
    script, style = inline('"</script>"'), inline("a{}")
    policy = build_policy(scripts=(script,), styles=(style,))
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert f"style-src '{style.sha256}'" in policy
    assert policy.startswith("default-src 'none'; ")


def test_packed_data_come_out_again_and_are_always_the_same():
    data = "架空の食堂".encode() * 50
    assert gzip.decompress(base64.b64decode(pack(data))) == data
    assert pack(data) == pack(data)


def read_export(found):
    listings = [
        ExportedListing(code=each.code, root="child_cafe", name=each.name)
        for each in (found.snapshot.listing(row) for row in order_for_export(found))
    ]
    return json.loads(encode_export(found, listings, scheme="municipality", districts=b"{}", revision="r"))


def test_listings_stand_as_the_points_stand_and_those_without_a_place_behind_them(found):
    data = read_export(found)
    assert data["points"]["n"] == 3
    assert "id" not in data["points"]
    assert data["listings"]["code"][3:] == ["k00042"]
    assert set(data["listings"]) == set(FIELDS)
    assert data["counts"] == [3, 1]
    assert data["of"] == [0, 1, 0, 0]


def test_only_the_answer_is_in_the_file(snapshot, answer):
    data = read_export(answer(snapshot, [1]))
    assert data["points"]["n"] == 1
    assert data["listings"]["code"] == ["k00005"]
    assert data["counts"] == [0, 1]
