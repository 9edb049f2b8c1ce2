"""Cards by rows of the points file: the browser names rows of one revision, never a place."""

from __future__ import annotations

import base64

import pytest

POINTS = "/api/v1/map/points?numbers=0"
ROWS = "/api/v1/map/rows"
CARDS = "/api/v1/cards/rows"


def revision(client) -> str:
    return client.get(POINTS).json()["rev"]


def rows_of(client, query: str) -> list[int]:
    packed = base64.b64decode(client.get(f"{ROWS}?{query}").json()["rows"])
    return [row for row in range(len(packed) * 8) if packed[row >> 3] >> (row & 7) & 1]


def test_every_placed_hit_has_its_card(client):
    rows = rows_of(client, "cat=child_cafe")
    answer = client.get(f"{CARDS}?cat=child_cafe&rev={revision(client)}&rows={','.join(map(str, rows))}").json()
    assert sorted(map(int, answer["cards"])) == rows
    whole = client.get("/api/v1/cards?cat=child_cafe&limit=200").json()["cards"]
    by_code = {card["code"]: card for card in whole}
    for card in answer["cards"].values():
        assert card | {"divider": ""} == by_code[card["code"]] | {"divider": ""}


def test_rows_that_do_not_answer_the_question_have_no_card(client):
    rows = ",".join(map(str, rows_of(client, "cat=advice_desk")))
    assert client.get(f"{CARDS}?cat=child_cafe&rev={revision(client)}&rows={rows}").json()["cards"] == {}


def test_rows_of_another_revision_mean_nothing(client):
    answer = client.get(f"{CARDS}?rev=old&rows=0,1").json()
    assert answer == {"rev": revision(client), "cards": {}}


def test_rows_past_the_end_are_left_out(client):
    assert client.get(f"{CARDS}?rev={revision(client)}&rows=99999999").json()["cards"] == {}


@pytest.mark.parametrize("rows", ["x", "-1", ",".join(["1"] * 301)])
def test_what_is_no_row_is_refused(client, rows: str):
    assert client.get(f"{CARDS}?rows={rows}").status_code == 422
