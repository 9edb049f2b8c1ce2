"""Whose question sounds like danger is told at once who listens, on the page as in what the script gets."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("prefix", "word"), [("", "24時間・無料"), ("/en", "day and night, free"), ("/easy", "よりそいホットライン")]
)
def test_a_life_in_danger(client, prefix: str, word: str):
    text = client.get(f"{prefix}/?q=死にたい").text
    assert "0120-279-338" in text
    assert word in text


def test_violence(client):
    found = client.get("/api/v1/cards?q=夫に殴られた").json()
    assert "0120-279-889" in found["understood"][0]


def test_others_are_told_nothing_of_it(client):
    assert "0120-279" not in client.get("/?q=子ども食堂").text
